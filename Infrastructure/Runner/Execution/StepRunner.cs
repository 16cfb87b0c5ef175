using System.Globalization;
using System.Text.Json;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Runner.Inputs;
using ConnectionsConsole.Infrastructure.Runner.Planning;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>Runs one step: evaluates its inputs, tries until it succeeds or is given up, and hands over its row.</summary>
internal sealed partial class StepRunner(OutputStore outputs, StepTokens tokens, RunEvents events, TimeProvider time, IOptions<RunnerOptions> options, ILogger<StepRunner> logger)
{
    private const int LongestMessage = 4_000;

    private readonly RunnerOptions _options = options.Value;

    /// <returns>What stops the run; null when it goes on.</returns>
    /// <exception cref="RunSuspendedException">The run has to stop in this process; the step will be run again.</exception>
    public async ValueTask<StepProblem?> RunAsync(ActiveRun run, RunProgress progress, StepPlan plan, string path)
    {
        var state = new StepState(run, plan, path, RunTime.Now(time), time.GetTimestamp());
        var log = new RunLog.ForStep(run.Log, plan.Step.Name);
        StepOutcome outcome;
        try
        {
            outcome = await TryAllAsync(state, log);
        }
        catch (StepStoppedException)
        {
            log.Close();
            if (run.StopReason != StopReason.Canceled)
            {
                throw new RunSuspendedException(run.StopReason);
            }

            Finish(progress, state, StepStatus.Canceled, default, null);
            return StepProblem.Canceled(plan.Step.Name);
        }

        log.Close();
        if (outcome.Output is { } output)
        {
            if (output.Length <= _options.MaximumOutputBytes)
            {
                // Not cancelled with the step: what the step did is done, and has to be recorded.
                var stored = await outputs.StoreAsync(run.Redactor, run.Plan.OrganizationId, run.RunId, path, output, CancellationToken.None);
                Finish(progress, state, StepStatus.Succeeded, stored, null);
                run.SetResult(plan.ReferenceName, output);
                return null;
            }

            outcome = new StepFailure(FailureCategory.Permanent,
                string.Create(CultureInfo.InvariantCulture, $"The step's output has {output.Length:N0} bytes; at most {_options.MaximumOutputBytes:N0} are possible (Runner:MaximumOutputBytes)."));
        }

        return Fail(run, progress, state, outcome.Failure!);
    }

    private StepProblem? Fail(ActiveRun run, RunProgress progress, StepState state, StepFailure failure)
    {
        var step = state.Plan.Step;
        if (!state.RunTimedOut && step.ErrorHandling is { } handling && (handling.Handler == ErrorHandler.Ignore || (handling.Handler == ErrorHandler.Retry && handling.IgnoreFinalError)))
        {
            run.Log.Write(LogSeverity.Warn, step.Name, $"Failed, and the run goes on as the step says: {failure.Message}");
            Finish(progress, state, StepStatus.Ignored, default, failure);
            run.SetResult(state.Plan.ReferenceName, StepValue.Null);
            return null;
        }

        Finish(progress, state, StepStatus.Failed, default, failure);
        return new StepProblem(step.Name, StepStatus.Failed, failure.Category, failure.Message);
    }

    private async ValueTask<StepOutcome> TryAllAsync(StepState state, IStepLog log)
    {
        var (run, plan) = (state.Run, state.Plan);
        if (plan.Executor is not { } executor)
        {
            return new StepFailure(FailureCategory.Configuration, $"Step \"{plan.Step.Name}\" uses the action \"{plan.ActionText}\", which this program does not have.");
        }

        StepInputs inputs;
        try
        {
            run.Recorder.Begin();
            inputs = InputEvaluator.Evaluate(plan.Step.Name, plan.Inputs, run.Context.Results, run.Recorder);
            state.Input = run.Recorder.End();
        }
        catch (StepFailedException failed)
        {
            return failed.Failure;
        }
        catch (JsonException)
        {
            return new StepFailure(FailureCategory.Permanent, $"Step \"{plan.Step.Name}\": an earlier step's output is not the JSON that it says it is.");
        }

        var key = run.IdempotencyKey(state.Path);
        for (var attempt = 1; ; attempt++)
        {
            if (events.HasListeners)
            {
                events.Publish(new StepStarted(run.Plan.OrganizationId, run.RunId, RunTime.Now(time), state.Path, plan.Step.Name, plan.ActionText, attempt));
            }

            var (startedAt, started) = (RunTime.Now(time), time.GetTimestamp());
            var outcome = await TryOnceAsync(state, executor, new StepExecution(plan.Step, inputs, run.Context, log, key, attempt));
            if (outcome.Failure is not { } failure || state.RunTimedOut
                || RetryPlan.NextDelay(plan.Step.ErrorHandling, failure, attempt - 1, _options, Random.Shared.NextDouble()) is not { } delay)
            {
                return outcome;
            }

            (state.Attempts ??= []).Add(new StepAttempt(
                attempt, startedAt, Microseconds(started), failure.Category, Clean(run, failure.Message), failure.StatusCode, (long)delay.TotalMilliseconds));
            run.Log.Write(LogSeverity.Warn, plan.Step.Name, $"Try {attempt} failed, the next follows in {delay.TotalSeconds:0.#} s: {failure.Message}");
            await WaitAsync(state, delay);
            if (state.RunTimedOut)
            {
                return TimedOut(state);
            }
        }
    }

