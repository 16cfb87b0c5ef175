using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

/// <summary>Limits of HTTP steps, read from the configuration section <c>Runner:Http</c> and checked when the process starts.</summary>
internal sealed class HttpStepOptions
{
    public const string Section = "Runner:Http";

    /// <summary>How long a request may take, body included, where the step says nothing. 100 ms to <see cref="LongestTimeout"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time that a step can ask for. 1 s to 15 minutes.</summary>
    public TimeSpan LongestTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest response body in bytes, counted after decompression. 1 KiB to 1 GiB.</summary>
    public long MaxResponseBytes { get; init; } = 20 * 1024 * 1024;
}

internal sealed class HttpStepOptionsValidator : IValidateOptions<HttpStepOptions>
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);

    public ValidateOptionsResult Validate(string? name, HttpStepOptions options)
    {
        var problems = new List<string>();
        if (options.LongestTimeout < TimeSpan.FromSeconds(1) || options.LongestTimeout > s_longest)
        {
            problems.Add($"Runner:Http:LongestTimeout ({options.LongestTimeout:c}): write a time from 00:00:01 to {s_longest:c}.");
        }

        if (options.Timeout < s_shortest || options.Timeout > options.LongestTimeout)
        {
            problems.Add($"Runner:Http:Timeout ({options.Timeout:c}): write a time from {s_shortest:c} to Runner:Http:LongestTimeout "
                + $"({options.LongestTimeout:c}).");
        }

        if (options.MaxResponseBytes is < 1024 or > 1024 * 1024 * 1024)
        {
            problems.Add($"Runner:Http:MaxResponseBytes ({options.MaxResponseBytes}): write a number of bytes from 1024 to 1073741824.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
