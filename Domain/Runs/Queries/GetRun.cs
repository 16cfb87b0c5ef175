using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Runs.Queries;

/// <summary>A run with its finished steps, without their data: see <see cref="GetStepRun"/> for that.</summary>
[Requires(Permission.ViewRuns)]
public sealed record GetRun(Guid Id) : IQuery<RunDetail>;

public sealed record RunDetail(
    Guid Id, long Sequence, RunStatus Status, RunTrigger Trigger, Guid IntegrationId, string IntegrationName, int? VersionNumber, Guid? InstanceId, string? InstanceName,
    Guid? CustomerId, string? CustomerName, string FlowKey, string FlowName, DateTime AcceptedAt, DateTime? StartedAt, DateTime? EndedAt, string StartedBy, bool UsedFallback,
    string? FailedStep, FailureCategory? FailureCategory, string? FailureMessage, bool CancelRequested, Guid? ReplayOf,
    IReadOnlyList<StepRunRow> Steps, IReadOnlyList<PlannedStep> Planned);

public sealed record StepRunRow(
    int Ordinal, string Path, string Name, string Action, StepStatus Status, DateTime StartedAt, TimeSpan Duration, OutputKind OutputKind, string? OutputContentType,
    long OutputLength, int Attempts, FailureCategory? FailureCategory, string? FailureMessage);

/// <summary>A step of the flow, so that a run under way shows what is still to come.</summary>
public sealed record PlannedStep(string Path, string Name, string Action);

internal sealed class GetRunHandler(IConsoleDb db) : IRequestHandler<GetRun, Result<RunDetail>>
{
    public async Task<Result<RunDetail>> Handle(GetRun request, CancellationToken cancellationToken)
    {
        var row = await (
            from run in db.Runs.Where(r => r.Id == request.Id)
            join integration in db.Integrations on run.IntegrationId equals integration.Id into integrations
            from integration in integrations.DefaultIfEmpty()
            join version in db.IntegrationVersions on run.VersionId equals version.Id into versions
            from version in versions.DefaultIfEmpty()
            join instance in db.Instances on run.InstanceId equals instance.Id into instances
            from instance in instances.DefaultIfEmpty()
            join customer in db.Customers on run.CustomerId equals customer.Id into customers
            from customer in customers.DefaultIfEmpty()
            select new { run, integration, version, instance, customer }).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return RunErrors.NotFound;
        }

        var r = row.run;
        var definition = row.version?.Definition
            ?? (r.Definition is { } draft ? JsonSerializer.Deserialize<IntegrationDefinition>(draft, IntegrationDefinition.Json) : null);
        var flow = definition?.FindFlow(r.FlowKey);
        var steps = await db.StepRuns.Where(s => s.RunSequence == r.Sequence).OrderBy(s => s.Ordinal)
            .Select(s => new
            {
                s.Ordinal, s.Path, s.StepName, s.Action, s.Status, s.StartedAt, s.DurationMicroseconds, s.OutputKind, s.OutputContentType, s.OutputLength, s.Attempts,
                s.FailureCategory, s.FailureMessage,
            })
            .ToListAsync(cancellationToken);
        return new RunDetail(
            r.Id, r.Sequence, r.Status, r.Trigger, r.IntegrationId, row.integration?.Name ?? "(deleted)", row.version?.Number, r.InstanceId, row.instance?.Name,
            r.CustomerId, row.customer?.Name, r.FlowKey, flow?.Name ?? r.FlowKey, r.AcceptedAt, r.StartedAt, r.EndedAt, r.StartedBy, r.UsedFallback,
            r.FailedStep, r.FailureCategory, r.FailureMessage, r.CancelRequestedAt is not null, r.ReplayOf,
            [.. steps.Select(s => new StepRunRow(
                s.Ordinal, s.Path, s.StepName, s.Action, s.Status, s.StartedAt, TimeSpan.FromMicroseconds(s.DurationMicroseconds), s.OutputKind, s.OutputContentType,
                s.OutputLength, StepAttempts.Read(s.Attempts).Count + 1, s.FailureCategory, s.FailureMessage))],
            [.. (flow?.AllSteps() ?? []).Select(s => new PlannedStep(s.Id, s.Name, s.ActionKey.ToString()))]);
    }
}

internal static class StepAttempts
{
    public static IReadOnlyList<StepAttempt> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<StepAttempt>>(json, StoredJson.Options) ?? [];
}
