using System.Collections.Specialized;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Tests.Support.Http;

namespace ConnectionsConsole.Tests.Integration.OAuth;

/// <summary>Providers that answer garbage, late, or not at all. The server of these tests does what it is told.</summary>
public sealed class ProviderFailureTests : IAsyncLifetime
{
    private const string Secret = "the-client-secret", RefreshToken = "the-refresh-token";

    private static readonly TestAnswer s_tokens = TestAnswer.Json(new { access_token = "access-token-1", token_type = "Bearer", expires_in = 3600, refresh_token = RefreshToken });

    private TestHttpServer _server = null!;
    private OAuthBench _bench = null!;

    public async Task InitializeAsync()
    {
        _server = await TestHttpServer.StartAsync();
        _bench = await OAuthBench.CreateAsync(_server.Address, false, ("OAuth:RequestTimeout", "00:00:01"), ("OAuth:LeaseDuration", "00:00:08"), ("OAuth:Patience", "00:10:00"),
            ("Secrets:CurrentKeyRefresh", "00:00:01"));
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _server.DisposeAsync();
    }

    public static TheoryData<string, TestAnswer, string> BadAnswers => new()
    {
        { "html", TestAnswer.Html("<h1>Sign in to the hotel's network</h1>"), "text that is no JSON object" },
        { "array", TestAnswer.Json(new[] { 1 }), "text that is no JSON object" },
        { "no token", TestAnswer.Json(new { token_type = "Bearer" }), "without an access token" },
        { "token that no header can carry", TestAnswer.Json(new { access_token = "a\r\nb" }), "without an access token" },
        { "number", TestAnswer.Json(new { access_token = 7 }), "without an access token" },
        { "nothing", TestAnswer.Empty(200), "text that is no JSON object" },
        { "error with 200", TestAnswer.Json(new { ok = false, error = "invalid_code" }), "The provider refused: invalid_code" },
        { "error", TestAnswer.Json(new { error = "invalid_grant", error_description = "Code <b>expired</b>" }, 400), "The provider refused: invalid_grant: Code <b>expired</b>" },
        { "secret in the error", TestAnswer.Json(new { error = "invalid_client", error_description = $"bad secret {Secret}" }, 401), "bad secret [redacted]" },
        { "404", TestAnswer.Text("not here", 404), "404 NotFound with something that is no OAuth 2.0 answer" },
        { "redirect", TestAnswer.Redirect(new Uri("http://127.0.0.1:1/")), "a redirect, which is not followed" },
        { "500", TestAnswer.Text("oops", 500), "answered 500 InternalServerError" },
        { "429", TestAnswer.Text("", 429), "asks for fewer requests" },
        { "cut", TestAnswer.Json(new { access_token = "half" }) with { Abort = true }, "broke off" },
        { "too long", TestAnswer.Text(new string(' ', 300 * 1024)), "more than 256 KB" },
        { "never", s_tokens with { Gate = new TaskCompletionSource().Task }, "did not answer within 1 s" },
    };

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task CodeExchange_WithABadAnswer_IsTold_AndSavesNothing(string name, TestAnswer answer, string words)
    {
        _server.Answer("POST /token", answer);
        var connection = await CodeConnectionAsync();

        var completed = await CompleteAsync(connection);

        Assert.Contains(words, completed.Problem?.Message ?? $"{name}: no problem", StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, completed.Problem!.Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
        Assert.Empty(await _bench.Console.Read(db => Task.FromResult(db.OAuthAuthorizations.ToList())));
    }

    [Fact]
    public async Task ProviderThatIsGone_IsTold()
    {
        await using var gone = await TestHttpServer.StartAsync();
        await using var bench = await OAuthBench.CreateAsync(gone.Address);
        var connection = await bench.ConnectionAsync(
            HttpConnector.OAuth2ClientCredentialsType, "Machine", ("tokenUrl", gone.Url("/token").ToString()), ("clientId", "id"), ("clientSecret", Secret));
        var port = gone.Port;
        await gone.StopAsync();

        var failure = (await bench.TokenAsync(connection)).Failure!;

        Assert.Equal((TokenFailureKind.Transient, $"http://127.0.0.1:{port} could not be connected to."), (failure.Kind, failure.Message));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Refresh_ThatFailsForAWhile_IsTriedAgain_AndNeverCountsAsFailing(int status)
    {
        _server.Answer("POST /token", s_tokens, TestAnswer.Text("", status), TestAnswer.Text("", status), TestAnswer.Text("", status), Renewed(2));
        var connection = await ConnectedAsync();
        await _bench.RunOutAsync(connection);

        var failure = (await _bench.TokenAsync(connection)).Failure!;

        Assert.Equal(status == 429 ? TokenFailureKind.RateLimit : TokenFailureKind.Transient, failure.Kind);
        Assert.NotNull(failure.RetryAfter);
        var row = await _bench.RowAsync(connection);
        Assert.Equal((AuthorizationStatus.Active, 1, null), (row.Status, row.Failures, row.RefreshStartedAt));
        Assert.NotNull(row.FailedSince);
        // Whoever comes next waits instead of asking as well.
        Assert.Equal(TokenFailureKind.Transient, (await _bench.TokenAsync(connection)).Failure!.Kind);
        Assert.Equal(status == 429 ? 2 : 4, _server.Requests.Count);

        await _bench.SetAsync(connection, "\"NextAttemptAt\" = \"AuthorizedAt\"");
        if (status == 429)
        {
            _server.Answer("POST /token", Renewed(2));
        }

        Assert.Equal("access-token-2", (await _bench.GoodTokenAsync(connection)).AccessToken);
        row = await _bench.RowAsync(connection);
        Assert.Equal((0, null, null), (row.Failures, row.FailedSince, row.NextAttemptAt));
        Assert.Equal(["authorized"], await _bench.AuditAsync(connection));
    }

    [Fact]
    public async Task Refresh_ThatIsNotAnswered_LeavesTheTokenInUseThatStillWorks()
    {
        _server.Answer("POST /token", s_tokens, TestAnswer.Text("", 500));
        var connection = await ConnectedAsync();
        // Within its last minute: renewed before use if that can be done, used if not.
        await _bench.SetAsync(connection, "\"ExpiresAt\" = \"AuthorizedAt\" + 40000000, \"RefreshAt\" = \"AuthorizedAt\" - 40000000");

        Assert.Equal("access-token-1", (await _bench.GoodTokenAsync(connection)).AccessToken);
        Assert.True(_server.Requests.Count > 1);
        Assert.Equal("access-token-1", (await _bench.GoodTokenAsync(connection)).AccessToken);
    }

    [Fact]
    public async Task Provider_ThatStaysAway_CountsAsFailingAfterAWhile_AndRecoversByItself()
    {
        _server.Answer("POST /token", s_tokens, TestAnswer.Text("", 503));
        var connection = await ConnectedAsync();
        await _bench.RunOutAsync(connection);
        await _bench.TokenAsync(connection);
        await _bench.SetAsync(connection, "\"NextAttemptAt\" = \"AuthorizedAt\", \"FailedSince\" = \"FailedSince\" - 601000000");

        await _bench.ScanAsync();

        Assert.Equal(AuthorizationStatus.Failing, (await _bench.RowAsync(connection)).Status);
        _server.Answer("POST /token", Renewed(2));
        Assert.Equal(0, await _bench.ScanAsync());
        await _bench.SetAsync(connection, "\"NextAttemptAt\" = \"AuthorizedAt\"");
        Assert.Equal(1, await _bench.ScanAsync());
        var row = await _bench.RowAsync(connection);
        Assert.Equal(AuthorizationStatus.Active, row.Status);
        Assert.NotNull(row.RecoveredAt);
        Assert.Equal(["authorized", "authorization failing", "authorization recovered"], await _bench.AuditAsync(connection));
    }

    /// <summary>A refresh token that works once, sent, and no answer: sending it again by itself could make the provider revoke everything.</summary>
    [Fact]
    public async Task Refresh_WhoseAnswerIsLost_IsNotSentTwiceAtOnce_AndTheLossIsNamed()
    {
        _server.Answer("POST /token", s_tokens, s_tokens with { Abort = true }, TestAnswer.Json(new { error = "invalid_grant" }, 400));
        var connection = await ConnectedAsync();
        await _bench.RunOutAsync(connection);

        var failure = (await _bench.TokenAsync(connection)).Failure!;

        Assert.Equal((TokenFailureKind.Transient, 2), (failure.Kind, _server.Requests.Count));
        Assert.NotNull((await _bench.RowAsync(connection)).RefreshStartedAt);
        await _bench.SetAsync(connection, "\"NextAttemptAt\" = \"AuthorizedAt\"");
        failure = (await _bench.TokenAsync(connection)).Failure!;
        Assert.Equal(TokenFailureKind.NotAuthorized, failure.Kind);
        Assert.Contains("was never finished here", failure.Message, StringComparison.Ordinal);
        Assert.Equal(AuthorizationStatus.Failing, (await _bench.RowAsync(connection)).Status);
    }

    /// <summary>What a process leaves behind that dies between the provider's answer and the commit.</summary>
    [Fact]
    public async Task Refresh_OfAProcessThatDied_IsTakenOverAfterTheLease_AndTheLostTokenIsNamed()
    {
        _server.Answer("POST /token", s_tokens, TestAnswer.Json(new { error = "invalid_grant", error_description = "token was already used" }, 400));
        var connection = await ConnectedAsync();
        await _bench.SetAsync(
            connection,
            $"\"ExpiresAt\" = \"AuthorizedAt\", \"RefreshAt\" = \"AuthorizedAt\", \"LeaseId\" = '{Guid.NewGuid()}', \"LeaseUntil\" = \"AuthorizedAt\" + 2000000, \"RefreshStartedAt\" = \"AuthorizedAt\"");

        var failure = (await _bench.TokenAsync(connection)).Failure!;

        Assert.Contains("token was already used", failure.Message, StringComparison.Ordinal);
        Assert.Contains("was never finished here: the process stopped, or the answer was lost on the way", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Reconnect under", failure.Message, StringComparison.Ordinal);
        var row = await _bench.RowAsync(connection);
        Assert.Equal((AuthorizationStatus.Failing, null, null), (row.Status, row.LeaseId, row.RefreshStartedAt));
        Assert.True(DateTime.UtcNow >= row.AuthorizedAt!.Value.AddSeconds(2));
        Assert.Equal(["authorized", "authorization failing"], await _bench.AuditAsync(connection));
    }

    [Fact]
    public async Task Answer_WithoutRefreshToken_RunsOut_AndReconnectingIsAskedFor()
    {
        _server.Answer("POST /token", TestAnswer.Json(new { access_token = "access-token-1", expires_in = "3600" }));
        var connection = await ConnectedAsync();
        var detail = await _bench.DetailAsync(connection);
        Assert.Equal((false, true), (detail.CanRenew, detail.ExpiresAt is not null));
        Assert.Contains("gave no refresh token", (await _bench.Console.Send(new RefreshNow(connection.OwnerKind, connection.OwnerId), OAuthBench.Ada)).Error!.Message, StringComparison.Ordinal);
        Assert.Equal("access-token-1", (await _bench.GoodTokenAsync(connection)).AccessToken);
        await _bench.RunOutAsync(connection);

        // The background notices it, though nobody asked for a token.
        Assert.Equal(1, await _bench.ScanAsync());

        Assert.Equal(AuthorizationStatus.Expired, (await _bench.RowAsync(connection)).Status);
        Assert.Contains("has run out", (await _bench.TokenAsync(connection)).Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _bench.ScanAsync());
        Assert.Single(_server.Requests);
        Assert.Equal(["authorized", "refresh asked for", "authorization expired"], await _bench.AuditAsync(connection));
    }

    /// <summary>RFC 6749 §5.1 only recommends expires_in, and §6 lets a refresh keep the old refresh token.</summary>
    [Fact]
    public async Task Answer_WithoutExpiry_IsUsedUntilAnApiRefusesIt_AndTheOldRefreshTokenGoesOn()
    {
        _server.Answer("POST /token", TestAnswer.Json(new { access_token = "access-token-1", refresh_token = RefreshToken }), TestAnswer.Json(new { access_token = "access-token-2" }), TestAnswer.Json(new { access_token = "access-token-3" }));
        var connection = await ConnectedAsync();
        await _bench.SetAsync(connection, "\"AuthorizedAt\" = \"AuthorizedAt\" - 60000000");
        var first = await _bench.GoodTokenAsync(connection);
        Assert.Null(first.ExpiresAt);

        var second = await _bench.GoodTokenAsync(connection, rejected: first.Number);
        await _bench.SetAsync(connection, "\"LastRefreshedAt\" = \"LastRefreshedAt\" - 60000000");
        var third = await _bench.GoodTokenAsync(connection, rejected: second.Number);

        Assert.Equal(("access-token-2", "access-token-3"), (second.AccessToken, third.AccessToken));
        Assert.All(_server.Requests.Skip(1), r => Assert.Contains($"refresh_token={RefreshToken}", r.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Disconnect_SaysWhetherTheProviderRevoked_AndForgetsInAnyCase()
    {
        _server.Answer("POST /token", s_tokens).Answer("POST /revoke", TestAnswer.Json(new { error = "unsupported_token_type" }, 400));
        var connection = await ConnectedAsync(("revokeUrl", _server.Url("/revoke").ToString()));

        var outcome = await _bench.Console.Ok(new Disconnect(connection.OwnerKind, connection.OwnerId), OAuthBench.Ada);

        Assert.True(outcome.RevocationOffered);
        Assert.Contains("unsupported_token_type", outcome.Problem, StringComparison.Ordinal);
        Assert.Null((await _bench.RowAsync(connection)).Token);
        var form = System.Web.HttpUtility.ParseQueryString(_server.Requests[^1].Text);
        Assert.Equal((RefreshToken, "refresh_token"), (form["token"], form["token_type_hint"]));
        Assert.Equal(["authorized", "disconnected, not revoked"], await _bench.AuditAsync(connection));
    }

    [Fact]
    public async Task Disconnect_WhereNothingCanBeRevoked_SaysSo()
    {
        _server.Answer("POST /token", s_tokens);
        var connection = await ConnectedAsync();
        Assert.Equal(new Disconnection(false, null), await _bench.Console.Ok(new Disconnect(connection.OwnerKind, connection.OwnerId), OAuthBench.Ada));
        Assert.Equal(["authorized", "disconnected"], await _bench.AuditAsync(connection));
    }

    [Fact]
    public async Task Tokens_SurviveAKeyRotation()
    {
        _server.Answer("POST /token", s_tokens, Renewed(2));
        var connection = await ConnectedAsync();
        var before = await _bench.RowAsync(connection);

        var rotated = await ((Domain.Secrets.IKeyRotation)_bench.Console.Services.GetService(typeof(Domain.Secrets.IKeyRotation))!).RotateDataKeysAsync(null, CancellationToken.None);

        Assert.Equal(0, rotated.Undecryptable);
        var after = await _bench.RowAsync(connection);
        Assert.Equal(before.Version, after.Version);
        Assert.NotEqual(before.Token, after.Token);
        Assert.NotEqual(before.RefreshToken, after.RefreshToken);
        Assert.Equal("access-token-1", (await _bench.GoodTokenAsync(connection)).AccessToken);
        await _bench.RunOutAsync(connection);
        Assert.Equal("access-token-2", (await _bench.GoodTokenAsync(connection)).AccessToken);
    }

    private static TestAnswer Renewed(int number) => TestAnswer.Json(new { access_token = $"access-token-{number}", token_type = "Bearer", expires_in = 3600, refresh_token = $"refresh-token-{number}" });

    private async Task<AuthorizationReference> ConnectedAsync(params (string Key, string Value)[] more)
    {
        var connection = await CodeConnectionAsync(more);
        Assert.Null((await CompleteAsync(connection)).Problem);
        return connection;
    }

    private Task<AuthorizationReference> CodeConnectionAsync(params (string Key, string Value)[] more) => _bench.ConnectionAsync(
        HttpConnector.OAuth2Type, "Acme API",
        [("authorizeUrl", _server.Url("/authorize").ToString()), ("tokenUrl", _server.Url("/token").ToString()), ("clientId", "id"), ("clientSecret", Secret), .. more]);

    private async Task<CompletedAuthorization> CompleteAsync(AuthorizationReference connection)
    {
        var state = System.Web.HttpUtility.ParseQueryString((await _bench.StartAsync(connection)).Query)["state"];
        return await _bench.CompleteAsync(new NameValueCollection { ["state"] = state, ["code"] = "the-code" });
    }
}
