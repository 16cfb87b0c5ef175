using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Runs;

/// <summary>How a finished step ended.</summary>
public enum StepStatus
{
    Succeeded,
    Failed,

    /// <summary>Failed, and its error handling said to go on.</summary>
    Ignored,
    Skipped,
    Canceled,
}

/// <summary>What form an output has.</summary>
public enum OutputKind
{
    None,
    Json,
    Binary,
}

/// <summary>One finished step of a run; written by the run journal alone, before the next step begins.</summary>
public sealed class StepRun : IOrganizationOwned
{
    public long RunSequence { get; init; }

    /// <summary>Order of completion within the run, from 0.</summary>
    public int Ordinal { get; init; }

    public Guid OrganizationId { get; init; }

    /// <summary>Where the step stands: its id, inside loops with the iteration, for example <c>loop[3]/send</c>.</summary>
    public string Path { get; init; } = "";

    public string StepName { get; init; } = "";

    /// <summary><c>connector/action</c>.</summary>
    public string Action { get; init; } = "";

    public StepStatus Status { get; init; }

    public DateTime StartedAt { get; init; }

    /// <summary>From the first attempt's start to the last one's end, waiting included, in microseconds.</summary>
    public long DurationMicroseconds { get; init; }

    /// <summary>What the step was given, as people see it: redacted JSON.</summary>
    public string? Input { get; init; }

    public OutputKind OutputKind { get; init; }

    public string? OutputContentType { get; init; }

    /// <summary>The output as people see it: JSON in UTF-8 or bytes, redacted. Where redaction changes nothing it is also the exact one.</summary>
    public byte[]? Output { get; init; }

    /// <summary>The exact output where redaction changes it, encrypted under the organization's data key; a resumed run needs the real thing.</summary>
    public byte[]? ExactOutput { get; init; }

    /// <summary>Length of the exact output in bytes.</summary>
    public long OutputLength { get; init; }

    /// <summary>Tries before the last one, as a JSON list of <see cref="StepAttempt"/>; null when the first one was the last.</summary>
    public string? Attempts { get; init; }

    /// <summary>Which connections the step used and where each input came from: a JSON list of <see cref="UsedConnection"/>; null for none.</summary>
    public string? Connections { get; init; }

    public FailureCategory? FailureCategory { get; init; }

    public string? FailureMessage { get; init; }
}

/// <summary>A failed try that was followed by another.</summary>
/// <param name="DelayMilliseconds">How long was waited before the next.</param>
public sealed record StepAttempt(int Number, DateTime StartedAt, long DurationMicroseconds, FailureCategory Category, string Message, int? StatusCode, long DelayMilliseconds);

/// <summary>A connection that a step used: never its values, only where they came from.</summary>
/// <param name="Slot">The config variable's key.</param>
public sealed record UsedConnection(string Slot, Guid? ConnectionId, string Name, string? StableKey, IReadOnlyList<UsedInput> Inputs, bool FellBack);

/// <param name="Source">A <see cref="Connections.ValueSource"/>.</param>
public sealed record UsedInput(string Key, Connections.ValueSource Source, Guid? ValueSetId);

/// <summary>How grave a log line is (reference §5.2).</summary>
public enum LogSeverity
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
    Fatal,
    Metric,
}

/// <summary>One line that a run logged; redacted before it is stored.</summary>
public sealed class RunLogLine : IOrganizationOwned
{
    public long RunSequence { get; init; }

    /// <summary>Order within the run, from 0.</summary>
    public int Number { get; init; }

    public Guid OrganizationId { get; init; }

    public DateTime At { get; init; }

    public LogSeverity Severity { get; init; }

    public string? StepName { get; init; }

    public string Message { get; init; } = "";
}

/// <summary>A process that runs runs. Its heartbeat is the lease of all its runs: when it stops, others take them over.</summary>
public sealed class RunnerNode
{
    public Guid Id { get; init; }

    /// <summary>Machine and process, for people and for noticing at once that a process on this machine is gone.</summary>
    public string MachineName { get; init; } = "";

    public int ProcessId { get; init; }

    public DateTime ProcessStartedAt { get; init; }

    public DateTime LeaseUntil { get; init; }
}

/// <summary>Hands out blocks of numbers, so that rows can be numbered before they are inserted and without asking the database for each.</summary>
public sealed class NumberBlock
{
    public string Name { get; init; } = "";

    /// <summary>The first number that is not handed out yet.</summary>
    public long Next { get; init; }
}
