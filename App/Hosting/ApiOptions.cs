using Microsoft.Extensions.Options;

namespace ConnectionsConsole.App.Hosting;

/// <summary>How much one API token may ask of a process.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>What a token may ask for on and on; 1 to 100,000.</summary>
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>What it may ask for at once after a pause; at least <see cref="RequestsPerSecond"/>, at most 1,000,000. Null for five times as much.</summary>
    public int? Burst { get; set; }

    public int BurstInForce => Burst ?? RequestsPerSecond * 5;
}

internal sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    private const int MostPerSecond = 100_000;
    private const int LargestBurst = 1_000_000;

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        if (options.RequestsPerSecond is < 1 or > MostPerSecond)
        {
            return ValidateOptionsResult.Fail($"Api:RequestsPerSecond is {options.RequestsPerSecond}; it takes 1 to {MostPerSecond}.");
        }

        return options.Burst is { } burst && (burst < options.RequestsPerSecond || burst > LargestBurst)
            ? ValidateOptionsResult.Fail($"Api:Burst is {options.Burst}; it takes {options.RequestsPerSecond}, which is Api:RequestsPerSecond, to {LargestBurst}.")
            : ValidateOptionsResult.Success;
    }
}
