using System.Threading.Tasks.Sources;
using ConnectionsConsole.Domain.Runs;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>What became of an entry of the journal.</summary>
internal enum JournalOutcome
{
    /// <summary>Committed.</summary>
    Written,

    /// <summary>The run is somebody else's now, or has ended: nothing was written.</summary>
    Superseded,

    /// <summary>A row with this key is there already: for acceptance, a run of this instance, flow and due time.</summary>
    Duplicate,
}

/// <summary>An entry cannot be written, however often it is tried; its neighbours were.</summary>
internal sealed class JournalEntryException(string message, Exception inner) : Exception(message, inner);

/// <summary>
/// One thing to write, all of it or nothing. Awaited once by whoever queued it; completed after the commit.
/// </summary>
internal abstract class JournalEntry : IValueTaskSource<JournalOutcome>
{
    private const int Waiting = 0, Taken = 1, Withdrawn = 2;

    private ManualResetValueTaskSourceCore<JournalOutcome> _completion = new() { RunContinuationsAsynchronously = true };
    private int _state;

    /// <summary>Roughly how many bytes it writes.</summary>
    public virtual int Weight => 200;

    /// <summary>A commit that contained this entry broke off: it may have happened.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>The row count of the statement that tells whether the run was still ours; set by <see cref="Write"/>.</summary>
    public int DecidingStatement { get; protected set; }

    public ValueTask<JournalOutcome> Completion => new(this, _completion.Version);

    /// <summary>Executes, or queues, the entry's statements.</summary>
    public abstract void Write(StatementWriter writer);

    /// <summary>Counts the rows that show that this entry was written by us. Only asked when <see cref="IsUncertain"/>.</summary>
    public abstract long CountWritten(StatementWriter writer);

    /// <summary>False when the entry was withdrawn before the writer came to it.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) != Withdrawn;

    /// <summary>Takes the entry back if the writer has not begun with it; it then completes as cancelled.</summary>
    public void Withdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting)
        {
            _completion.SetException(new OperationCanceledException(cancellationToken));
        }
    }

    public void Complete(JournalOutcome outcome) => _completion.SetResult(outcome);

    public void Fail(Exception exception) => _completion.SetException(exception);

    JournalOutcome IValueTaskSource<JournalOutcome>.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<JournalOutcome>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<JournalOutcome>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);
}

/// <summary>Inserts the row of a run: nothing of it happens before.</summary>
internal sealed class AcceptEntry(Run run) : JournalEntry
{
    public override int Weight { get; } = 500 + (run.Definition?.Length ?? 0) + run.Configuration.Length + (run.Payload?.Length ?? 0);

    public override void Write(StatementWriter writer)
    {
        writer.Begin(Statements.Accept);
        writer.Set(run.Sequence).Set(run.Id).Set(run.OrganizationId).Set(run.IntegrationId).Set(run.VersionId).Set(run.InstanceId).Set(run.CustomerId).Set(run.FlowKey);
        writer.Set((int)run.Trigger).Set((int)run.Status).Set(run.DueAt).Set(run.AcceptedAt).Set(run.StartedAt).Set(run.EndedAt).Set(run.StartedBy).Set(run.Definition);
        writer.Set(run.Configuration).Set(run.Payload).Set(run.UsedFallback).Set((int?)run.FailureCategory).Set(run.FailureMessage).Set(run.OwnerId).Set(run.Epoch).Set(run.ReplayOf);
        DecidingStatement = writer.Execute();
    }

    public override long CountWritten(StatementWriter writer)
    {
        writer.Begin(Statements.WasAccepted);
        return writer.Set(run.Sequence).Set(run.Id).Count();
    }
}

/// <summary>Names a run as this process knows it: writes under it hit no row once another process has raised the epoch.</summary>
internal readonly record struct RunClaim(long Sequence, int Epoch, Guid OwnerId);

/// <summary>How a run ends.</summary>
internal sealed record RunEnding(RunStatus Status, DateTime At, string? FailedStep, FailureCategory? Category, string? Message);

/// <summary>A finished step with what it logged, or the end of the run, or both: the last step and the end share their commit.</summary>
internal sealed class ProgressEntry(RunClaim claim, StepRun? step, IReadOnlyList<RunLogLine> lines, RunEnding? ending) : JournalEntry
{
    public override int Weight { get; } =
        400 + (step?.Input?.Length ?? 0) + (step?.Output?.Length ?? 0) + (step?.ExactOutput?.Length ?? 0) + (lines.Count * 200);

