using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Runs.Ports;

/// <summary>What is to be run.</summary>
/// <param name="InstanceId">The instance; null for a test run of a draft.</param>
/// <param name="IntegrationId">The integration whose draft is tested; ignored with an instance.</param>
/// <param name="FlowKey">Null for the first flow.</param>
/// <param name="PayloadJson">The trigger's payload as JSON text.</param>
/// <param name="VersionId">The version to run in place of the instance's own, for a replay; null for the instance's own.</param>
/// <param name="DueAt">For a schedule: the moment it was due. A second run for the same instance, flow and moment is refused.</param>
public sealed record RunRequest(
    Guid OrganizationId, Guid? InstanceId, Guid? IntegrationId, RunTrigger Trigger, string StartedBy,
    string? FlowKey = null, string? PayloadJson = null, DateTime? DueAt = null, Guid? ReplayOf = null, Guid? VersionId = null);

/// <summary>Accepts runs and executes them, durably: see <c>docs/decisions</c> on the run journal.</summary>
public interface IRunner
{
    /// <summary>
    /// Resolves the configuration, pins it, and commits the run before it answers; execution follows by itself. A run whose connections cannot be
    /// resolved is accepted and fails before its first step, so that it is seen in the list of runs.
    /// </summary>
    Task<Result<Guid>> AcceptAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Asks a run to stop; a step that is under way is cancelled. Reaches runs of other processes within seconds.</summary>
    Task<Result<bool>> CancelAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken);

    /// <summary>Waits until a run has ended, wherever it runs.</summary>
    Task<RunStatus> WaitAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken);
}

/// <summary>Tells what happens in the runs of this process, as it happens: for live pages and the demo.</summary>
public interface IRunEvents
{
    /// <summary>Calls <paramref name="handler"/> for each event until the result is disposed. Handlers must be quick and must not throw; text is redacted.</summary>
    /// <param name="runId">Null for all runs.</param>
    IDisposable Subscribe(Guid? runId, Action<RunEvent> handler);
}

/// <summary>Something that happened in a run.</summary>
public abstract record RunEvent(Guid OrganizationId, Guid RunId, DateTime At);

public sealed record RunAccepted(Guid OrganizationId, Guid RunId, DateTime At, Guid? InstanceId) : RunEvent(OrganizationId, RunId, At);

public sealed record StepStarted(Guid OrganizationId, Guid RunId, DateTime At, string Path, string StepName, string Action, int Attempt) : RunEvent(OrganizationId, RunId, At);

public sealed record StepFinished(
    Guid OrganizationId, Guid RunId, DateTime At, string Path, string StepName, string Action, StepStatus Status, TimeSpan Duration, string Summary)
    : RunEvent(OrganizationId, RunId, At);

public sealed record LogWritten(Guid OrganizationId, Guid RunId, DateTime At, LogSeverity Severity, string? StepName, string Message) : RunEvent(OrganizationId, RunId, At);

public sealed record RunEnded(Guid OrganizationId, Guid RunId, DateTime At, RunStatus Status, FailureCategory? Category, string? FailedStep, string? Message)
    : RunEvent(OrganizationId, RunId, At);
