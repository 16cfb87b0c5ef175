using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Accounts.ApiTokens;

/// <summary>Bearer authentication of programs (RFC 6750, the header field alone: a token in an address would end up in logs).</summary>
public static class ApiTokenAuthentication
{
    /// <summary>The authentication scheme's name. It is never the default one, so a token opens no page.</summary>
    public const string Scheme = "ApiToken";

    public static AuthenticationBuilder AddApiToken(this AuthenticationBuilder authentication) =>
        authentication.AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(Scheme, configureOptions: null);
}

/// <summary>
/// Makes the actor out of <c>Authorization: Bearer ccn_…</c>. Unknown, expired and revoked tokens are refused in the same words: whoever found one somewhere
/// does not learn what it was.
/// </summary>
internal sealed class ApiTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiTokenRegistry tokens, FailedTokenLimit limit)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Missing = "The request carries no API token: send the header Authorization: Bearer TOKEN. Tokens are made in Settings, under API tokens.";
    private const string Invalid = "The API token is not valid: it is unknown, has expired or was revoked. Tokens are made in Settings, under API tokens.";
    private const string Forbidden = "The API token may not do this.";
    private const string BearerScheme = "Bearer";

    /// <summary>Set where too many tokens were refused that came from this address.</summary>
    private TimeSpan? _wait;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header, ..] || !string.Equals(header.Split(' ')[0], BearerScheme, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var (text, address) = (header[BearerScheme.Length..].Trim(), Context.Connection.RemoteIpAddress);
        // A program that works must not be shut out by another one behind the same address: a token that was seen to be one is looked at all the same.
        if (limit.Wait(address) is { } wait && !tokens.Knows(text))
        {
            _wait = wait;
            return AuthenticateResult.Fail("too many tokens that are not valid");
        }

        // Several headers are refused rather than chosen from: what stands in front may have looked at another one.
        if (Request.Headers.Authorization.Count > 1 || await tokens.FindAsync(text, Context.RequestAborted) is not { } found)
        {
            _wait = limit.Count(address);
            return AuthenticateResult.Fail("no valid token");
        }

        var principal = new ClaimsPrincipal(ConsoleClaims.Write(found.Actor, found.OrganizationId, Scheme.Name));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failed = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        if (_wait is { } wait)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await WriteAsync($"Too many API tokens that are not valid came from this address. Try again in {seconds} s.", "RATE_LIMITED");
            return;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        // RFC 6750 section 3.1: no error code where no token was sent.
        Response.Headers.WWWAuthenticate = failed ? "Bearer error=\"invalid_token\"" : "Bearer";
        await WriteAsync(failed ? Invalid : Missing, "UNAUTHENTICATED");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return WriteAsync(Forbidden, "FORBIDDEN");
    }

    /// <summary>Clients of the API read errors in this form alone, whatever refused the request.</summary>
    private Task WriteAsync(string message, string code) =>
        Response.WriteAsJsonAsync(new { errors = new[] { new { message, extensions = new { code } } } }, Context.RequestAborted);
}
