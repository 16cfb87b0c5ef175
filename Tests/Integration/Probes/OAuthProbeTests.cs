using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Egress;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Probes;

/// <summary>Tests of what is authorized by OAuth 2.0; how tokens are obtained has tests of its own.</summary>
public sealed class OAuthProbeTests
{
    private const string AccessToken = "canary-access-token-77";
    private static readonly DateTime s_until = new(2031, 2, 3, 4, 5, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Probe_WithAToken_SendsTheTypesRequestWithIt()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == $"Bearer {AccessToken}" ? 200 : 401;
            return Task.CompletedTask;
        });
        var tokens = new Tokens(new OAuthToken(1, AccessToken, "{}", s_until, ["canary-refresh-token-1"]));
        using var bench = new ProbeBench(services => services.AddSingleton<IAuthorizations>(tokens));

        var result = await bench.ProbeAsync(Subject(server, OAuthGrant.AuthorizationCode, new ConnectionTestRequest("GET", $"http://127.0.0.1:{server.Port}/me", [], [])));

        Assert.Equal(ProbeVerdict.Works, result.Verdict);
        Assert.Equal("There is an access token, valid until 2031-02-03 04:05 UTC.", result.Layer(ProbeLayer.Authenticate).Words);
        Assert.Equal(TokenUrgency.WhenNeeded, tokens.Asked!.Urgency);
    }

    [Fact]
    public async Task Probe_WithATokenThatTheApiRefuses_FailsWhereItIsUsed()
    {
        await using var server = await LoopbackServer.AnsweringAsync($"no such token: {AccessToken}", "text/plain", 401);
        using var bench = new ProbeBench(services => services.AddSingleton<IAuthorizations>(new Tokens(new OAuthToken(1, AccessToken, "{}", null, []))));

        var result = await bench.ProbeAsync(Subject(server, OAuthGrant.AuthorizationCode, new ConnectionTestRequest("GET", $"http://127.0.0.1:{server.Port}/me", [], [])));

        Assert.DoesNotContain(AccessToken, result.FailedAt(ProbeLayer.Read, ProbeCause.CredentialRefused).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithClientCredentials_AsksTheProviderAnew()
    {
        await using var server = await LoopbackServer.AnsweringAsync("{}");
        var tokens = new Tokens(new OAuthToken(1, AccessToken, "{}", null, []));
        using var bench = new ProbeBench(services => services.AddSingleton<IAuthorizations>(tokens));

        var result = await bench.ProbeAsync(Subject(server, OAuthGrant.ClientCredentials));

        Assert.Equal((ProbeVerdict.Works, TokenUrgency.Now), (result.Verdict, tokens.Asked!.Urgency));
        Assert.Equal(ProbeOutcome.NotTested, result.Layer(ProbeLayer.Read).Outcome);
    }

    [Theory]
    [InlineData(TokenFailureKind.NotAuthorized, ProbeCause.CredentialRefused)]
    [InlineData(TokenFailureKind.Configuration, ProbeCause.MalformedValue)]
    [InlineData(TokenFailureKind.RateLimit, ProbeCause.RateLimited)]
    [InlineData(TokenFailureKind.Transient, ProbeCause.ServerTrouble)]
    public async Task Probe_WithoutAToken_SaysWhatTheProviderSaid(TokenFailureKind kind, ProbeCause cause)
    {
        await using var server = await LoopbackServer.AnsweringAsync("{}");
        using var bench = new ProbeBench(services => services.AddSingleton<IAuthorizations>(new Tokens(new TokenFailure(kind, "The provider answered so."))));

        Assert.Equal("The provider answered so.", (await bench.ProbeAsync(Subject(server, OAuthGrant.ClientCredentials))).FailedAt(ProbeLayer.Authenticate, cause).Words);
    }

    [Fact]
    public async Task Probe_OfAProviderThatIsNotThere_DoesNotAskForAToken()
    {
        var tokens = new Tokens(new OAuthToken(1, AccessToken, "{}", null, []));
        using var bench = new ProbeBench(services => services.AddSingleton<IAuthorizations>(tokens));

        (await bench.ProbeAsync(Subject(RawServer.FreePort(), OAuthGrant.ClientCredentials))).FailedAt(ProbeLayer.Connect, ProbeCause.ConnectionRefused);

        Assert.Null(tokens.Asked);
    }

    private static ProbeSubject Subject(LoopbackServer server, OAuthGrant grant, ConnectionTestRequest? request = null) => Subject(server.Port, grant, request);

    private static ProbeSubject Subject(int port, OAuthGrant grant, ConnectionTestRequest? request = null)
    {
        var pinned = new PinnedAuthorization(ValueOwner.OrganizationConnection, Guid.CreateVersion7(), "hash");
        var type = new ConnectionType("oauth2", "OAuth 2.0", "", [], []) { TestRequest = request };
        return new ProbeSubject(
            new ResolvedConnection("Acme", "acme", "oauth2", new Dictionary<string, string>(), []) { Authorization = pinned }, type, new Dictionary<string, string>(),
            ["canary-client-secret-3"])
        {
            Authorization = new ProbeAuthorization(Guid.CreateVersion7(), pinned, grant, new Uri($"http://127.0.0.1:{port}/token")),
        };
    }

    private sealed class Tokens(TokenOutcome outcome) : IAuthorizations
    {
        public TokenQuery? Asked { get; private set; }

        public Error? Check(OAuthSettings settings) => throw new NotSupportedException();

        public Task<TokenOutcome> GetTokenAsync(TokenQuery query, CancellationToken cancellationToken)
        {
            Asked = query;
            return Task.FromResult(outcome);
        }

        public Task<Result<Guid>> ExchangeAsync(AuthorizationTarget target, OAuthSettings settings, CodeAnswer answer, Actor actor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Result<Disconnection>> DisconnectAsync(AuthorizationTarget target, OAuthSettings? settings, Actor actor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
