using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Infrastructure.Runner.Nodes;
using ConnectionsConsole.Infrastructure.Runner.Planning;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>
/// Walks the steps of a run. A finished step is committed before the next one begins, the last one together with the end of the run; what was finished
/// before a resumption is skipped.
/// </summary>
internal sealed partial class RunExecutor(
    RunJournal journal, NodeLease lease, StepRunner steps, RunEvents events, TimeProvider time, IOptions<RunnerOptions> options, ILogger<RunExecutor> logger)
{
    public const int LongestMessage = 4_000;

    /// <summary>Executes the run to its end, or until it has to stop here; then it goes on elsewhere.</summary>
    /// <returns>Null when the run did not end here.</returns>
    public async Task<RunStatus?> ExecuteAsync(ActiveRun run)
    {
        run.Deadline = time.GetTimestamp() + (long)(options.Value.RunTimeout.TotalSeconds * time.TimestampFrequency);
        var progress = new RunProgress(run, journal, events);
        try
        {
            if (run.Plan.Failure is { } failure)
            {
                return await EndAsync(run, progress, new StepProblem(null, StepStatus.Failed, FailureCategory.Configuration, failure));
            }

            if (run.Resumed is null)
            {
                foreach (var name in run.Plan.Fallbacks)
                {
                    run.Log.Write(LogSeverity.Warn, null, $"The connection \"{name}\" has no test connection: this test run uses its production values.");
                }
            }

            var problem = await WalkAsync(run, progress, run.Flow.Steps, "");
            return await EndAsync(run, progress, problem);
        }
        catch (RunSuspendedException suspended)
        {
            LogSuspended(run.RunId, suspended.Reason);
            return null;
        }
        catch (ObjectDisposedException)
        {
            LogSuspended(run.RunId, StopReason.ShuttingDown);
            return null;
        }
        catch (Exception exception)
        {
            LogUnexpected(run.RunId, run.Redactor.Redact(exception.ToString()));
            return await EndUnexpectedAsync(run, progress);
        }
    }

    /// <param name="prefix">The path of the container that holds the steps, with a slash at its end; empty at the top.</param>
    /// <returns>What stopped the run; null when all steps are done.</returns>
    private async ValueTask<StepProblem?> WalkAsync(ActiveRun run, RunProgress progress, IReadOnlyList<StepPlan> plans, string prefix)
    {
        foreach (var plan in plans)
        {
            var path = prefix.Length == 0 ? plan.Step.Id : prefix + plan.Step.Id;
            if (run.Resumed is { } resumed && resumed.Steps.TryGetValue(path, out var finished))
            {
                if (finished.Status is StepStatus.Failed or StepStatus.Canceled)
                {
                    return new StepProblem(finished.StepName, finished.Status, finished.Category, finished.Message);
                }

                run.SetResult(plan.ReferenceName, finished.Output);
                continue;
            }

            await progress.CommitAsync();
            if (!lease.IsHeld)
            {
                // The timer that tells may come late, for instance after the whole process was halted.
                run.Stop(StopReason.LeaseLost, now: true);
            }

            if (run.StopReason == StopReason.Canceled)
            {
                return StepProblem.Canceled(null);
            }

            if (run.StopReason != StopReason.None)
            {
                throw new RunSuspendedException(run.StopReason);
            }

            if (await steps.RunAsync(run, progress, plan, path) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private async Task<RunStatus?> EndAsync(ActiveRun run, RunProgress progress, StepProblem? problem)
    {
        var status = problem switch
        {
            null => RunStatus.Succeeded,
            { Status: StepStatus.Canceled } => RunStatus.Canceled,
            _ => RunStatus.Failed,
        };
        var message = problem?.Message is { } text ? StoredText.Clean(run.Redactor.Redact(text), LongestMessage) : null;
        var ending = new RunEnding(status, StoredTime(), problem?.StepName, problem?.Category, message);
        await progress.CommitAsync(ending);
        if (events.HasListeners)
        {
            events.Publish(new RunEnded(run.Plan.OrganizationId, run.RunId, ending.At, status, ending.Category, ending.FailedStep, ending.Message));
        }

        return status;
    }

    /// <summary>Ends a run that could not be carried on for a reason of the program's own, so that it is not tried again and again.</summary>
    private async Task<RunStatus?> EndUnexpectedAsync(ActiveRun run, RunProgress progress)
    {
        try
        {
            progress.Drop();
            return await EndAsync(run, progress, new StepProblem(
                progress.LastStepName, StepStatus.Failed, FailureCategory.Permanent,
                "The console could not record the run's progress. The server's log has the details under the run's id."));
        }
        catch (RunSuspendedException)
        {
            return null;
        }
        catch (Exception exception) when (exception is JournalEntryException or ObjectDisposedException)
        {
            LogUnexpected(run.RunId, exception.Message);
            return null;
        }
    }

    private DateTime StoredTime() => RunTime.Now(time);

    [LoggerMessage(LogLevel.Information, "Run {RunId} stops in this process ({Reason}) and goes on where its next owner takes it up.")]
    private partial void LogSuspended(Guid runId, StopReason reason);

    [LoggerMessage(LogLevel.Error, "Run {RunId} failed for a reason of the console's own: {Details}")]
    private partial void LogUnexpected(Guid runId, string details);
}

/// <summary>The run cannot go on in this process; nothing more is written for it here.</summary>
internal sealed class RunSuspendedException(StopReason reason) : Exception($"The run stops here: {reason}.")
{
    public StopReason Reason { get; } = reason;
}

/// <summary>What stopped a run: a step that failed, or cancellation.</summary>
/// <param name="StepName">Null for no step in particular.</param>
/// <param name="Status">Failed or Canceled.</param>
internal sealed record StepProblem(string? StepName, StepStatus Status, FailureCategory? Category, string? Message)
{
    public static StepProblem Canceled(string? stepName) => new(stepName, StepStatus.Canceled, null, "The run was cancelled.");
}

internal static class RunTime
{
    /// <summary>The present, as precise as all databases keep it.</summary>
    public static DateTime Now(TimeProvider time) => Truncate(time.GetUtcNow().UtcDateTime);

    public static DateTime Truncate(DateTime utc) => new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
