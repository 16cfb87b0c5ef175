using System.Net;
using System.Net.Http.Headers;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Support.Processes;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Integration.OAuth;

/// <summary>Against a certified provider: the whole life of an authorization.</summary>
public sealed class ProviderTests
{
    private static readonly OidcProviderOptions s_options = new() { RedirectUris = [OAuthBench.Callback] };

    [NodeFact]
    public async Task Authorize_WithPkce_GivesATokenThatTheProviderTakes_AndKeepsItEncrypted()
    {
        await using var provider = await ProviderAsync(s_options);
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.CodeConnectionAsync(provider);
        Assert.Equal(AuthorizationStatus.Pending, (await bench.DetailAsync(connection)).Status);

        await bench.AuthorizeAsync(connection);

        var token = await bench.GoodTokenAsync(connection);
        Assert.Equal(HttpStatusCode.OK, await UserInfoAsync(provider, token.AccessToken));
        var detail = await bench.DetailAsync(connection);
        Assert.Equal((AuthorizationStatus.Active, "openid offline_access", "Ada", true, true), (detail.Status, detail.Scopes, detail.AuthorizedBy, detail.CanRenew, detail.OffersRevocation));
        Assert.InRange(detail.ExpiresAt!.Value - detail.AuthorizedAt!.Value, TimeSpan.FromSeconds(3_590), TimeSpan.FromSeconds(3_610));
        Assert.Equal(["authorized"], await bench.AuditAsync(connection));

        var dump = string.Join('\n', await bench.Console.Dump());
        Assert.Equal(3, token.Secrets.Count);
        Assert.All(token.Secrets, secret => Assert.DoesNotContain(secret, dump, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("refresh_token", token.Json, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task Refresh_KeepsTheRotatedRefreshToken_AgainAndAgain()
    {
        await using var provider = await ProviderAsync(s_options);
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.CodeConnectionAsync(provider);
        await bench.AuthorizeAsync(connection);
        var first = await bench.GoodTokenAsync(connection);

        for (var round = 1; round <= 3; round++)
        {
            Assert.True(await bench.Console.Ok(new RefreshNow(connection.OwnerKind, connection.OwnerId), OAuthBench.Ada));
        }

        var last = await bench.GoodTokenAsync(connection);
        Assert.Equal((first.Number + 3, false), (last.Number, last.AccessToken == first.AccessToken));
        Assert.Equal(HttpStatusCode.OK, await UserInfoAsync(provider, last.AccessToken));
        Assert.Equal(3, provider.TokenAnswers.Count(a => a == ("refresh_token", null)));
        // Renewals are no events of the audit log; that somebody asked for them is.
        Assert.Equal(["authorized", "refresh asked for", "refresh asked for", "refresh asked for"], await bench.AuditAsync(connection));
    }

    [NodeFact]
    public async Task Token_ThatHasRunOut_IsRenewedBeforeAnybodyGetsIt()
    {
        await using var provider = await ProviderAsync(s_options with { AccessTokenSeconds = 2 });
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.CodeConnectionAsync(provider);
        await bench.AuthorizeAsync(connection);
        await bench.RunOutAsync(connection);

        var token = await bench.GoodTokenAsync(connection);

        Assert.Equal(2, token.Number);
        Assert.Equal(1, provider.TokenAnswers.Count(a => a.GrantType == "refresh_token"));
    }

    [NodeFact]
    public async Task Token_ThatAnApiRefuses_IsReplacedOnce()
    {
        await using var provider = await ProviderAsync(s_options);
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.CodeConnectionAsync(provider);
        await bench.AuthorizeAsync(connection);
        var first = await bench.GoodTokenAsync(connection);

        // As young as this, another one would be refused as well.
        Assert.Equal(TokenFailureKind.NotAuthorized, (await bench.TokenAsync(connection, rejected: first.Number)).Failure!.Kind);
        await bench.SetAsync(connection, bench.Console.IsSqlite ? "\"AuthorizedAt\" = \"AuthorizedAt\" - 60000000" : "");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bench.TokenAsync(connection, rejected: first.Number)));

        Assert.All(outcomes, o => Assert.Equal(first.Number + 1, o.Token?.Number));
        Assert.Equal(1, provider.TokenAnswers.Count(a => a.GrantType == "refresh_token"));
    }

    [NodeTheory]
    [InlineData(OidcProviderFixture.ClientId, "header")]
    [InlineData(OidcProviderFixture.BodyClientId, "body")]
    public async Task ClientCredentials_GetTheirTokenWithTheFirstUse(string client, string authentication)
    {
        await using var provider = await ProviderAsync(s_options);
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.ConnectionAsync(
            HttpConnector.OAuth2ClientCredentialsType, "Machine", ("tokenUrl", provider.TokenEndpoint.ToString()), ("revokeUrl", provider.RevocationEndpoint.ToString()),
            ("clientId", client), ("clientSecret", OidcProviderFixture.ClientSecret), ("clientAuthentication", authentication), ("scopes", "read  write"));

        var token = await bench.GoodTokenAsync(connection);

        Assert.NotEmpty(token.AccessToken);
        var detail = await bench.DetailAsync(connection);
        Assert.Equal((AuthorizationStatus.Active, "read write", "System"), (detail.Status, detail.Scopes, detail.AuthorizedBy));
        Assert.Equal([("client_credentials", null)], provider.TokenAnswers);
        Assert.Equal(["authorized"], await bench.AuditAsync(connection));
        Assert.Equal(new Disconnection(true, null), await bench.Console.Ok(new Disconnect(connection.OwnerKind, connection.OwnerId), OAuthBench.Ada));
    }

    [NodeFact]
    public async Task ClientCredentials_InTheWrongPlaceOrWithAWrongSecret_FailInTheProvidersWords_UntilTheyAreCorrected()
    {
        await using var provider = await ProviderAsync(s_options);
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.ConnectionAsync(
            HttpConnector.OAuth2ClientCredentialsType, "Machine", ("tokenUrl", provider.TokenEndpoint.ToString()), ("clientId", OidcProviderFixture.ClientId),
            ("clientSecret", "wrong-client-secret"));

        var failure = (await bench.TokenAsync(connection)).Failure!;

        Assert.Equal(TokenFailureKind.NotAuthorized, failure.Kind);
        Assert.Contains("invalid_client", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-client-secret", failure.Message, StringComparison.Ordinal);
        Assert.Equal(AuthorizationStatus.Failing, (await bench.DetailAsync(connection)).Status);
        // The provider is not asked again for everybody who comes.
        await bench.TokenAsync(connection);
        Assert.Single(provider.TokenAnswers);

        await bench.Console.Ok(new Domain.Connections.Commands.UpdateConnectionValues(
            connection.OwnerId, [new("clientSecret", OidcProviderFixture.ClientSecret)]));
        Assert.Equal(AuthorizationStatus.Pending, (await bench.DetailAsync(connection)).Status);
        await bench.GoodTokenAsync(connection);
        Assert.Equal(["authorization failing", "authorization forgotten, settings changed", "authorized"], await bench.AuditAsync(connection));
    }

    [NodeFact]
    public async Task Disconnect_RevokesAtTheProvider_AndForgetsTheTokens()
    {
        await using var provider = await ProviderAsync(s_options);
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.CodeConnectionAsync(provider);
        await bench.AuthorizeAsync(connection);
        var token = await bench.GoodTokenAsync(connection);

        Assert.Equal(new Disconnection(true, null), await bench.Console.Ok(new Disconnect(connection.OwnerKind, connection.OwnerId), OAuthBench.Ada));

        Assert.Equal(HttpStatusCode.Unauthorized, await UserInfoAsync(provider, token.AccessToken));
        var row = await bench.RowAsync(connection);
        Assert.Equal((AuthorizationStatus.Pending, null, null), (row.Status, row.Token, row.RefreshToken));
        Assert.Equal(["authorized", "disconnected and revoked"], await bench.AuditAsync(connection));
        Assert.Contains("not been authorized", (await bench.TokenAsync(connection)).Failure!.Message, StringComparison.Ordinal);
        Assert.IsType<ConflictError>((await bench.Console.Send(new Disconnect(connection.OwnerKind, connection.OwnerId), OAuthBench.Ada)).Error);
    }

    [NodeFact]
    public async Task RefusedConsent_IsTold_AndNothingIsKept()
    {
        await using var provider = await ProviderAsync(s_options with { RefuseConsent = true });
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.CodeConnectionAsync(provider);

        var completed = await bench.CompleteAsync(await OAuthBench.VisitAsync(await bench.StartAsync(connection)));

        Assert.Equal("The provider refused: access_denied: The person said no.", completed.Problem!.Message);
        Assert.Equal("/settings/connections", completed.ReturnUrl);
        Assert.Empty(await bench.Console.Read(db => Task.FromResult(db.OAuthAuthorizations.ToList())));
        Assert.Equal(["authorization refused"], await bench.AuditAsync(connection));
    }

    [NodeFact]
    public async Task RefreshTokenThatIsUsedUp_MarksTheConnectionFailing_AndReconnectingMendsIt()
    {
        await using var provider = await ProviderAsync(s_options);
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.CodeConnectionAsync(provider);
        await bench.AuthorizeAsync(connection);
        // Somebody else used the refresh token: the provider revokes the grant when it comes a second time.
        var refreshToken = (await bench.GoodTokenAsync(connection)).Secrets[0];
        await RefreshBehindTheBackAsync(provider, refreshToken);
        await bench.RunOutAsync(connection);

        var failure = (await bench.TokenAsync(connection)).Failure!;

        Assert.Equal(TokenFailureKind.NotAuthorized, failure.Kind);
        Assert.Contains("invalid_grant", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Reconnect under Settings > Connections > Acme API", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refreshToken, failure.Message, StringComparison.Ordinal);
        var detail = await bench.DetailAsync(connection);
        Assert.Equal((AuthorizationStatus.Failing, failure.Message, null), (detail.Status, detail.LastError, detail.NextAttemptAt));
        Assert.NotNull(detail.FailedSince);
        // Nobody asks again with a token that is gone, neither steps nor the background.
        await bench.TokenAsync(connection);
        Assert.Equal(0, await bench.ScanAsync());
        Assert.Equal(1, provider.TokenAnswers.Count(a => a == ("refresh_token", "invalid_grant")));

        await bench.AuthorizeAsync(connection);

        await bench.GoodTokenAsync(connection);
        detail = await bench.DetailAsync(connection);
        Assert.Equal((AuthorizationStatus.Active, null), (detail.Status, detail.FailedSince));
        Assert.NotNull(detail.RecoveredAt);
        Assert.Equal(["authorized", "authorization failing", "reconnected"], await bench.AuditAsync(connection));
    }

    [NodeFact]
    public async Task IdleAuthorizations_AreRenewedInTheBackground()
    {
        await using var provider = await ProviderAsync(s_options);
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer);
        var connection = await bench.CodeConnectionAsync(provider);
        await bench.AuthorizeAsync(connection);
        Assert.Equal(0, await bench.ScanAsync());
        await bench.SetAsync(connection, "\"RefreshAt\" = \"AuthorizedAt\"");
        var other = bench.Console.StartAnother();

        await Task.WhenAll(bench.ScanAsync(), bench.ScanAsync(other), bench.ScanAsync(), bench.ScanAsync(other));

        Assert.Equal((2, AuthorizationStatus.Active), ((await bench.RowAsync(connection)).TokenNumber, (await bench.RowAsync(connection)).Status));
        Assert.Equal(1, provider.TokenAnswers.Count(a => a.GrantType == "refresh_token"));
        Assert.Equal(0, await bench.ScanAsync());
    }

    private static async Task<OidcProviderFixture> ProviderAsync(OidcProviderOptions options)
    {
        var provider = new OidcProviderFixture(options);
        await provider.InitializeAsync();
        return provider;
    }

    private static async Task<HttpStatusCode> UserInfoAsync(OidcProviderFixture provider, string accessToken)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoEndpoint) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) } };
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task RefreshBehindTheBackAsync(OidcProviderFixture provider, string refreshToken)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", refreshToken)]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{OidcProviderFixture.ClientId}:{OidcProviderFixture.ClientSecret}")));
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
