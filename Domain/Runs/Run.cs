using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Runs;

/// <summary>How a run stands.</summary>
public enum RunStatus
{
    /// <summary>Accepted, and waiting for a process that runs.</summary>
    Queued,
    Running,
    Succeeded,
    Failed,
    Canceled,
}

/// <summary>What started a run.</summary>
public enum RunTrigger
{
    /// <summary>RUN TEST in the designer: the draft, with test connections.</summary>
    DesignerTest,

    /// <summary>RUN TEST on an instance, with its own values.</summary>
    InstanceTest,
    Schedule,
    Webhook,
    CommandLine,
    Replay,
}

/// <summary>Why something failed; decides retry, delay and words.</summary>
public enum FailureCategory
{
    /// <summary>The definition or its configuration is wrong: a missing reference, a bucket that does not exist. Not retried.</summary>
    Configuration,

    /// <summary>The other side refuses the credentials. Not retried; the connection is looked at.</summary>
    Credentials,

    /// <summary>The other side asks for patience; retried after the time that it names.</summary>
    RateLimit,

    /// <summary>Likely to pass: a timeout, a 503, a broken connection. Retried with growing delay.</summary>
    Transient,

    /// <summary>Will fail again as it is: a script's error, a 404. Not retried.</summary>
    Permanent,
}

/// <summary>
/// One run of one flow. Rows are written by the run journal alone (<c>Infrastructure/Runner</c>); this class maps them for reading.
/// </summary>
public sealed class Run : IOrganizationOwned
{
    /// <summary>Clustering key: assigned in blocks, roughly ascending in time.</summary>
    public long Sequence { get; init; }

    /// <summary>The id that people and programs see.</summary>
    public Guid Id { get; init; }

    public Guid OrganizationId { get; init; }

    public Guid IntegrationId { get; init; }

    /// <summary>The version that runs; null for a test run of a draft.</summary>
    public Guid? VersionId { get; init; }

    public Guid? InstanceId { get; init; }

    public Guid? CustomerId { get; init; }

    public string FlowKey { get; init; } = "";

    public RunTrigger Trigger { get; init; }

    public RunStatus Status { get; init; }

    /// <summary>The moment a schedule was due; with instance and flow it is unique, so that a tick runs exactly once.</summary>
    public DateTime? DueAt { get; init; }

    public DateTime AcceptedAt { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>Who started it, by name.</summary>
    public string StartedBy { get; init; } = "";

    /// <summary>The draft that runs, as JSON; null where <see cref="VersionId"/> names it.</summary>
    public string? Definition { get; init; }

    /// <summary>The pinned configuration: <see cref="RunConfiguration"/> as JSON. References to versions of values, never secrets.</summary>
    public string Configuration { get; init; } = "{}";

    /// <summary>The trigger's payload as JSON, null for none; encrypted under the organization's data key.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>A test run used production values, since no test connection was set.</summary>
    public bool UsedFallback { get; init; }

    /// <summary>The name of the step that failed, null when the run failed before its first step or did not fail.</summary>
    public string? FailedStep { get; init; }

    public FailureCategory? FailureCategory { get; init; }

    /// <summary>Redacted, in words that help.</summary>
    public string? FailureMessage { get; init; }

    /// <summary>The process that runs it; null while it waits for one.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Raised by each take-over; every write of the journal carries it, so that a paused former owner writes nothing.</summary>
    public int Epoch { get; init; }

    public DateTime? CancelRequestedAt { get; init; }

    /// <summary>The run that this one repeats.</summary>
    public Guid? ReplayOf { get; init; }
}
