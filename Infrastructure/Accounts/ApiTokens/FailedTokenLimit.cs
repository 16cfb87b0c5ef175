using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Accounts.ApiTokens;

/// <summary>How often one address may come with a token that is not valid; read from the section <c>Api</c> and checked when the process starts.</summary>
internal sealed class FailedTokenOptions
{
    public const string Section = "Api";

    /// <summary>At once, and then refilled evenly; 1 to 100,000.</summary>
    public int FailedTokensPerMinute { get; set; } = 60;
}

internal sealed class FailedTokenOptionsValidator : IValidateOptions<FailedTokenOptions>
{
    private const int Most = 100_000;

    public ValidateOptionsResult Validate(string? name, FailedTokenOptions options) => options.FailedTokensPerMinute is >= 1 and <= Most
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Api:FailedTokensPerMinute is {options.FailedTokensPerMinute}; it takes 1 to {Most}.");
}

/// <summary>
/// Counts tokens that were refused, by the address that they came from. Each process counts for itself. An address that is over its limit has no further token
/// looked up: neither the database nor who guesses gets anything out of it.
/// </summary>
internal sealed class FailedTokenLimit(IOptions<FailedTokenOptions> options) : IDisposable
{
    /// <summary>Who has an IPv6 address has all of its network, so the network counts.</summary>
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<IPAddress?> _limiter = PartitionedRateLimiter.Create<IPAddress?, IPAddress>(address =>
        RateLimitPartition.GetTokenBucketLimiter(SourceOf(address), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.FailedTokensPerMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / options.Value.FailedTokensPerMinute,
            QueueLimit = 0,
        }));

    /// <summary>How long to wait, where the address is over its limit; null where it may come with a token.</summary>
    /// <remarks>Taking no permit would not tell: that works as soon as there is a part of one.</remarks>
    public TimeSpan? Wait(IPAddress? address) => _limiter.GetStatistics(address) is { CurrentAvailablePermits: > 0 } ? null : Count(address);

    /// <summary>Counts a refused token; answers as <see cref="Wait"/> where it is one too many.</summary>
    public TimeSpan? Count(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => _limiter.Dispose();

    private static IPAddress SourceOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return address ?? IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
