using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Testing.Queries;

/// <summary>What testing a connection asks for, and how its last test came out.</summary>
[Requires(Permission.ProbeConnections)]
public sealed record GetConnectionTest(ProbeTarget Target) : IQuery<ConnectionTestForm>;

/// <param name="Inputs">To be filled in for the test.</param>
/// <param name="Problem">Why it cannot be tested as it is; null where it can.</param>
/// <param name="Types">For a credential: as which connection types it can be tested; empty otherwise.</param>
public sealed record ConnectionTestForm(
    string Name, ConnectionTypeKey Type, string TypeLabel, IReadOnlyList<InputField> Inputs, string? Problem, LastConnectionTest? Last, IReadOnlyList<ConnectionTypeChoice> Types);

public sealed record ConnectionTypeChoice(ConnectionTypeKey Key, string Label);

/// <param name="IsOfTheseValues">False where the values were changed since.</param>
public sealed record LastConnectionTest(DateTime At, string By, bool Works, ProbeCause Cause, string Words, bool IsOfTheseValues);

internal sealed class GetConnectionTestValidator : AbstractValidator<GetConnectionTest>
{
    public GetConnectionTestValidator() => RuleFor(q => q.Target)
        .Must(t => t.Owner is not ValueOwner.ConfigVariable && Enum.IsDefined(t.Owner)).WithMessage("Only connections and credentials can be tested.");
}

internal sealed class GetConnectionTestHandler(IConsoleDb db, ProbeTargets targets) : IRequestHandler<GetConnectionTest, Result<ConnectionTestForm>>
{
    public async Task<Result<ConnectionTestForm>> Handle(GetConnectionTest request, CancellationToken cancellationToken)
    {
        var found = await targets.FindAsync(request.Target, cancellationToken);
        if (!found.TryGet(out var target, out var error))
        {
            return error;
        }

        var last = await db.ConnectionTestOutcomes.AsNoTracking().SingleOrDefaultAsync(o => o.OwnerId == target.OwnerId, cancellationToken);
        var types = request.Target.Owner == ValueOwner.Credential ? await TypesAsync(target.OwnerId, cancellationToken) : [];
        return new ConnectionTestForm(
            target.Name, target.TypeKey, target.Type.Label, ProbeInputs.For(target.TypeKey, target.Type), target.Problem?.Message,
            last is null ? null : new LastConnectionTest(last.TestedAt, last.TestedBy, last.Works, last.Cause, last.Words, last.IsOf(target.Versions)),
            types);
    }

    private async Task<IReadOnlyList<ConnectionTypeChoice>> TypesAsync(Guid credentialId, CancellationToken cancellationToken)
    {
        var method = await db.Credentials.Where(c => c.Id == credentialId).Select(c => c.AuthorizationMethod).SingleAsync(cancellationToken);
        return (await targets.TypesForAsync(method, cancellationToken)).ConvertAll(t => new ConnectionTypeChoice(t.Key, t.Label));
    }
}
