using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.Support.Requirements;
using Xunit;

namespace ConnectionsConsole.Tests.Support.Processes;

/// <summary>How the OpenID provider of a test behaves.</summary>
public sealed record OidcProviderOptions
{
    /// <summary>How long an access token is good for.</summary>
    public int AccessTokenSeconds { get; init; } = 3600;

    /// <summary>How long a refresh token is good for.</summary>
    public int RefreshTokenSeconds { get; init; } = 86_400;

    /// <summary>Whether each refresh token works once and is answered with the next one.</summary>
    public bool RotateRefreshTokens { get; init; } = true;

    /// <summary>Whether the person at the browser says no.</summary>
    public bool RefuseConsent { get; init; }

    /// <summary>Where the provider may send people back to.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = ["http://127.0.0.1/callback"];
}

/// <summary>
/// A certified OpenID provider (npm: oidc-provider) on loopback: authorization code with mandatory PKCE (S256), refresh tokens, client
/// credentials, revocation, introspection. Whoever comes to its authorization address is signed in at once as "tester" and consents, so that
/// following the redirects is all it takes. As a class fixture it has the default options.
/// </summary>
public sealed partial class OidcProviderFixture(OidcProviderOptions options) : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>Authenticates in the header.</summary>
    public const string ClientId = "console";

    /// <summary>Authenticates in the body.</summary>
    public const string BodyClientId = "console-post";
    public const string ClientSecret = "console-client-secret";

    private NodeProcess? _process;
    private Uri? _issuer;

    public OidcProviderFixture()
        : this(new OidcProviderOptions())
    {
    }

    /// <summary>Without a slash at the end, as tokens and discovery have it.</summary>
    public Uri Issuer => _issuer ?? throw new InvalidOperationException(
        Requirement.Node.Missing ?? "The provider does not run yet: await InitializeAsync first.");

    public Uri AuthorizationEndpoint => new(Issuer, "/auth");

    public Uri TokenEndpoint => new(Issuer, "/token");

    public Uri RevocationEndpoint => new(Issuer, "/token/revocation");

    /// <summary>Answers a bearer token that is valid, and has the scope openid, with the account; any other with 401.</summary>
    public Uri UserInfoEndpoint => new(Issuer, "/me");

    /// <summary>What the token address has answered so far: the grant type, and the error or null.</summary>
    public IReadOnlyList<(string GrantType, string? Error)> TokenAnswers =>
        [.. TokenLine().Matches(_process?.Output ?? "").Select(line => ParseTokenLine(line.Groups["json"].Value))];

    public async Task InitializeAsync()
    {
        if (Requirement.Node.Missing is not null)
        {
            return;
        }

        _process = NodeProcess.Start("oidc-provider.js", JsonSerializer.Serialize(
            new
            {
                clientId = ClientId,
                clientSecret = ClientSecret,
                options.AccessTokenSeconds,
                options.RefreshTokenSeconds,
                options.RotateRefreshTokens,
                options.RefuseConsent,
                options.RedirectUris,
            },
            JsonSerializerOptions.Web));
        var ready = await _process.WaitForLineAsync(ReadyLine());
        _issuer = new Uri(ready.Groups["issuer"].Value);
    }

    /// <summary>Withdraws every consent, as somebody does in their account at the provider: it refuses the refresh tokens from then on.</summary>
    public async Task WithdrawConsentAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(Issuer, "/test/withdraw"), null);
        answer.EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    private static (string GrantType, string? Error) ParseTokenLine(string json)
    {
        var line = JsonSerializer.Deserialize<JsonElement>(json);
        return (line.GetProperty("grantType").GetString() ?? "", line.GetProperty("error").GetString());
    }

    [GeneratedRegex("^ready (?<issuer>http://.+)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadyLine();

    [GeneratedRegex("^token (?<json>.+)$", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenLine();
}
