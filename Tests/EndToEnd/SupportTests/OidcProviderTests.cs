using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using ConnectionsConsole.Tests.Support.Processes;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.EndToEnd.SupportTests;

public sealed class OidcProviderTests
{
    private const string Redirect = "http://127.0.0.1/callback";
    private const string Verifier = "a-verifier-of-forty-three-or-more-characters-0123456789";

    [NodeFact]
    public async Task AuthorizationCode_WithPkce_GivesTokens_AndRefreshTokensRotate()
    {
        await using var provider = new OidcProviderFixture();
        await provider.InitializeAsync();
        using var http = Browser();

        var answer = await AuthorizeAsync(http, provider);
        Assert.Equal("the-state", answer["state"]);
        var tokens = await TokenAsync(http, provider, ("grant_type", "authorization_code"), ("code", answer["code"]!), ("redirect_uri", Redirect), ("code_verifier", Verifier));
        Assert.Equal(3600, tokens.GetProperty("expires_in").GetInt32());
        Assert.Equal(HttpStatusCode.OK, await UserInfoAsync(http, provider, tokens.GetProperty("access_token").GetString()!));
        Assert.Equal(HttpStatusCode.Unauthorized, await UserInfoAsync(http, provider, "made-up"));

        var refreshToken = tokens.GetProperty("refresh_token").GetString()!;
        var refreshed = await TokenAsync(http, provider, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));
        Assert.NotEqual(refreshToken, refreshed.GetProperty("refresh_token").GetString(), StringComparer.Ordinal);
        var reused = await TokenAsync(http, provider, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));
        Assert.Equal("invalid_grant", reused.GetProperty("error").GetString());
        Assert.Collection(provider.TokenAnswers,
            first => Assert.Equal(("authorization_code", null), first),
            second => Assert.Equal(("refresh_token", null), second),
            third => Assert.Equal(("refresh_token", "invalid_grant"), third));
    }

    [NodeFact]
    public async Task ClientCredentials_GiveAnAccessTokenOfTheChosenLife()
    {
        await using var provider = new OidcProviderFixture(new OidcProviderOptions { AccessTokenSeconds = 7 });
        await provider.InitializeAsync();
        using var http = Browser();

        var tokens = await TokenAsync(http, provider, ("grant_type", "client_credentials"), ("scope", "read"));
        Assert.Equal(7, tokens.GetProperty("expires_in").GetInt32());
        Assert.False(tokens.TryGetProperty("refresh_token", out _));
    }

    [NodeFact]
    public async Task RefusedConsent_ComesBackAsAccessDenied()
    {
        await using var provider = new OidcProviderFixture(new OidcProviderOptions { RefuseConsent = true });
        await provider.InitializeAsync();
        using var http = Browser();

        var answer = await AuthorizeAsync(http, provider);
        Assert.Equal("access_denied", answer["error"]);
        Assert.Null(answer["code"]);
    }

    // Follows no redirect by itself, so that the callback's address can be read; keeps cookies as a browser does.
    private static HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    private static async Task<System.Collections.Specialized.NameValueCollection> AuthorizeAsync(HttpClient http, OidcProviderFixture provider)
    {
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var address = new Uri($"{provider.AuthorizationEndpoint}?client_id={OidcProviderFixture.ClientId}&response_type=code&prompt=consent" +
            $"&redirect_uri={Uri.EscapeDataString(Redirect)}&scope=openid%20offline_access&state=the-state&code_challenge={challenge}&code_challenge_method=S256");
        for (var hop = 0; hop < 10; hop++)
        {
            using var response = await http.GetAsync(address);
            Assert.Equal(300, (int)response.StatusCode / 100 * 100);
            address = new Uri(address, response.Headers.Location!);
            if (address.ToString().StartsWith(Redirect, StringComparison.Ordinal))
            {
                return HttpUtility.ParseQueryString(address.Query);
            }
        }

        throw new InvalidOperationException("The provider sends the browser in circles.");
    }

    private static async Task<JsonElement> TokenAsync(HttpClient http, OidcProviderFixture provider, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        var credentials = $"{OidcProviderFixture.ClientId}:{OidcProviderFixture.ClientSecret}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials)));
        using var response = await http.SendAsync(request);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> UserInfoAsync(HttpClient http, OidcProviderFixture provider, string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