    public override void Write(StatementWriter writer)
    {
        var deciding = -1;
        if (step is not null)
        {
            deciding = WriteStep(writer, step);
        }

        foreach (var line in lines)
        {
            writer.Begin(Statements.LogLine);
            writer.Set(line.RunSequence).Set(line.Number).Set(line.OrganizationId).Set(line.At).Set((int)line.Severity).Set(line.StepName).Set(line.Message);
            var written = SetClaim(writer).Execute();
            deciding = deciding < 0 ? written : deciding;
        }

        if (ending is not null)
        {
            writer.Begin(Statements.End);
            writer.Set((int)ending.Status).Set(ending.At).Set(ending.FailedStep).Set((int?)ending.Category).Set(ending.Message);
            deciding = SetClaim(writer).Execute();
        }

        DecidingStatement = deciding;
    }

    public override long CountWritten(StatementWriter writer)
    {
        if (ending is not null)
        {
            writer.Begin(Statements.WasEnded);
            return writer.Set(claim.Sequence).Set(claim.Epoch).Set(claim.OwnerId).Set((int)ending.Status).Set(ending.At).Count();
        }

        writer.Begin(Statements.WasStepWritten);
        return writer.Set(claim.Sequence).Set(step!.Ordinal).Set(step.Path).Set(step.StartedAt).Set(claim.Epoch).Set(claim.OwnerId).Count();
    }

    private int WriteStep(StatementWriter writer, StepRun row)
    {
        writer.Begin(Statements.Step);
        writer.Set(row.RunSequence).Set(row.Ordinal).Set(row.OrganizationId).Set(row.Path).Set(row.StepName).Set(row.Action).Set((int)row.Status).Set(row.StartedAt);
        writer.Set(row.DurationMicroseconds).Set(row.Input).Set((int)row.OutputKind).Set(row.OutputContentType).Set(row.Output).Set(row.ExactOutput).Set(row.OutputLength);
        writer.Set(row.Attempts).Set(row.Connections).Set((int?)row.FailureCategory).Set(row.FailureMessage);
        return SetClaim(writer).Execute();
    }

    private StatementWriter SetClaim(StatementWriter writer) => writer.Set(claim.Sequence).Set(claim.Epoch).Set(claim.OwnerId);
}

/// <summary>Makes a run this process's own: one that waits, or one of a process that is gone.</summary>
/// <param name="from">The process that had it; null for a run that waits.</param>
/// <param name="epoch">The epoch that was read; the claim raises it by one.</param>
internal sealed class ClaimEntry(long sequence, int epoch, Guid? from, Guid to, DateTime now) : JournalEntry
{
    public override void Write(StatementWriter writer)
    {
        if (from is null)
        {
            writer.Begin(Statements.Claim);
            writer.Set(to).Set(now).Set(sequence).Set(epoch);
        }
        else
        {
            writer.Begin(Statements.TakeOver);
            writer.Set(to).Set(sequence).Set(epoch).Set(from);
        }

        DecidingStatement = writer.Execute();
    }

    public override long CountWritten(StatementWriter writer)
    {
        writer.Begin(Statements.WasClaimed);
        return writer.Set(sequence).Set(epoch + 1).Set(to).Count();
    }
}

/// <summary>Puts a run back for others to take.</summary>
internal sealed class ReleaseEntry(RunClaim claim) : JournalEntry
{
    public override void Write(StatementWriter writer)
    {
        writer.Begin(Statements.Release);
        DecidingStatement = writer.Set(claim.Sequence).Set(claim.Epoch).Set(claim.OwnerId).Execute();
    }

    // Written twice it is the same: whether the first time succeeded makes no difference to anybody.
    public override long CountWritten(StatementWriter writer) => 1;
}

/// <summary>Asks a run to stop, or ends one that no process has.</summary>
internal sealed class CancelEntry(Guid organizationId, Guid runId, bool onlyWaiting, DateTime now) : JournalEntry
{
    public override void Write(StatementWriter writer)
    {
        writer.Begin(onlyWaiting ? Statements.CancelWaiting : Statements.RequestCancel);
        DecidingStatement = writer.Set(now).Set(runId).Set(organizationId).Execute();
    }

    public override long CountWritten(StatementWriter writer) => 0;
}
