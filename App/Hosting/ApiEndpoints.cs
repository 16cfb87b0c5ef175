using ConnectionsConsole.Infrastructure.Accounts.ApiTokens;
using Microsoft.AspNetCore.Authorization;

namespace ConnectionsConsole.App.Hosting;

/// <summary>What every endpoint for programs has in common.</summary>
internal static class ApiEndpoints
{
    private static readonly AuthorizationPolicy s_policy =
        new AuthorizationPolicyBuilder(ApiTokenAuthentication.Scheme).RequireAuthenticatedUser().Build();

    /// <summary>Only with an API token, and only as often as the token may: a cookie does not count, so no other site can use it.</summary>
    public static TBuilder RequireApiToken<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(s_policy).RequireRateLimiting(RateLimits.Api);
}
