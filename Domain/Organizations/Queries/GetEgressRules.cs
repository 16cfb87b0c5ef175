using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Ports;
using ConnectionsConsole.Domain.Shared;
using MediatR;

namespace ConnectionsConsole.Domain.Organizations.Queries;

/// <summary>What the egress guard lets out. For admins alone: it names machines of the internal network.</summary>
[Requires(Permission.ManageOrganization)]
public sealed record GetEgressRules : IQuery<EgressRulesSummary>;

/// <param name="Proxy">Host and port; null without an outgoing proxy.</param>
public sealed record EgressRulesSummary(IReadOnlyList<string> Allowed, string? Proxy);

internal sealed class GetEgressRulesHandler(IEgressRules rules) : IRequestHandler<GetEgressRules, Result<EgressRulesSummary>>
{
    public Task<Result<EgressRulesSummary>> Handle(GetEgressRules request, CancellationToken cancellationToken) =>
        Task.FromResult(Result<EgressRulesSummary>.Success(new EgressRulesSummary(rules.Allowed, rules.Proxy)));
}
