using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.S3;

/// <summary>Limits of S3 steps, read from the configuration section <c>Runner:S3</c> and checked when the process starts.</summary>
internal sealed class S3StepOptions
{
    public const string Section = "Runner:S3";

    /// <summary>How long one request may take, upload and answer included. 1 s to 15 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest object that a step reads, in bytes. 1 KiB to 1 GiB.</summary>
    public long MaxObjectBytes { get; init; } = 20 * 1024 * 1024;
}

internal sealed class S3StepOptionsValidator : IValidateOptions<S3StepOptions>
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);

    public ValidateOptionsResult Validate(string? name, S3StepOptions options)
    {
        var problems = new List<string>();
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > s_longest)
        {
            problems.Add($"Runner:S3:Timeout ({options.Timeout:c}): write a time from 00:00:01 to {s_longest:c}.");
        }

        if (options.MaxObjectBytes is < 1024 or > 1024 * 1024 * 1024)
        {
            problems.Add($"Runner:S3:MaxObjectBytes ({options.MaxObjectBytes}): write a number of bytes from 1024 to 1073741824.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
