using System.Collections.Specialized;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Support.Http;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.OAuth;

/// <summary>What the callback is refused for, and who may do what. The provider is a server that answers every code with tokens.</summary>
public sealed class StateTests : IAsyncLifetime
{
    private TestHttpServer _server = null!;
    private OAuthBench _bench = null!;
    private AuthorizationReference _connection = null!;

    public async Task InitializeAsync()
    {
        _server = await TestHttpServer.StartAsync();
        _server.Answer("POST /token", TestAnswer.Json(new { access_token = "an-access-token", token_type = "Bearer", expires_in = 3600, refresh_token = "a-refresh-token" }));
        _bench = await OAuthBench.CreateAsync(_server.Address);
        _connection = await ConnectionAsync();
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task AuthorizationUrl_CarriesWhatTheSpecificationAsksFor_AndKeepsItsOwnQuery()
    {
        var connection = await ConnectionAsync(("authorizeUrl", $"{_server.Address}authorize?tenant=acme"), ("scopes", "read  write"), ("authorizeParameters", "prompt=consent\naccess_type = offline"));

        var address = await _bench.StartAsync(connection);

        var query = System.Web.HttpUtility.ParseQueryString(address.Query);
        Assert.Equal(
            ("acme", "code", "client id", OAuthBench.Callback, "read write", "S256", "consent", "offline"),
            (query["tenant"], query["response_type"], query["client_id"], query["redirect_uri"], query["scope"], query["code_challenge_method"], query["prompt"], query["access_type"]));
        Assert.Equal((43, 43), (query["state"]!.Length, query["code_challenge"]!.Length));
        var attempt = await _bench.Console.Read(db => db.AuthorizationAttempts.SingleAsync());
        Assert.NotEqual(query["state"], attempt.StateHash, StringComparer.Ordinal);
        Assert.DoesNotContain(query["state"]!, string.Join('\n', await _bench.Console.Dump()), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task CodeRequest_CarriesVerifierAndRedirectUri_AndFormEncodedCredentials()
    {
        var answer = await AnswerAsync();
        Assert.Null((await _bench.CompleteAsync(answer)).Problem);

        var request = Assert.Single(_server.Requests);
        var form = System.Web.HttpUtility.ParseQueryString(request.Text);
        Assert.Equal(("authorization_code", "the code", OAuthBench.Callback), (form["grant_type"], form["code"], form["redirect_uri"]));
        Assert.Equal(answer["challenge"], AuthorizationAttempt.ChallengeOf(form["code_verifier"]!));
        Assert.Null(form["client_secret"]);
        // RFC 6749 §2.3.1: each part form-encoded, so that the colon in the secret is none of the separator's.
        var basic = System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(request.Headers["Authorization"]["Basic ".Length..]));
        Assert.Equal("client+id:s%C3%A9cret%3A%2B%25%26", basic);
        Assert.Equal("an-access-token", (await _bench.GoodTokenAsync(_connection)).AccessToken);
    }

    [Fact]
    public async Task State_IsGoodForOneUse()
    {
        var answer = await AnswerAsync();
        Assert.Null((await _bench.CompleteAsync(answer)).Problem);

        Assert.Same(OAuthErrors.StateUsed, (await _bench.CompleteAsync(answer)).Problem);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task State_UsedTwentyTimesAtOnce_IsTakenOnce()
    {
        var answer = await AnswerAsync();
        var completed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _bench.CompleteAsync(answer)));
        Assert.Single(completed, c => c.Problem is null);
        Assert.All(completed.Where(c => c.Problem is not null), c => Assert.Same(OAuthErrors.StateUsed, c.Problem));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task State_OfSomebodyElse_OrOfAnotherSignIn_IsRefused_AndStaysGoodForItsOwner()
    {
        var answer = await AnswerAsync();

        Assert.Same(OAuthErrors.StateOfSomebodyElse, (await CompleteRawAsync(answer, OAuthBench.Person("Eve", Roles.Admin))).Error);
        Assert.Same(OAuthErrors.StateOfSomebodyElse, (await CompleteRawAsync(answer, OAuthBench.Ada, "another-session")).Error);
        Assert.Empty(_server.Requests);
        Assert.Null((await _bench.CompleteAsync(answer)).Problem);
    }

    [Fact]
    public async Task State_OfAnotherOrganization_IsUnknown()
    {
        var answer = await AnswerAsync();
        var other = Guid.CreateVersion7();
        await _bench.Console.Ok(new Domain.Organizations.Commands.CreateOrganization("Other"), organization: other);
        var result = await _bench.Console.Send(
            new CompleteAuthorization(answer["state"], answer["code"], OAuthBench.Session), OAuthBench.Ada, other);
        Assert.Same(OAuthErrors.UnknownState, result.Error);
    }

    [Fact]
    public async Task State_AfterTenMinutes_IsRefused()
    {
        var answer = await AnswerAsync();
        await _bench.Console.Tamper("UPDATE \"AuthorizationAttempts\" SET \"ExpiresAt\" = \"ExpiresAt\" - 601000000");

        Assert.Same(OAuthErrors.StateExpired, (await _bench.CompleteAsync(answer)).Problem);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made-up")]
    public async Task State_ThatWasNeverGiven_IsUnknown(string? state) =>
        Assert.Same(OAuthErrors.UnknownState, (await CompleteRawAsync(new NameValueCollection { ["state"] = state, ["code"] = "x" }, OAuthBench.Ada)).Error);

    [Fact]
    public async Task ProviderError_IsShownOnOneLine_AndNoLonger()
    {
        var answer = await AnswerAsync();
        answer["error"] = "access_denied";
        answer["error_description"] = "<script>alert(1)</script>\r\n\u0007 said \u202Eno" + new string('x', 5_000);

        var problem = (await _bench.CompleteAsync(answer)).Problem!;

        Assert.StartsWith("The provider refused: access_denied: <script>alert(1)</script> said no", problem.Message, StringComparison.Ordinal);
        Assert.InRange(problem.Message.Length, 400, 500);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task AnswerWithoutCode_IsTold()
    {
        var answer = await AnswerAsync();
        answer.Remove("code");
        Assert.Same(OAuthErrors.NoCode, (await _bench.CompleteAsync(answer)).Problem);
    }

    /// <summary>RFC 9207: with a known issuer, answers of others and of nobody are refused.</summary>
    [Theory]
    [InlineData("https://provider.example", true)]
    [InlineData("https://provider.example/", false)]
    [InlineData("https://evil.example", false)]
    [InlineData(null, false)]
    public async Task Issuer_WhereConfigured_HasToBeTheSame(string? issuer, bool isTaken)
    {
        var answer = await AnswerAsync(await ConnectionAsync(("issuer", "https://provider.example")));
        answer["iss"] = issuer;
        var problem = (await _bench.CompleteAsync(answer)).Problem;
        Assert.Same(isTaken ? null : OAuthErrors.WrongIssuer, problem);
        Assert.Equal(isTaken ? 1 : 0, _server.Requests.Count);
    }

    [Fact]
    public async Task SettingsChangedOnTheWay_KeepNothing()
    {
        var answer = await AnswerAsync();
        await _bench.Console.Ok(new UpdateConnectionValues(_connection.OwnerId, [new("clientId", "another")]));
        Assert.Same(OAuthErrors.SettingsChanged, (await _bench.CompleteAsync(answer)).Problem);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("clientId", "another")]
    [InlineData("clientSecret", "another-secret")]
    [InlineData("tokenUrl", "http://127.0.0.1:1/other")]
    [InlineData("authorizeUrl", "http://127.0.0.1:1/other")]
    public async Task ChangedClientSecretOrAddress_MakesItPendingAgain_AndUndoingDoesNotBringTheTokensBack(string input, string value)
    {
        Assert.Null((await _bench.CompleteAsync(await AnswerAsync())).Problem);

        await _bench.Console.Ok(new UpdateConnectionValues(_connection.OwnerId, [new(input, value)]));

        var row = await _bench.RowAsync(_connection);
        Assert.Equal((AuthorizationStatus.Pending, null, null), (row.Status, row.Token, row.RefreshToken));
        await _bench.Console.Ok(new UndoConnectionValues(_connection.OwnerId));
        Assert.Equal(AuthorizationStatus.Pending, (await _bench.DetailAsync(_connection)).Status);
    }

    [Fact]
    public async Task ChangedScopesOrMessages_LeaveTheTokensAlone()
    {
        Assert.Null((await _bench.CompleteAsync(await AnswerAsync())).Problem);
        await _bench.Console.Ok(new UpdateConnectionValues(_connection.OwnerId, [new("scopes", "more"), new("clientAuthentication", "body")]));
        Assert.Equal(AuthorizationStatus.Active, (await _bench.DetailAsync(_connection)).Status);
    }

    [Theory]
    [InlineData("tokenUrl", "ftp://127.0.0.1/token", "tokenUrl")]
    [InlineData("tokenUrl", "http://127.0.0.1:1/token#x", "tokenUrl")]
    [InlineData("tokenUrl", "https://user:password@provider.example/token", "tokenUrl")]
    [InlineData("authorizeUrl", "javascript:alert(1)", "authorizeUrl")]
    [InlineData("authorizeParameters", "no equals sign", "authorizeParameters")]
    [InlineData("authorizeParameters", "state=mine", "authorizeParameters")]
    [InlineData("authorizeUrl", "http://provider.example/authorize", "")]
    [InlineData("tokenUrl", "https://10.0.0.1/token", "")]
    public async Task Settings_ThatCannotBeUsed_AreRefusedBeforeAnybodyLeaves(string input, string value, string field)
    {
        var connection = await ConnectionAsync((input, value));
        var refused = await _bench.Console.Send(new StartAuthorization(connection.OwnerKind, connection.OwnerId, OAuthBench.Session, OAuthBench.Callback, "/x"), OAuthBench.Ada);
        Assert.Equal(field, refused.Error!.Messages[0].Field);
        Assert.Equal(field.Length > 0, (await _bench.DetailAsync(connection)).SettingsProblem is not null);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("")]
    public async Task ReturnUrl_OfAnotherSite_IsRefused(string returnUrl) => Assert.IsType<InvalidError>((await _bench.Console.Send(
        new StartAuthorization(_connection.OwnerKind, _connection.OwnerId, OAuthBench.Session, OAuthBench.Callback, returnUrl), OAuthBench.Ada)).Error);

    /// <summary>Support authorizes what customers have, builders what tests use, admins everything, viewers nothing.</summary>
    [Fact]
    public async Task EachRole_MayAuthorizeWhatItMayManage()
    {
        var type = new ConnectionTypeKey(HttpConnector.Key, HttpConnector.OAuth2Type);
        var shape = await _bench.Console.Ok(new CreateConnection(type, ConnectionKind.Customer, "Shape", "shape", []));
        var customer = await _bench.Console.Ok(new CreateCustomer("Smith"));
        List<SubmittedValue> values = [.. Values().Select(v => new SubmittedValue(v.Key, v.Value))];
        var customers = new AuthorizationReference(ValueOwner.CustomerConnection, await _bench.Console.Ok(new CreateCustomerConnection(shape, customer, values)));
        var test = new AuthorizationReference(ValueOwner.TestConnection, await _bench.Console.Ok(new SetTestConnection(shape, values)));
        var credential = new AuthorizationReference(ValueOwner.Credential, await _bench.Console.Ok(new CreateCredential("Login", "oauth2",
            [new("client_id", "id"), new("client_secret", "the-secret"), new("auth_uri", $"{_server.Address}authorize"), new("token_uri", $"{_server.Address}token")])));
        (AuthorizationReference Owner, Actor[] May)[] all =
        [
            (_connection, [OAuthBench.Ada]), (test, [OAuthBench.Ada, OAuthBench.Bob]), (customers, [OAuthBench.Ada, OAuthBench.Sam]), (credential, [OAuthBench.Ada]),
        ];

        foreach (var (owner, may) in all)
        {
            foreach (var actor in new[] { OAuthBench.Ada, OAuthBench.Bob, OAuthBench.Sam, OAuthBench.Vera })
            {
                var started = await _bench.Console.Send(new StartAuthorization(owner.OwnerKind, owner.OwnerId, OAuthBench.Session, OAuthBench.Callback, "/x"), actor);
                var refreshed = await _bench.Console.Send(new RefreshNow(owner.OwnerKind, owner.OwnerId), actor);
                var disconnected = await _bench.Console.Send(new Disconnect(owner.OwnerKind, owner.OwnerId), actor);
                if (may.Contains(actor))
                {
                    Assert.True(started.IsSuccess, $"{actor.Name} {owner.OwnerKind}: {started.Error}");
                    Assert.IsType<ConflictError>(refreshed.Error);
                    Assert.IsType<ConflictError>(disconnected.Error);
                }
                else
                {
                    Assert.All<Error?>([started.Error, refreshed.Error, disconnected.Error], e => Assert.IsType<ForbiddenError>(e));
                }

                var seen = await _bench.Console.Send(new GetAuthorization(owner.OwnerKind, owner.OwnerId), actor);
                Assert.Equal(may.Contains(actor), seen.IsSuccess && seen.Value.MayManage);
            }
        }

        Assert.IsType<ConflictError>((await _bench.Console.Send(new RefreshNow(ValueOwner.OrganizationConnection, shape), OAuthBench.Ada)).Error);
        Assert.IsType<ForbiddenError>((await _bench.Console.Send(new GetAuthorization(ValueOwner.CustomerConnection, customers.OwnerId), OAuthBench.Bob)).Error);
        Assert.IsType<InvalidError>((await _bench.Console.Send(new RefreshNow(ValueOwner.ConfigVariable, shape), OAuthBench.Ada)).Error);
        Assert.IsType<NotFoundError>((await _bench.Console.Send(new Disconnect(ValueOwner.CustomerConnection, Guid.NewGuid()), OAuthBench.Ada)).Error);
    }

    /// <summary>A customer who enters the token URL must not get the organization's secret sent there.</summary>
    [Fact]
    public async Task OrganizationsSecret_WithACustomersAddress_IsKeptBack_UnlessTheHostIsNamed()
    {
        var type = new ConnectionTypeKey(HttpConnector.Key, HttpConnector.OAuth2ClientCredentialsType);
        var customer = await _bench.Console.Ok(new CreateCustomer("Smith"));
        foreach (var (hosts, isSent) in new[] { (Array.Empty<string>(), false), (["elsewhere.example"], false), ([$"127.0.0.1:{_server.Port}"], true) })
        {
            var shape = await _bench.Console.Ok(new CreateConnection(
                type, ConnectionKind.Customer, "Shape", Guid.NewGuid().ToString("N"), [new("clientSecret", "organizations-secret")],
                Inputs: [new("clientSecret", InputScope.Global)], AllowedHosts: hosts));
            var owner = new AuthorizationReference(
                ValueOwner.CustomerConnection, await _bench.Console.Ok(new CreateCustomerConnection(shape, customer, [new("clientId", "id"), new("tokenUrl", $"{_server.Address}token")])));

            var outcome = await _bench.TokenAsync(owner);

            Assert.Equal(isSent, outcome.Token is not null);
            Assert.Equal(isSent ? 1 : 0, _server.Requests.Count);
        }
    }

    [Fact]
    public async Task DeletedOwner_TakesItsAuthorizationAlong()
    {
        Assert.Null((await _bench.CompleteAsync(await AnswerAsync())).Problem);
        await _bench.StartAsync(_connection);

        await _bench.Console.Ok(new DeleteConnection(_connection.OwnerId));

        Assert.Equal((0, 0), await _bench.Console.Read(async db => (await db.OAuthAuthorizations.CountAsync(), await db.AuthorizationAttempts.CountAsync())));
    }

    [Fact]
    public async Task OtherConnections_HaveNoAuthorization()
    {
        var bearer = await _bench.ConnectionAsync(HttpConnector.BearerType, "Token", ("token", "a-bearer-token"));
        Assert.False((await _bench.DetailAsync(bearer)).IsOAuth);
        Assert.IsType<ConflictError>((await _bench.Console.Send(new RefreshNow(bearer.OwnerKind, bearer.OwnerId), OAuthBench.Ada)).Error);
    }

    private IEnumerable<(string Key, string Value)> Values() =>
    [
        ("authorizeUrl", $"{_server.Address}authorize"), ("tokenUrl", $"{_server.Address}token"), ("clientId", "client id"), ("clientSecret", "sécret:+%&"),
    ];

    private Task<AuthorizationReference> ConnectionAsync(params (string Key, string Value)[] more) =>
        _bench.ConnectionAsync(HttpConnector.OAuth2Type, "Acme API", [.. Values().Where(v => more.All(m => m.Key != v.Key)), .. more]);

    /// <summary>What a provider would send back; beside it the challenge that it was given.</summary>
    private async Task<NameValueCollection> AnswerAsync(AuthorizationReference? connection = null)
    {
        var query = System.Web.HttpUtility.ParseQueryString((await _bench.StartAsync(connection ?? _connection)).Query);
        return new NameValueCollection { ["state"] = query["state"], ["code"] = "the code", ["challenge"] = query["code_challenge"] };
    }

    private Task<Result<CompletedAuthorization>> CompleteRawAsync(NameValueCollection answer, Actor actor, string session = OAuthBench.Session) =>
        _bench.Console.Send(new CompleteAuthorization(answer["state"], answer["code"], session), actor);
}
