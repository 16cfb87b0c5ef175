using System.Globalization;
using System.Threading.RateLimiting;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ConnectionsConsole.App.Hosting;

/// <summary>
/// A bucket for each API token, filled evenly. Stands behind authorization, so requests without a valid token never come here. Each process counts for itself.
/// </summary>
internal sealed class ApiRateLimit(IOptions<ApiOptions> options) : IRateLimiterPolicy<string>
{
    /// <summary>Tenths of a second, so that the bucket fills evenly at low rates too.</summary>
    private const int TicksPerSecond = 10;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetTokenBucketLimiter(ConsoleClaims.Read(httpContext.User)?.Actor.Id?.ToString("N") ?? "", _ => Bucket(options.Value));

    private static TokenBucketRateLimiterOptions Bucket(ApiOptions api)
    {
        // Below ten a second, one is added in a correspondingly longer time.
        var perPeriod = Math.Max(1, api.RequestsPerSecond / TicksPerSecond);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = api.BurstInForce,
            TokensPerPeriod = perPeriod,
            ReplenishmentPeriod = TimeSpan.FromSeconds(perPeriod / (double)api.RequestsPerSecond),
            QueueLimit = 0,
        };
    }

    private async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        var message = $"Too many requests with this API token: it may send {options.Value.RequestsPerSecond} a second. Try again in {seconds} s.";
        await response.WriteAsJsonAsync(new { errors = new[] { new { message, extensions = new { code = "RATE_LIMITED" } } } }, cancellationToken);
    }
}
