using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Runner.Inputs;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Infrastructure.Runner.Planning;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>Why a run is to stop before its end.</summary>
internal enum StopReason
{
    None,

    /// <summary>Somebody cancelled it; it ends as cancelled.</summary>
    Canceled,

    /// <summary>The process stops; the run goes on elsewhere or later.</summary>
    ShuttingDown,

    /// <summary>This process could not renew its lease: others may take the run, so it must not go on here.</summary>
    LeaseLost,

    /// <summary>Another process has taken the run.</summary>
    Superseded,
}

/// <summary>A step that was finished before the run was resumed.</summary>
internal sealed record FinishedStep(StepStatus Status, string StepName, StepValue Output, FailureCategory? Category, string? Message);

/// <summary>A run that this process executes, with what it knows so far. Used by one flow of execution; only stopping comes from outside.</summary>
internal sealed class ActiveRun
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<RunStatus?> _ended = new();
    private readonly Dictionary<string, StepValue> _results;
    private CancellationTokenSource? _current;
    private bool _stopNow;

    public ActiveRun(RunClaim claim, Guid runId, RunPlan plan, FlowPlan flow, DateTime startedAt, StepValue? payload, RunLog log, ResumedState? resumed, RunnerOptions options)
    {
        Claim = claim;
        RunId = runId;
        Plan = plan;
        Flow = flow;
        Log = log;
        Resumed = resumed;
        NextOrdinal = resumed?.NextOrdinal ?? 0;
        _results = new Dictionary<string, StepValue>(flow.Steps.Count, StringComparer.Ordinal);
        Recorder = new InputRecorder(log.Redactor, options.MaximumInputRecordBytes);
        Context = new RunContext
        {
            RunId = runId,
            OrganizationId = plan.OrganizationId,
            Integration = plan.Integration,
            FlowKey = flow.Flow.Key,
            FlowName = flow.Flow.Name,
            Instance = plan.Instance,
            Customer = plan.Customer,
            StartedAt = startedAt,
            ConfigVariables = plan.Variables,
            Connections = plan.Connections,
            Results = _results,
            Payload = payload,
        };
    }

    public RunClaim Claim { get; }

    public Guid RunId { get; }

    public RunPlan Plan { get; }

    public FlowPlan Flow { get; }

    public RunContext Context { get; }

    public RunLog Log { get; }

    public IRedactor Redactor => Log.Redactor;

    public InputRecorder Recorder { get; }

    public ResumedState? Resumed { get; }

    public int NextOrdinal { get; set; }

    /// <summary>When the run has to be over, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Deadline { get; set; }

    public StopReason StopReason { get; private set; }

    /// <summary>How the run ended; null when it goes on elsewhere.</summary>
    public Task<RunStatus?> Ended => _ended.Task;

    public void SetResult(string referenceName, StepValue output) => _results[referenceName] = output;

    /// <summary>The same for a step of a run whenever it is asked, also by another process after a crash.</summary>
    public string IdempotencyKey(string path)
    {
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(Math.Min(path.Length, 300))];
        if (path.Length > 300)
        {
            input = new byte[16 + Encoding.UTF8.GetMaxByteCount(path.Length)];
        }

        RunId.TryWriteBytes(input, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(path, input[16..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input[..length], hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>Asks the run to stop. The first reason counts.</summary>
    /// <param name="now">Cancel the step that is under way; else the run stops before its next step.</param>
    public void Stop(StopReason reason, bool now)
    {
        CancellationTokenSource? current;
        lock (_gate)
        {
            if (StopReason == StopReason.None || (StopReason == StopReason.ShuttingDown && reason == StopReason.LeaseLost))
            {
                StopReason = reason;
            }

            _stopNow |= now;
            current = now ? _current : null;
        }

        try
        {
            current?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The try ended in this very moment; the reason is seen before the next one.
        }
    }

    /// <summary>Makes <paramref name="source"/> the one that stopping cancels; cancels it at once if the run was told to stop now.</summary>
    public void Enter(CancellationTokenSource source)
    {
        bool stopNow;
        lock (_gate)
        {
            _current = source;
            stopNow = _stopNow;
        }

        if (stopNow)
        {
            source.Cancel();
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _current = null;
        }
    }

    public void SetEnded(RunStatus? status) => _ended.TrySetResult(status);
}

/// <summary>What the journal holds of a run that is resumed.</summary>
/// <param name="Steps">Finished steps by path.</param>
internal sealed record ResumedState(IReadOnlyDictionary<string, FinishedStep> Steps, int NextOrdinal, int NextLogNumber);
