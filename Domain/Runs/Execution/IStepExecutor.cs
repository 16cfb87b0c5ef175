using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.Runs.Execution;

/// <summary>
/// Does what a step says. Executors are found by the actions that they name; the runner knows none of them otherwise. One instance serves all runs
/// at once, so it keeps no state of a run.
/// </summary>
public interface IStepExecutor
{
    IReadOnlyCollection<ActionKey> Actions { get; }

    /// <summary>Whether it looks at <see cref="RunContext.Connections"/>, beyond the connections that its inputs name: then it gets access tokens for all.</summary>
    bool ReadsAllConnections => false;

    /// <summary>
    /// Tries once. Expected failures are answered as a <see cref="StepOutcome"/> (or thrown as <see cref="StepFailedException"/> from deep inside);
    /// any other exception counts as permanent, and its details go to the log only. Retries are the runner's.
    /// </summary>
    /// <param name="cancellationToken">Cancelled when the run is cancelled or the process stops; the executor then throws <see cref="OperationCanceledException"/>.</param>
    Task<StepOutcome> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken);
}

/// <summary>What came of one try: an output, or a failure.</summary>
public readonly struct StepOutcome
{
    private StepOutcome(StepValue? output, StepFailure? failure)
    {
        Output = output;
        Failure = failure;
    }

    public StepValue? Output { get; }

    public StepFailure? Failure { get; }

    public static StepOutcome Success(StepValue output) => new(output, null);

    public static StepOutcome Fail(StepFailure failure) => new(null, failure);

    public static implicit operator StepOutcome(StepValue output) => Success(output);

    public static implicit operator StepOutcome(StepFailure failure) => Fail(failure);
}

/// <summary>Why a try failed.</summary>
/// <param name="Message">For the user: what happened and what to do; the runner redacts it.</param>
/// <param name="RetryAfter">How long the other side asked to wait.</param>
/// <param name="StatusCode">The HTTP status, where there was one.</param>
/// <param name="RetryPolicy">The step's own inputs ask for retries; null leaves it to the category.</param>
public sealed record StepFailure(
    FailureCategory Category, string Message, TimeSpan? RetryAfter = null, int? StatusCode = null, StepRetryPolicy? RetryPolicy = null);

/// <summary>Retries that the step's inputs ask for (reference §5.3: maxRetries, retryDelayMS, useExponentialBackoff, retryOnAllErrors).</summary>
/// <param name="MaximumRetries">0 to 5.</param>
public sealed record StepRetryPolicy(int MaximumRetries, TimeSpan Delay, bool ExponentialBackoff, bool OnAllErrors);

/// <summary>Carries an expected failure out of code that cannot answer an outcome, such as a helper that reads an input.</summary>
public sealed class StepFailedException(StepFailure failure) : Exception(failure.Message)
{
    public StepFailedException(FailureCategory category, string message)
        : this(new StepFailure(category, message))
    {
    }

    public StepFailure Failure { get; } = failure;
}
