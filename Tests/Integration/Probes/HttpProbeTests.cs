using System.Net;
using System.Net.Sockets;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Tests.Integration.Egress;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Probes;

/// <summary>What tests of web APIs say about each kind of trouble.</summary>
public sealed class HttpProbeTests
{
    private const string Token = "canary-token-7Qz1x";

    [Fact]
    public async Task Probe_OfAnApiThatKnowsTheToken_Works()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == $"Bearer {Token}" ? 200 : 401;
            return context.Response.WriteAsync("{}");
        });
        using var bench = new ProbeBench();

        var result = await bench.BearerAsync(Url(server));

        Assert.Equal(ProbeVerdict.Works, result.Verdict);
        Assert.Equal(
            [ProbeOutcome.Passed, ProbeOutcome.Passed, ProbeOutcome.NotTested, ProbeOutcome.Passed, ProbeOutcome.Passed], result.Layers.Select(l => l.Outcome));
        Assert.True(result.Layer(ProbeLayer.Connect).Duration > TimeSpan.Zero);
        Assert.True(result.Layer(ProbeLayer.Authenticate).Duration > TimeSpan.Zero);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Probe_OfAnApiThatAnswersAnybody_SaysThatItShowsNothing()
    {
        await using var server = await LoopbackServer.AnsweringAsync("{}");
        using var bench = new ProbeBench();

        var result = await bench.BearerAsync(Url(server));

        Assert.Equal((ProbeVerdict.WorksWithRemark, ProbeCause.CredentialNotNeeded), (result.Verdict, result.Cause));
        Assert.Contains("only those who are signed in", result.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "", "", ProbeCause.CredentialRefused, "is wrong, has expired or was revoked")]
    [InlineData(401, "Bearer error=\"invalid_token\", error_description=\"The token expired\"", "", ProbeCause.CredentialExpired, "has expired")]
    [InlineData(401, "", "{\"message\":\"This key was revoked by its owner\"}", ProbeCause.CredentialRevoked, "was revoked")]
    [InlineData(403, "", "{}", ProbeCause.NoPermission, "does not let this credential in")]
    [InlineData(403, "", "API rate limit exceeded", ProbeCause.RateLimited, "fewer requests")]
    [InlineData(404, "", "", ProbeCause.NotFound, "nothing at this address")]
    [InlineData(405, "", "", ProbeCause.UnexpectedAnswer, "takes no GET")]
    [InlineData(418, "", "", ProbeCause.UnexpectedAnswer, "says nothing about the credential")]
    [InlineData(500, "", "stack trace", ProbeCause.ServerTrouble, "trouble of its own")]
    [InlineData(503, "", "", ProbeCause.ServerTrouble, "trouble of its own")]
    public async Task Probe_OfAnApiThatRefuses_SaysWhyAndWhatToDo(int status, string challenge, string body, ProbeCause cause, string words)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            if (challenge.Length > 0)
            {
                context.Response.Headers.WWWAuthenticate = challenge;
            }

            // What the server says may hold the credential itself: it is looked at, never repeated.
            return context.Response.WriteAsync($"{body} {context.Request.Headers.Authorization}");
        });
        using var bench = new ProbeBench();

        var failed = (await bench.BearerAsync(Url(server))).FailedAt(ProbeLayer.Authenticate, cause);

        Assert.Contains(words, failed.Words, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Probe_OfAnApiThatAsksToWait_SaysHowLong()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "37";
            return Task.CompletedTask;
        });
        using var bench = new ProbeBench();

        var failed = (await bench.BearerAsync(Url(server))).FailedAt(ProbeLayer.Authenticate, ProbeCause.RateLimited);

        Assert.Contains("Wait 37 seconds", failed.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_RefusedWhileTheClocksDiffer_SaysSo()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.Date = DateTimeOffset.UtcNow.AddMinutes(20).ToString("R");
            return Task.CompletedTask;
        });
        using var bench = new ProbeBench();

        var failed = (await bench.BearerAsync(Url(server))).FailedAt(ProbeLayer.Authenticate, ProbeCause.ClockSkew);

        Assert.Contains("20 minutes behind", failed.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.1.2.3/")]
    public async Task Probe_RedirectedToAForbiddenAddress_IsRefusedThere(string target)
    {
        await using var server = await RedirectingAsync(target);
        using var bench = new ProbeBench();

        var failed = (await bench.BearerAsync(Url(server))).FailedAt(ProbeLayer.Authenticate, ProbeCause.EgressRefused);

        Assert.Contains("Redirect 1", failed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_RedirectedToAnotherServer_DoesNotSendTheCredentialThere()
    {
        var received = new List<string?>();
        await using var other = await LoopbackServer.StartAsync(context =>
        {
            received.Add(context.Request.Headers.Authorization);
            return Task.CompletedTask;
        });
        await using var server = await RedirectingAsync(Url(other));
        using var bench = new ProbeBench();

        await bench.BearerAsync(Url(server));

        Assert.All(received, Assert.Null);
        Assert.NotEmpty(received);
    }

    [Fact]
    public async Task Probe_OfAHostThatTheConnectionDoesNotAllow_SendsNothing()
    {
        await using var server = await LoopbackServer.AnsweringAsync("{}");
        using var bench = new ProbeBench();

        var failed = (await bench.BearerAsync(Url(server), allowedHosts: ["api.example.com"])).FailedAt(ProbeLayer.Authenticate, ProbeCause.EgressRefused);

        Assert.Contains("api.example.com only", failed.Words, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Probe_OfAnEndlessAnswer_ReadsABitOfIt()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (!context.Request.Headers.ContainsKey("Authorization"))
            {
                context.Response.StatusCode = 401;
                return;
            }

            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });
        using var bench = new ProbeBench();

        Assert.Equal(ProbeVerdict.Works, (await bench.BearerAsync(Url(server))).Verdict);
    }

    [Fact]
    public async Task Probe_OfADeadPort_SaysThatNothingListens()
    {
        using var bench = new ProbeBench();

        var failed = (await bench.BearerAsync($"http://127.0.0.1:{RawServer.FreePort()}/")).FailedAt(ProbeLayer.Connect, ProbeCause.ConnectionRefused);

        Assert.Contains("nothing listens on this port", failed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_OfAnUnknownHost_SaysSo()
    {
        using var bench = new ProbeBench(services => services.AddSingleton<EgressResolver>((_, _) => Task.FromResult<IPAddress[]>([])));

        var failed = (await bench.BearerAsync("https://api.acme.test/me")).FailedAt(ProbeLayer.Resolve, ProbeCause.UnknownHost);

        Assert.Contains("api.acme.test has no address", failed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithoutANameServer_SaysSo()
    {
        using var bench = new ProbeBench(services => services.AddSingleton<EgressResolver>((_, _) => throw new SocketException((int)SocketError.TryAgain)));

        (await bench.BearerAsync("https://api.acme.test/me")).FailedAt(ProbeLayer.Resolve, ProbeCause.NameServerTrouble);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://internal.acme.test:{0}/")]
    public async Task Probe_OfAnAddressThatTheGuardRefuses_ReachesNobody(string url)
    {
        await using var server = await LoopbackServer.AnsweringAsync("{}");
        using var bench = new ProbeBench(
            services => services.AddSingleton<EgressResolver>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])), ("Egress:Allow:0", "10.0.0.1:80"));

        (await bench.BearerAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, server.Port))).FailedAt(ProbeLayer.Resolve, ProbeCause.EgressRefused);

        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("not an address")]
    [InlineData("https://user:secret-in-address@api.example.com/")]
    public async Task Probe_OfWhatIsNoAddress_SaysWhatOneLooksLike(string url)
    {
        using var bench = new ProbeBench();

        var failed = (await bench.BearerAsync(url)).FailedAt(ProbeLayer.Resolve, ProbeCause.EgressRefused);

        Assert.DoesNotContain("secret-in-address", failed.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("\0\0\0\u0001garbage")]
    public async Task Probe_OfAServerThatSpeaksNoHttp_SaysSo(string says)
    {
        using var server = RawServer.Start(says, close: true);
        using var bench = new ProbeBench();

        (await bench.BearerAsync($"http://127.0.0.1:{server.Port}/")).FailedAt(ProbeLayer.Authenticate, ProbeCause.WrongProtocol);
    }

    [Fact]
    public async Task Probe_OfABlackHole_EndsWithTheDeadline()
    {
        using var server = RawServer.Start(says: null);
        using var bench = new ProbeBench(null, ("Probes:Timeout", "00:00:01"));

        var failed = (await bench.BearerAsync($"http://127.0.0.1:{server.Port}/")).FailedAt(ProbeLayer.Authenticate, ProbeCause.TimedOut);

        Assert.Contains("within 1 seconds", failed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_ThatIsCanceled_EndsAtOnce()
    {
        using var server = RawServer.Start(says: null);
        using var bench = new ProbeBench();
        using var cancellation = new CancellationTokenSource();
        var subject = new ProbeSubject(
            new ResolvedConnection("Acme", HttpConnector.Key, HttpConnector.BearerType, new Dictionary<string, string> { ["token"] = Token }, []),
            ProbeBench.Type(HttpConnector.Key, HttpConnector.BearerType), new Dictionary<string, string> { [ProbeInputs.Url] = $"http://127.0.0.1:{server.Port}/" }, [Token]);

        var testing = bench.ProbeAsync(subject, new CancelAfter(ProbeLayer.Tls, cancellation), cancellation.Token);

        await Assert.ThrowsAsync<OperationCanceledException>(() => testing);
    }

    [Fact]
    public async Task Probe_OfATokenThatNoHeaderCanCarry_AsksForItAgain()
    {
        await using var server = await LoopbackServer.AnsweringAsync("{}");
        using var bench = new ProbeBench();

        var failed = (await bench.BearerAsync(Url(server), "canary-töken-7Qz1x")).FailedAt(ProbeLayer.Resolve, ProbeCause.MalformedValue);

        Assert.Contains("enter it again", failed.Words, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Probe_ByTheTypesOwnRequest_FillsItInAndTakesItsStatuses()
    {
        var targets = new List<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            targets.Add($"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget} {context.Request.Headers["X-Tenant"]}");
            context.Response.StatusCode = context.Request.Headers.Authorization == $"Bearer {Token}" ? 418 : 401;
            return Task.CompletedTask;
        });
        var type = ProbeBench.Type(HttpConnector.Key, HttpConnector.BearerType) with
        {
            TestRequest = new ConnectionTestRequest("GET", "http://{host}/v1/{tenant}/me?x={tenant}", [new TestRequestHeader("X-Tenant", "{tenant}")], [418]),
        };
        using var bench = new ProbeBench();

        var result = await bench.ProbeAsync(
            new ResolvedConnection("Acme", "acme", "token", new Dictionary<string, string>
            {
                ["token"] = Token, ["host"] = $"127.0.0.1:{server.Port}", ["tenant"] = "a/../b?",
            }, []),
            type, [Token]);

        Assert.Equal(ProbeVerdict.Works, result.Verdict);
        Assert.Equal("GET /v1/a%2F..%2Fb%3F/me?x=a%2F..%2Fb%3F a/../b?", targets[0]);
    }

    [Fact]
    public async Task Probe_OfATypeWithoutATest_SaysThatNothingWasTested()
    {
        using var bench = new ProbeBench();

        var result = await bench.ProbeAsync(
            new ResolvedConnection("Odd", "odd", "odd", new Dictionary<string, string> { ["key"] = Token }, []), new ConnectionType("odd", "Odd", "", [], []), [Token]);

        Assert.Equal(ProbeVerdict.NotTested, result.Verdict);
        Assert.Contains("has no test", result.Words, StringComparison.Ordinal);
    }

    private static string Url(LoopbackServer server) => $"http://127.0.0.1:{server.Port}/v1/me?key=value";

    private static Task<LoopbackServer> RedirectingAsync(string target) => LoopbackServer.StartAsync(context =>
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = target;
        return Task.CompletedTask;
    });

    private sealed class CancelAfter(ProbeLayer layer, CancellationTokenSource cancellation) : IProgress<ProbeLayerResult>
    {
        public void Report(ProbeLayerResult value)
        {
            if (value.Layer == layer)
            {
                cancellation.CancelAfter(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
