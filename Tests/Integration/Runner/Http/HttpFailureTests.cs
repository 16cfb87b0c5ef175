using System.Net.Sockets;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Tests.Integration.Egress;
using Microsoft.AspNetCore.Http;

namespace ConnectionsConsole.Tests.Integration.Runner.Http;

/// <summary>What an HTTP step makes of refusals, troubles on the way, and no answer at all.</summary>
public sealed class HttpFailureTests
{
    [Theory]
    [InlineData(400, FailureCategory.Permanent)]
    [InlineData(401, FailureCategory.Credentials)]
    [InlineData(403, FailureCategory.Credentials)]
    [InlineData(404, FailureCategory.Permanent)]
    [InlineData(405, FailureCategory.Permanent)]
    [InlineData(408, FailureCategory.Transient)]
    [InlineData(409, FailureCategory.Permanent)]
    [InlineData(415, FailureCategory.Permanent)]
    [InlineData(422, FailureCategory.Permanent)]
    [InlineData(429, FailureCategory.RateLimit)]
    [InlineData(500, FailureCategory.Transient)]
    [InlineData(502, FailureCategory.Transient)]
    [InlineData(503, FailureCategory.Transient)]
    [InlineData(504, FailureCategory.Transient)]
    [InlineData(304, FailureCategory.Permanent)]
    [InlineData(302, FailureCategory.Permanent)] // without a Location
    public async Task Status_ThatIsNoSuccess_FailsWithCategoryAndWhatTheOtherSideSays(int status, FailureCategory category)
    {
        await using var server = await LoopbackServer.AnsweringAsync(status == 304 ? "" : """{"error":"because"}""", "application/json", status);
        using var bench = new StepBench();

        var failure = await bench.FailAsync(HttpConnector.Get, StepBench.RequestTo(server));

        Assert.Equal((category, status), (failure.Category, failure.StatusCode));
        Assert.StartsWith($"GET http://127.0.0.1:{server.Port}/path answered {status} ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status != 304, failure.Message.EndsWith("""It says: {"error":"because"}""", StringComparison.Ordinal));
        Assert.DoesNotContain("query", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "120", 120)]
    [InlineData(429, "-1", null)]
    [InlineData(429, "soon", null)]
    [InlineData(429, "99999999", 86_400)]
    [InlineData(429, "Wed, 21 Oct 2015 07:28:00 GMT", 0)]
    public async Task RetryAfter_IsPassedOn(int status, string header, int? seconds)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });
        using var bench = new StepBench();

        var failure = await bench.FailAsync(HttpConnector.Get, StepBench.RequestTo(server));

        Assert.Equal(seconds, (int?)failure.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task RetryPolicy_IsTheStepsOwnWhereItAsksForRetries()
    {
        await using var server = await LoopbackServer.AnsweringAsync("", "text/plain", 503);
        using var bench = new StepBench();

        var inputs = StepBench.RequestTo(
            server, ("maxRetries", "3"), ("retryDelayMS", "250"), ("useExponentialBackoff", "true"), ("retryOnAllErrors", "true"));
        var own = await bench.FailAsync(HttpConnector.Get, inputs);
        var none = await bench.FailAsync(HttpConnector.Get, StepBench.RequestTo(server));

        Assert.Equal(new StepRetryPolicy(3, TimeSpan.FromMilliseconds(250), true, true), own.RetryPolicy);
        Assert.Null(none.RetryPolicy);
    }

    [Theory]
    [InlineData("httpPost", 500, false)]
    [InlineData("httpPost", 502, false)]
    [InlineData("httpPatch", 504, false)]
    [InlineData("httpPost", 0, false)] // hangs up without an answer
    [InlineData("httpPost", 503, true)]
    [InlineData("httpPost", 429, true)]
    [InlineData("httpPut", 500, true)]
    [InlineData("httpDelete", 502, true)]
    [InlineData("httpGet", 0, true)]
    public async Task Failure_ThatMayHideASuccess_IsRepeatedOnlyWhereThatDoesNoHarm(string action, int status, bool mayRepeat)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status == 0 ? 200 : status;
            if (status == 0)
            {
                context.Abort();
            }

            return Task.CompletedTask;
        });
        using var bench = new StepBench();
        var never = new StepRetryPolicy(0, TimeSpan.Zero, false, false);

        var plain = await bench.FailAsync(new("http", action), StepBench.RequestTo(server));
        var withKey = await bench.FailAsync(new("http", action), StepBench.RequestTo(server, ("idempotencyKeyHeader", "Idempotency-Key")));
        var asked = await bench.FailAsync(new("http", action), StepBench.RequestTo(server, ("maxRetries", "1")));

        Assert.Equal(mayRepeat ? null : never, plain.RetryPolicy);
        Assert.Equal(!mayRepeat, plain.Message.Contains("Idempotency Key Header", StringComparison.Ordinal));
        Assert.Null(withKey.RetryPolicy);
        Assert.Equal(1, asked.RetryPolicy?.MaximumRetries);
    }

    [Fact]
    public async Task Connection_ThatIsNotMade_MayBeTriedAgainByEveryMethod()
    {
        var closed = await LoopbackServer.AnsweringAsync("");
        await closed.DisposeAsync();
        using var bench = new StepBench();

        var failure = await bench.FailAsync(HttpConnector.Post, StepBench.RequestTo(closed));

        Assert.Equal(FailureCategory.Transient, failure.Category);
        Assert.Null(failure.RetryPolicy);
    }

    [Fact]
    public async Task Body_OverTheCap_FailsNamingTheSetting()
    {
        await using var server = await LoopbackServer.AnsweringAsync(new string('x', 5000), "text/plain");
        using var bench = new StepBench(("Runner:Http:MaxResponseBytes", "4096"));

        var failure = await bench.FailAsync(HttpConnector.Get, StepBench.RequestTo(server, ("responseType", "text")));

        Assert.Equal(FailureCategory.Permanent, failure.Category);
        Assert.Contains("4,096 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Runner:Http:MaxResponseBytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeout_BeforeOrInTheMiddleOfTheAnswer_IsTransient()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/path")
            {
                await context.Response.WriteAsync("[1,");
                await context.Response.Body.FlushAsync();
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var bench = new StepBench();

        var before = await bench.FailAsync(HttpConnector.Get, new() { ["url"] = $"http://127.0.0.1:{server.Port}/", ["timeout"] = "100" });
        var middle = await bench.FailAsync(HttpConnector.Get, StepBench.RequestTo(server, ("timeout", "1000")));

        Assert.Equal((FailureCategory.Transient, FailureCategory.Transient), (before.Category, middle.Category));
        Assert.Contains("within 100 ms", before.Message, StringComparison.Ordinal);
        Assert.Contains("within 1,000 ms", middle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_OfTheRun_IsNoFailureOfTheStep()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var bench = new StepBench();

        var running = bench.RunAsync(HttpConnector.Get, StepBench.RequestTo(server), cancellationToken: cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Connection_ThatNobodyTakesOrThatBreaks_IsTransient()
    {
        var closed = await LoopbackServer.AnsweringAsync("");
        await closed.DisposeAsync();
        await using var breaking = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("[1");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var bench = new StepBench();

        var refused = await bench.FailAsync(HttpConnector.Get, StepBench.RequestTo(closed));
        var broken = await bench.FailAsync(HttpConnector.Get, StepBench.RequestTo(breaking));

        Assert.Equal((FailureCategory.Transient, FailureCategory.Transient), (refused.Category, broken.Category));
        Assert.Contains("could not be connected to", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_WithoutAnAddress_IsAMatterOfConfigurationUnlessTheResolverIsAway()
    {
        using var unknown = new StepBench((_, _) => throw new SocketException((int)SocketError.HostNotFound));
        using var away = new StepBench((_, _) => throw new SocketException((int)SocketError.TryAgain));

        var misspelt = await unknown.FailAsync(HttpConnector.Get, new() { ["url"] = "https://api.exmaple.com/" });
        var later = await away.FailAsync(HttpConnector.Get, new() { ["url"] = "https://api.example.com/" });

        Assert.Equal((FailureCategory.Configuration, FailureCategory.Transient), (misspelt.Category, later.Category));
        Assert.Contains("api.exmaple.com has no address", misspelt.Message, StringComparison.Ordinal);
    }
}
