using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances.Queries;

/// <summary>An instance with its configuration as the next run would resolve it. Secrets are never part of the answer.</summary>
[Requires(Permission.ViewInstances)]
public sealed record GetInstance(Guid Id) : IQuery<InstanceDetail>;

public sealed record InstanceDetail(
    Guid Id, string Name, string Description, Guid CustomerId, string CustomerName, Guid IntegrationId, string IntegrationName, int VersionNumber, int LatestVersion,
    InstanceStatus Status, DateTime CreatedAt, DateTime? DeployedAt, Guid Revision, IReadOnlyList<FlowSummary> Flows,
    IReadOnlyList<VariableSummary> Variables, IReadOnlyList<SlotSummary> Slots, IReadOnlyList<ConfigurationProblem> Problems);

public sealed record FlowSummary(string Key, string Name, TriggerKind Trigger, string? Cron, int Steps);

/// <param name="Value">Null for a secret, for a variable without a value, and for a config variable's value where the actor may not see these.</param>
public sealed record VariableSummary(string Key, VariableSource Source, string? SourceName, string? Value, bool IsSecret, bool HasValue);

/// <param name="Inputs">By input: where its value comes from; never the value.</param>
public sealed record SlotSummary(string Key, Guid? ConnectionId, Guid? CredentialId, string? Name, string? StableKey, string? Type, bool IsReady, IReadOnlyList<InputSummary> Inputs);

public sealed record InputSummary(string Key, string Label, ValueSource Source);

internal sealed class GetInstanceHandler(IConsoleDb db, ActorContext context, ConfigurationResolver resolver) : IRequestHandler<GetInstance, Result<InstanceDetail>>
{
    public async Task<Result<InstanceDetail>> Handle(GetInstance request, CancellationToken cancellationToken)
    {
        var row = await (
            from instance in db.Instances.AsNoTracking().Where(i => i.Id == request.Id)
            join customer in db.Customers on instance.CustomerId equals customer.Id
            join integration in db.Integrations on instance.IntegrationId equals integration.Id
            join version in db.IntegrationVersions on instance.VersionId equals version.Id
            select new { instance, CustomerName = customer.Name, IntegrationName = integration.Name, integration.LatestVersion, version.Definition })
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return InstanceErrors.NotFound;
        }

        var i = row.instance;
        var resolved = await resolver.ResolveAsync(row.Definition, i.Configuration, RunMode.Deployed, i.CustomerId, cancellationToken);
        return new InstanceDetail(
            i.Id, i.Name, i.Description, i.CustomerId, row.CustomerName, i.IntegrationId, row.IntegrationName, i.VersionNumber, row.LatestVersion,
            i.Status, i.CreatedAt, i.DeployedAt, i.Revision,
            [.. row.Definition.Flows.Select(f => new FlowSummary(f.Key, f.Name, f.Trigger.Kind, f.Trigger.Cron, f.AllSteps().Count()))],
            [.. resolved.Variables.Select(v => ConfigurationSummaries.Summarize(v, context.Actor))],
            [.. resolved.Slots.Select(ConfigurationSummaries.Summarize)],
            resolved.Problems);
    }
}
