using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.OAuth;

/// <summary>How tokens are obtained and renewed, read from the configuration section <c>OAuth</c> and checked when the process starts.</summary>
internal sealed class OAuthOptions
{
    public const string Section = "OAuth";

    /// <summary>How long one request to a provider may take. 1 s to 1 minute.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a process that began a renewal keeps others from beginning one, if it is never heard of again. At least four times
    /// <see cref="RequestTimeout"/>, so that it outlasts all tries of a renewal; up to 10 minutes. Clocks of the processes may differ by half of it.
    /// </summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A step does not begin with a token that runs out sooner than this, nor with its last quarter. 0 to 10 minutes.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a provider may be out of reach, with no token left that works, before an authorization counts as failing. 0 to 1 day.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often due renewals are looked for. 100 ms to 10 minutes.</summary>
    public TimeSpan ScanInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether this process renews tokens in idle times; steps that need one renew it in any case.</summary>
    public bool BackgroundRefresh { get; init; } = true;
}

internal sealed class OAuthOptionsValidator : IValidateOptions<OAuthOptions>
{
    public ValidateOptionsResult Validate(string? name, OAuthOptions options)
    {
        var problems = new List<string>();
        Check(nameof(options.RequestTimeout), options.RequestTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Check(nameof(options.LeaseDuration), options.LeaseDuration, 4 * options.RequestTimeout, TimeSpan.FromMinutes(10));
        Check(nameof(options.Margin), options.Margin, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Check(nameof(options.Patience), options.Patience, TimeSpan.Zero, TimeSpan.FromDays(1));
        Check(nameof(options.ScanInterval), options.ScanInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(string setting, TimeSpan value, TimeSpan shortest, TimeSpan longest)
        {
            if (value < shortest || value > longest)
            {
                problems.Add($"OAuth:{setting} ({value:c}): write a time from {shortest:c} to {longest:c}.");
            }
        }
    }
}
