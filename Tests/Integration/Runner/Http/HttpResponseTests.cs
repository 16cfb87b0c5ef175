using System.Net.Sockets;
using System.Text;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Tests.Integration.Egress;
using Microsoft.AspNetCore.Http;

namespace ConnectionsConsole.Tests.Integration.Runner.Http;

/// <summary>What an HTTP step makes of an answer, and of none.</summary>
public sealed class HttpResponseTests
{
    [Fact]
    public async Task Json_IsPassedOnAsItArrived()
    {
        await using var server = await AnsweringAsync("""{ "name" : "ditto", "n": 1.0 }""", "application/json");
        using var bench = new StepBench();

        var value = Assert.IsType<JsonStepValue>(await bench.SucceedAsync(HttpConnector.Get, Inputs(server)));

        Assert.Equal("""{ "name" : "ditto", "n": 1.0 }""", value.ToString());
        var line = Assert.Single(bench.LogLines);
        Assert.StartsWith($"GET http://127.0.0.1:{server.Port}/path answered 200 after ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("query", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_InAnotherEncodingOrWithAMark_IsReadAsText()
    {
        await using var utf16 = await AnsweringAsync(Encoding.Unicode.GetBytes("""{"a":"é"}"""), "application/json; charset=utf-16");
        await using var marked = await AnsweringAsync([0xEF, 0xBB, 0xBF, .. """{"a":"é"}"""u8], "application/json");
        using var bench = new StepBench();

        Assert.Equal("""{"a":"é"}""", (await bench.SucceedAsync(HttpConnector.Get, Inputs(utf16))).ToString());
        Assert.Equal("""{"a":"é"}""", (await bench.SucceedAsync(HttpConnector.Get, Inputs(marked))).ToString());
    }

    [Fact]
    public async Task Json_ThatIsEmpty_IsNull()
    {
        await using var server = await AnsweringAsync("", "application/json", 204);
        using var bench = new StepBench();

        Assert.Equal("null", (await bench.SucceedAsync(HttpConnector.Delete, Inputs(server))).ToString());
    }

    [Theory]
    [InlineData("<html><body>Sign\n in</body></html>", "It begins: <html><body>Sign in</body></html>")]
    [InlineData("{\"a\":\n1,}", "line 2")]
    [InlineData("{\"a\":1", "line 1")]
    public async Task Json_ThatIsNone_FailsWithItsBeginning(string body, string words)
    {
        await using var server = await AnsweringAsync(body, "text/html");
        using var bench = new StepBench();

        var failure = await bench.FailAsync(HttpConnector.Get, Inputs(server));

        Assert.Equal((FailureCategory.Permanent, 200), (failure.Category, failure.StatusCode));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Response Type", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "utf-8")]
    [InlineData("text/plain; charset=windows-1252", "windows-1252")]
    [InlineData("text/plain; charset=\"iso-8859-1\"", "iso-8859-1")]
    [InlineData("text/plain; charset=nonsense", "utf-8")]
    public async Task Text_IsDecodedAsDeclared(string contentType, string encoding)
    {
        var body = (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes("naïve café");
        await using var server = await AnsweringAsync(body, contentType);
        using var bench = new StepBench();

        var value = await bench.SucceedAsync(HttpConnector.Get, Inputs(server, ("responseType", "text")));

        Assert.Equal("naïve café", StepInputs.ToText(value));
    }

    [Fact]
    public async Task Binary_IsPassedOnByteByByteWithItsContentType()
    {
        var bytes = Enumerable.Range(0, 70_000).Select(i => (byte)(i * 31)).ToArray();
        await using var server = await AnsweringAsync(bytes, "image/png");
        using var bench = new StepBench();

        var value = Assert.IsType<BinaryStepValue>(await bench.SucceedAsync(HttpConnector.Get, Inputs(server, ("responseType", "binary"))));

        Assert.Equal("image/png", value.ContentType);
        Assert.Equal(bytes, value.Data.ToArray());
    }

    [Fact]
    public async Task FullResponse_HasStatusHeadersAndBody()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 201;
            context.Response.ContentType = "application/json";
            context.Response.Headers["X-Count"] = new[] { "1", "2" };
            context.Response.Headers.SetCookie = new[] { "a=1, still", "b=2" };
            return context.Response.WriteAsync("""{"a":1}""");
        });
        using var bench = new StepBench();

        var json = Assert.IsType<JsonStepValue>(await bench.SucceedAsync(HttpConnector.Get, Inputs(server, ("includeFullResponse", "true")))).Element;

        Assert.Equal(201, json.GetProperty("status").GetInt32());
        Assert.Equal("Created", json.GetProperty("statusText").GetString());
        Assert.Equal("application/json", json.GetProperty("headers").GetProperty("content-type").GetString());
        Assert.Equal("1, 2", json.GetProperty("headers").GetProperty("x-count").GetString());
        Assert.Equal(2, json.GetProperty("headers").GetProperty("set-cookie").GetArrayLength());
        Assert.Equal(1, json.GetProperty("data").GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task FullResponse_OfBytes_HasThemInBase64()
    {
        await using var server = await AnsweringAsync([1, 2, 255], "image/png");
        using var bench = new StepBench();

        var value = await bench.SucceedAsync(HttpConnector.Get, Inputs(server, ("includeFullResponse", "true"), ("responseType", "binary")));

        var data = Assert.IsType<JsonStepValue>(value).Element.GetProperty("data");
        Assert.Equal(("AQL/", "image/png"), (data.GetProperty("base64").GetString(), data.GetProperty("contentType").GetString()));
    }

    [Fact]
    public async Task Head_PassesOnTheHeaders()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers["X-Total"] = "7";
            return Task.CompletedTask;
        });
        using var bench = new StepBench();

        var json = Assert.IsType<JsonStepValue>(await bench.SucceedAsync(HttpConnector.Head, Inputs(server))).Element;

        Assert.Equal("7", json.GetProperty("headers").GetProperty("x-total").GetString());
    }

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
        await using var server = await AnsweringAsync(status == 304 ? "" : """{"error":"because"}""", "application/json", status);
        using var bench = new StepBench();