    private async ValueTask<StepOutcome> TryOnceAsync(StepState state, IStepExecutor executor, StepExecution execution)
    {
        var run = state.Run;
        var left = TimeLeft(run);
        if (left <= TimeSpan.Zero)
        {
            return TimedOut(state);
        }

        using var source = new CancellationTokenSource(left < _options.StepTimeout ? left : _options.StepTimeout, time);
        run.Enter(source);
        try
        {
            var task = run.Plan.UsesTokens ? tokens.ExecuteAsync(run, executor, execution, source.Token) : executor.ExecuteAsync(execution, source.Token);

            // An executor that does not heed its token is left behind rather than waited for.
            return await (task.IsCompleted ? task : task.WaitAsync(source.Token));
        }
        catch (StepFailedException failed)
        {
            return failed.Failure;
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            if (run.StopReason != StopReason.None)
            {
                throw new StepStoppedException();
            }

            return TimeLeft(run) <= TimeSpan.Zero
                ? TimedOut(state)
                : new StepFailure(FailureCategory.Transient, $"The step took longer than {Describe(_options.StepTimeout)} and was stopped (Runner:StepTimeout).");
        }
        catch (Exception exception)
        {
            LogExecutorFailed(run.RunId, state.Path, run.Redactor.Redact(exception.ToString()));
            return new StepFailure(FailureCategory.Permanent,
                $"The step \"{state.Plan.Step.Name}\" failed for a reason of the console's own ({exception.GetType().Name}). The server's log has the details under the run's id.");
        }
        finally
        {
            run.Leave();
        }
    }

    private async ValueTask WaitAsync(StepState state, TimeSpan delay)
    {
        var run = state.Run;
        var left = TimeLeft(run);
        if (delay >= left)
        {
            state.RunTimedOut = true;
            return;
        }

        using var source = new CancellationTokenSource();
        run.Enter(source);
        try
        {
            await Task.Delay(delay, time, source.Token);
        }
        catch (OperationCanceledException)
        {
            throw new StepStoppedException();
        }
        finally
        {
            run.Leave();
        }

        if (run.StopReason != StopReason.None)
        {
            throw new StepStoppedException();
        }
    }

    private void Finish(RunProgress progress, StepState state, StepStatus status, StoredOutput output, StepFailure? failure)
    {
        var (run, plan) = (state.Run, state.Plan);
        var duration = Microseconds(state.Started);
        var message = failure is null ? null : Clean(run, failure.Message);
        var row = new StepRun
        {
            RunSequence = run.Claim.Sequence,
            Ordinal = run.NextOrdinal,
            OrganizationId = run.Plan.OrganizationId,
            Path = state.Path,
            StepName = plan.Step.Name,
            Action = plan.ActionText,
            Status = status,
            StartedAt = state.StartedAt,
            DurationMicroseconds = duration,
            Input = state.Input,
            OutputKind = output.Kind,
            OutputContentType = output.ContentType,
            Output = output.Output,
            ExactOutput = output.ExactOutput,
            OutputLength = output.Length,
            Attempts = state.Attempts is null ? null : JsonSerializer.Serialize(state.Attempts, StoredJson.Options),
            Connections = plan.UsedConnections,
            FailureCategory = failure?.Category,
            FailureMessage = message,
        };
        progress.Finish(row, events.HasListeners
            ? new StepFinished(run.Plan.OrganizationId, run.RunId, RunTime.Now(time), state.Path, plan.Step.Name, plan.ActionText, status,
                TimeSpan.FromMicroseconds(duration), message ?? Summarize(output))
            : null);
    }

    private StepFailure TimedOut(StepState state)
    {
        state.RunTimedOut = true;
        return new StepFailure(FailureCategory.Transient, $"The run took longer than {Describe(_options.RunTimeout)} and was stopped (Runner:RunTimeout).");
    }

    private TimeSpan TimeLeft(ActiveRun run) => TimeSpan.FromSeconds((run.Deadline - time.GetTimestamp()) / (double)time.TimestampFrequency);

    private long Microseconds(long since) => (long)time.GetElapsedTime(since).TotalMicroseconds;

    private static string Clean(ActiveRun run, string message) => StoredText.Clean(run.Redactor.Redact(message), LongestMessage);

    private static string Describe(TimeSpan time) => time.TotalMinutes >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} seconds");

    private static string Summarize(StoredOutput output) => output.Kind switch
    {
        OutputKind.Json => string.Create(CultureInfo.InvariantCulture, $"JSON, {output.Length:N0} bytes"),
        OutputKind.Binary => string.Create(CultureInfo.InvariantCulture, $"{output.ContentType}, {output.Length:N0} bytes"),
        OutputKind.None => "",
        _ => throw new ArgumentOutOfRangeException(nameof(output)),
    };

    [LoggerMessage(LogLevel.Error, "Run {RunId}, step {Path}: the executor failed unexpectedly: {Details}")]
    private partial void LogExecutorFailed(Guid runId, string path, string details);

    /// <summary>The step was stopped from outside; <see cref="ActiveRun.StopReason"/> says why.</summary>
    private sealed class StepStoppedException : Exception;

    private sealed class StepState(ActiveRun run, StepPlan plan, string path, DateTime startedAt, long started)
    {
        public ActiveRun Run => run;

        public StepPlan Plan => plan;

        public string Path => path;

        public DateTime StartedAt => startedAt;

        public long Started => started;

        public string? Input { get; set; }

        public List<StepAttempt>? Attempts { get; set; }

        public bool RunTimedOut { get; set; }
    }
}
