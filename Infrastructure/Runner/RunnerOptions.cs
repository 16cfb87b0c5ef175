namespace ConnectionsConsole.Infrastructure.Runner;

/// <summary>Settings of the runner, section <c>Runner</c>. Checked at start: a value out of its range keeps the process from starting.</summary>
public sealed class RunnerOptions
{
    public const string Section = "Runner";

    /// <summary>Does this process execute runs? Without it the process still accepts them, and another one executes.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Runs that execute at once in this process; more wait in the database, for this process or another.</summary>
    public int MaximumConcurrentRuns { get; set; } = 100;

    /// <summary>How long a run may take, its waits included.</summary>
    public TimeSpan RunTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one try of a step may take.</summary>
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest output of a step, in bytes.</summary>
    public int MaximumOutputBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>What is kept of a step's inputs for people to look at, in bytes; longer values are cut with a mark.</summary>
    public int MaximumInputRecordBytes { get; set; } = 32 * 1024;

    /// <summary>Lines that a run may log; the rest is counted, not kept.</summary>
    public int MaximumLogLines { get; set; } = 1_000;

    /// <summary>Longest log line, in characters.</summary>
    public int MaximumLogLineLength { get; set; } = 8_000;

    /// <summary>Repeats of a step after a transient failure or a rate limit, where the step says nothing itself.</summary>
    public int MaximumRetries { get; set; } = 3;

    /// <summary>The first wait before a repeat; each further one doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait before a repeat, also where the other side asks for more.</summary>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a process keeps its runs without renewing its lease. It stops them after this time; others take them over a second later,
    /// so runs of a dead process go on within this time plus <see cref="ScanInterval"/> and two seconds.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often the lease is renewed; at most a third of <see cref="LeaseDuration"/>.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a process looks for waiting runs, for runs of dead processes, and for requests to cancel its own.</summary>
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What running steps get to finish when the process stops; then they are cancelled, and the run goes on elsewhere or at the next start.</summary>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Entries that one database transaction of the journal takes at most.</summary>
    public int JournalBatchSize { get; set; } = 256;

    /// <summary>What one database transaction of the journal takes at most, in bytes of outputs, so that the write lock is not held for long.</summary>
    public int JournalBatchBytes { get; set; } = 8 * 1024 * 1024;
}
