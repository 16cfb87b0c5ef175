using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>Limits of tests of connections, read from the configuration section <c>Probes</c> and checked when the process starts.</summary>
internal sealed class ProbeOptions
{
    public const string Section = "Probes";

    /// <summary>How long one test may take, all layers together. 1 to 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}

internal sealed class ProbeOptionsValidator : IValidateOptions<ProbeOptions>
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    public ValidateOptionsResult Validate(string? name, ProbeOptions options) =>
        options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > s_longest
            ? ValidateOptionsResult.Fail($"Probes:Timeout ({options.Timeout:c}): write a time from 00:00:01 to {s_longest:c}.")
            : ValidateOptionsResult.Success;
}
