using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner;

/// <summary>Checks the settings at start, each against its range and against each other, and names what is wrong.</summary>
internal sealed class RunnerOptionsValidator : IValidateOptions<RunnerOptions>
{
    public ValidateOptionsResult Validate(string? name, RunnerOptions options)
    {
        var problems = new List<string>();
        Check(options.MaximumConcurrentRuns, 1, 10_000, nameof(options.MaximumConcurrentRuns));
        Check(options.RunTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(options.RunTimeout));
        Check(options.StepTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1), nameof(options.StepTimeout));
        Check(options.MaximumOutputBytes, 1_024, 256 * 1024 * 1024, nameof(options.MaximumOutputBytes));
        Check(options.MaximumInputRecordBytes, 1_024, 1024 * 1024, nameof(options.MaximumInputRecordBytes));
        Check(options.MaximumLogLines, 0, 1_000_000, nameof(options.MaximumLogLines));
        Check(options.MaximumLogLineLength, 80, 100_000, nameof(options.MaximumLogLineLength));
        Check(options.MaximumRetries, 0, 10, nameof(options.MaximumRetries));
        Check(options.RetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1), nameof(options.RetryDelay));
        Check(options.LongestRetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10), nameof(options.LongestRetryDelay));
        Check(options.LeaseDuration, TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(5), nameof(options.LeaseDuration));
        Check(options.HeartbeatInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1), nameof(options.HeartbeatInterval));
        Check(options.ScanInterval, TimeSpan.FromMilliseconds(20), TimeSpan.FromMinutes(1), nameof(options.ScanInterval));
        Check(options.ShutdownGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(options.ShutdownGrace));
        Check(options.JournalBatchSize, 1, 10_000, nameof(options.JournalBatchSize));
        Check(options.JournalBatchBytes, 65_536, 1024 * 1024 * 1024, nameof(options.JournalBatchBytes));
        if (options.HeartbeatInterval * 3 > options.LeaseDuration)
        {
            problems.Add($"{RunnerOptions.Section}:{nameof(options.HeartbeatInterval)} is {options.HeartbeatInterval}; it takes at most a third of LeaseDuration, {options.LeaseDuration}.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check<T>(T value, T minimum, T maximum, string setting)
            where T : IComparable<T>
        {
            if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
            {
                problems.Add($"{RunnerOptions.Section}:{setting} is {value}; it takes {minimum} to {maximum}.");
            }
        }
    }
}