        var failure = await bench.FailAsync(HttpConnector.Get, Inputs(server));

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

        var failure = await bench.FailAsync(HttpConnector.Get, Inputs(server));

        Assert.Equal(seconds, (int?)failure.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task RetryPolicy_IsTheStepsOwnWhereItAsksForRetries()
    {
        await using var server = await AnsweringAsync("", "text/plain", 503);
        using var bench = new StepBench();

        var own = await bench.FailAsync(
            HttpConnector.Get, Inputs(server, ("maxRetries", "3"), ("retryDelayMS", "250"), ("useExponentialBackoff", "true"), ("retryOnAllErrors", "true")));
        var none = await bench.FailAsync(HttpConnector.Get, Inputs(server));

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

        var plain = await bench.FailAsync(new("http", action), Inputs(server));
        var withKey = await bench.FailAsync(new("http", action), Inputs(server, ("idempotencyKeyHeader", "Idempotency-Key")));
        var asked = await bench.FailAsync(new("http", action), Inputs(server, ("maxRetries", "1")));

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

        var failure = await bench.FailAsync(HttpConnector.Post, Inputs(closed));

        Assert.Equal(FailureCategory.Transient, failure.Category);
        Assert.Null(failure.RetryPolicy);
    }

    [Fact]
    public async Task Body_OverTheCap_FailsNamingTheSetting()
    {
        await using var server = await AnsweringAsync(new string('x', 5000), "text/plain");
        using var bench = new StepBench(("Runner:Http:MaxResponseBytes", "4096"));

        var failure = await bench.FailAsync(HttpConnector.Get, Inputs(server, ("responseType", "text")));

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
        var middle = await bench.FailAsync(HttpConnector.Get, Inputs(server, ("timeout", "1000")));

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

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(HttpConnector.Get, Inputs(server), cancellationToken: cancellation.Token));
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

        var refused = await bench.FailAsync(HttpConnector.Get, Inputs(closed));
        var broken = await bench.FailAsync(HttpConnector.Get, Inputs(breaking));

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

    [Fact]
    public async Task Redirect_IsFollowedAndOneToARefusedAddressFails()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/path":
                    context.Response.Redirect("/end");
                    return Task.CompletedTask;
                case "/out":
                    context.Response.Redirect("http://169.254.169.254/latest/meta-data/");
                    return Task.CompletedTask;
                default:
                    return context.Response.WriteAsync("[1]");
            }
        });
        using var bench = new StepBench();

        Assert.Equal("[1]", (await bench.SucceedAsync(HttpConnector.Get, Inputs(server))).ToString());
        var refused = await bench.FailAsync(HttpConnector.Get, new() { ["url"] = $"http://127.0.0.1:{server.Port}/out" });

        Assert.Equal(FailureCategory.Configuration, refused.Category);
        Assert.StartsWith("Redirect 1, from", refused.Message, StringComparison.Ordinal);
        Assert.Contains("metadata address", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_ThatDoesNotVerify_FailsUnlessTheStepIgnoresIt()
    {
        using var certificate = OutgoingConnectionTests.SelfSigned("CN=localhost");
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("[1]"), certificate: certificate);
        using var bench = new StepBench();
        var inputs = new Dictionary<string, object?> { ["url"] = $"https://127.0.0.1:{server.Port}/" };

        var failure = await bench.FailAsync(HttpConnector.Get, inputs);
        inputs["ignoreSslErrors"] = "true";

        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
        Assert.Equal("[1]", (await bench.SucceedAsync(HttpConnector.Get, inputs)).ToString());
    }

    private static Dictionary<string, object?> Inputs(LoopbackServer server, params (string Key, string Value)[] inputs)
    {
        var all = inputs.ToDictionary(input => input.Key, input => (object?)input.Value);
        all["url"] = $"http://127.0.0.1:{server.Port}/path?query=1";
        return all;
    }

    private static Task<LoopbackServer> AnsweringAsync(string body, string contentType, int status = 200) =>
        AnsweringAsync(Encoding.UTF8.GetBytes(body), contentType, status);

    private static Task<LoopbackServer> AnsweringAsync(byte[] body, string contentType, int status = 200) => LoopbackServer.StartAsync(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (body.Length > 0)
        {
            await context.Response.Body.WriteAsync(body);
        }
    });
}
