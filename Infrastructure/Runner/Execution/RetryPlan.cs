using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>
/// Whether and when a failed step is tried again. The step's error handling decides first, then what its inputs ask for, then the category: transient
/// failures and rate limits are repeated, the rest would only fail again.
/// </summary>
internal static class RetryPlan
{
    /// <param name="retriesDone">Repeats before this failure; 0 after the first try.</param>
    /// <param name="jitter">From 0 to 1: spreads the repeats of many runs that failed at the same moment.</param>
    /// <returns>How long to wait before the next try; null for none.</returns>
    public static TimeSpan? NextDelay(ErrorHandling? handling, StepFailure failure, int retriesDone, RunnerOptions options, double jitter)
    {
        TimeSpan delay;
        if (handling is { Handler: ErrorHandler.Retry })
        {
            if (retriesDone >= Math.Clamp(handling.MaximumAttempts, 0, ErrorHandling.MostAttempts))
            {
                return null;
            }

            delay = TimeSpan.FromSeconds(Math.Clamp(handling.DelaySeconds, 0, ErrorHandling.LongestDelaySeconds));
            delay = handling.UsesExponentialBackoff ? delay * Math.Pow(2, retriesDone) : delay;
        }
        else if (failure.RetryPolicy is { } policy)
        {
            if (retriesDone >= policy.MaximumRetries || !(policy.OnAllErrors || MayPass(failure.Category)))
            {
                return null;
            }

            delay = policy.ExponentialBackoff ? policy.Delay * Math.Pow(2, retriesDone) : policy.Delay;
        }
        else
        {
            if (retriesDone >= options.MaximumRetries || !MayPass(failure.Category))
            {
                return null;
            }

            // A rate limit without a stated time asks for more patience than a broken connection.
            var first = failure.Category == FailureCategory.RateLimit ? options.RetryDelay * 5 : options.RetryDelay;
            delay = first * Math.Pow(2, retriesDone) * (1 + (jitter / 2));
        }

        if (failure.RetryAfter is { } asked && asked > delay)
        {
            delay = asked;
        }

        return delay < options.LongestRetryDelay ? delay : options.LongestRetryDelay;
    }

    private static bool MayPass(FailureCategory category) => category is FailureCategory.Transient or FailureCategory.RateLimit;
}
