using System.Text;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Tests.Integration.Egress;
using Microsoft.AspNetCore.Http;

namespace ConnectionsConsole.Tests.Integration.Runner.Http;

/// <summary>What an HTTP step makes of an answer.</summary>
public sealed class HttpResponseTests
{
    [Fact]
    public async Task Json_IsPassedOnAsItArrived()
    {
        await using var server = await LoopbackServer.AnsweringAsync("""{ "name" : "ditto", "n": 1.0 }""", "application/json");
        using var bench = new StepBench();

        var value = Assert.IsType<JsonStepValue>(await bench.SucceedAsync(HttpConnector.Get, StepBench.RequestTo(server)));

        Assert.Equal("""{ "name" : "ditto", "n": 1.0 }""", value.ToString());
        var line = Assert.Single(bench.LogLines);
        Assert.StartsWith($"GET http://127.0.0.1:{server.Port}/path answered 200 after ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("query", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_InAnotherEncodingOrWithAMark_IsReadAsText()
    {
        await using var utf16 = await LoopbackServer.AnsweringAsync(Encoding.Unicode.GetBytes("""{"a":"é"}"""), "application/json; charset=utf-16");
        await using var marked = await LoopbackServer.AnsweringAsync([0xEF, 0xBB, 0xBF, .. """{"a":"é"}"""u8], "application/json");
        using var bench = new StepBench();

        Assert.Equal("""{"a":"é"}""", (await bench.SucceedAsync(HttpConnector.Get, StepBench.RequestTo(utf16))).ToString());
        Assert.Equal("""{"a":"é"}""", (await bench.SucceedAsync(HttpConnector.Get, StepBench.RequestTo(marked))).ToString());
    }

    [Fact]
    public async Task Json_ThatIsEmpty_IsNull()
    {
        await using var server = await LoopbackServer.AnsweringAsync("", "application/json", 204);
        using var bench = new StepBench();

        Assert.Equal("null", (await bench.SucceedAsync(HttpConnector.Delete, StepBench.RequestTo(server))).ToString());
    }

    [Theory]
    [InlineData("<html><body>Sign\n in</body></html>", "It begins: <html><body>Sign in</body></html>")]
    [InlineData("{\"a\":\n1,}", "line 2")]
    [InlineData("{\"a\":1", "line 1")]
    public async Task Json_ThatIsNone_FailsWithItsBeginning(string body, string words)
    {
        await using var server = await LoopbackServer.AnsweringAsync(body, "text/html");
        using var bench = new StepBench();

        var failure = await bench.FailAsync(HttpConnector.Get, StepBench.RequestTo(server));

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
        await using var server = await LoopbackServer.AnsweringAsync(body, contentType);
        using var bench = new StepBench();

        var value = await bench.SucceedAsync(HttpConnector.Get, StepBench.RequestTo(server, ("responseType", "text")));

        Assert.Equal("naïve café", StepInputs.ToText(value));
    }

    [Fact]
    public async Task Binary_IsPassedOnByteByByteWithItsContentType()
    {
        var bytes = Enumerable.Range(0, 70_000).Select(i => (byte)(i * 31)).ToArray();
        await using var server = await LoopbackServer.AnsweringAsync(bytes, "image/png");
        using var bench = new StepBench();

        var value = Assert.IsType<BinaryStepValue>(await bench.SucceedAsync(HttpConnector.Get, StepBench.RequestTo(server, ("responseType", "binary"))));

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

        var value = await bench.SucceedAsync(HttpConnector.Get, StepBench.RequestTo(server, ("includeFullResponse", "true")));
        var json = Assert.IsType<JsonStepValue>(value).Element;

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
        await using var server = await LoopbackServer.AnsweringAsync([1, 2, 255], "image/png");
        using var bench = new StepBench();

        var value = await bench.SucceedAsync(HttpConnector.Get, StepBench.RequestTo(server, ("includeFullResponse", "true"), ("responseType", "binary")));

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

        var json = Assert.IsType<JsonStepValue>(await bench.SucceedAsync(HttpConnector.Head, StepBench.RequestTo(server))).Element;

        Assert.Equal("7", json.GetProperty("headers").GetProperty("x-total").GetString());
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

        Assert.Equal("[1]", (await bench.SucceedAsync(HttpConnector.Get, StepBench.RequestTo(server))).ToString());
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
}
