using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Retention;

/// <summary>When a process removes what is past its time, read from the configuration section <c>Retention</c> and checked when the process starts.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>False leaves the removing to other processes.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>From the end of one round to the beginning of the next. 1 minute to 7 days.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);
}

internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, RetentionOptions options) => options.Interval < s_shortest || options.Interval > s_longest
        ? ValidateOptionsResult.Fail($"Retention:Interval ({options.Interval:c}): write a time from {s_shortest:c} to {s_longest:c}.")
        : ValidateOptionsResult.Success;
}
