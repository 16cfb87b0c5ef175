using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Infrastructure.Runner.Journal;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>
/// Carries a run's progress to the journal. A finished step waits here until the next one is about to begin, so that the last step and the end of the
/// run share one commit.
/// </summary>
internal sealed class RunProgress(ActiveRun run, RunJournal journal, RunEvents events)
{
    private StepRun? _finished;
    private StepFinished? _event;

    public string? LastStepName => _finished?.StepName;

    /// <param name="happened">Published after the commit; null where nobody listens.</param>
    public void Finish(StepRun step, StepFinished? happened)
    {
        _finished = step;
        _event = happened;
        run.NextOrdinal = step.Ordinal + 1;
    }

    /// <summary>Forgets the finished step: it could not be written.</summary>
    public void Drop()
    {
        _finished = null;
        _event = null;
    }

    /// <summary>Commits what is finished, and the end of the run if there is one. The result is durable when this returns.</summary>
    /// <exception cref="RunSuspendedException">The run is another process's now; nothing was written.</exception>
    public async ValueTask CommitAsync(RunEnding? ending = null)
    {
        if (_finished is null && ending is null)
        {
            return;
        }

        var outcome = await journal.WriteAsync(new ProgressEntry(run.Claim, _finished, run.Log.Take(), ending));
        if (outcome != JournalOutcome.Written)
        {
            run.Stop(StopReason.Superseded, now: true);
            throw new RunSuspendedException(StopReason.Superseded);
        }

        _finished = null;
        if (_event is { } happened)
        {
            events.Publish(happened);
            _event = null;
        }
    }
}
