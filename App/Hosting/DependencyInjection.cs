using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Pages.Connections;
using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Infrastructure.Accounts.ApiTokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.App.Hosting;

/// <summary>The web side: pages, sign-in, headers, limits, health.</summary>
internal static class DependencyInjection
{
    private static readonly TimeSpan s_sessionLength = TimeSpan.FromHours(12);

    public static IServiceCollection AddConsole(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddConsoleComponents();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddScoped<ScopedSender>();
        services.AddScoped<IShellData, ShellData>();
        services.AddScoped<MemberAdministration>();
        services.AddScoped<ApiExplorer>();
        services.AddConnectionPages();
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton(new PublicUrl(configuration));
        services.AddScoped<AuthenticationStateProvider, ConsoleAuthenticationStateProvider>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddApiToken().AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure<SessionRegistry>((cookie, sessions) =>
        {
            cookie.Cookie.Name = "console";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = ConsoleUrls.SignIn;
            cookie.AccessDeniedPath = ConsoleUrls.AccessDenied;
            cookie.ExpireTimeSpan = s_sessionLength;
            cookie.SlidingExpiration = true;
            var redirect = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = context => redirect(ReturningToWhatWasAsked(context));
            var validate = cookie.Events.OnValidatePrincipal;
            cookie.Events.OnValidatePrincipal = context =>
            {
                if (sessions.IsOver(context.Principal))
                {
                    context.RejectPrincipal();
                    return Task.CompletedTask;
                }

                return validate(context);
            };
        }));
        // A changed role or password reaches open pages through the circuit's own check; this one is for plain requests.
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.FromMinutes(1);
            stamp.OnRefreshingPrincipal = KeepSessionAsync;
        });
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "console.antiforgery");
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(RateLimits.Account, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress ?? IPAddress.None,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) }));
            limiter.AddPolicy<string, ApiRateLimit>(RateLimits.Api);
        });
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddGraphQLApi();
        services.AddHostedService<IdleMemory>();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);
        AddReverseProxy(services, configuration);
        return services;
    }

    /// <summary>The sign-in stays the same one when its cookie is made anew; otherwise signing out would not find the circuits that it began.</summary>
    private static Task KeepSessionAsync(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(ConsoleClaims.Session) is { } session && context.NewPrincipal?.Identity is ClaimsIdentity renewed)
        {
            renewed.TryRemoveClaim(renewed.FindFirst(ConsoleClaims.Session));
            renewed.AddClaim(new Claim(ConsoleClaims.Session, session.Value));
        }

        return Task.CompletedTask;
    }

    /// <summary>An unknown address is answered by executing the page "not found" in its place: it is the address asked for that signing in leads back to.</summary>
    private static RedirectContext<CookieAuthenticationOptions> ReturningToWhatWasAsked(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } asked)
        {
            context.RedirectUri = ConsoleUrls.SignInThen(asked.OriginalPathBase + asked.OriginalPath + asked.OriginalQueryString);
        }

        return context;
    }

    /// <summary>Only named proxies may say where a request came from; otherwise anybody could claim another address.</summary>
    private static void AddReverseProxy(IServiceCollection services, IConfiguration configuration)
    {
        var known = configuration.GetSection("ReverseProxy:Known").Get<string[]>() ?? [];
        var (networks, addresses) = (new List<System.Net.IPNetwork>(), new List<IPAddress>());
        foreach (var proxy in known)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(proxy, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                throw new Infrastructure.StartupException($"ReverseProxy:Known has \"{proxy}\": give addresses or networks such as 10.0.0.5 or 10.0.0.0/24.");
            }
        }

        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = known.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            networks.ForEach(forwarded.KnownIPNetworks.Add);
            addresses.ForEach(forwarded.KnownProxies.Add);
        });
    }
}
