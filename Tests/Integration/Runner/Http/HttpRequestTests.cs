using System.Text;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Tests.Integration.Egress;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace ConnectionsConsole.Tests.Integration.Runner.Http;

/// <summary>What an HTTP step sends.</summary>
public sealed class HttpRequestTests : IAsyncLifetime, IDisposable
{
    private readonly StepBench _bench = new();
    private LoopbackServer _server = null!;
    private Dictionary<string, string> _headers = [];
    private (string Method, string Target, string Body) _seen;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(async context =>
    {
        _headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        _seen = (context.Request.Method, context.Request.GetEncodedPathAndQuery(), await reader.ReadToEndAsync());
        context.Response.ContentType = "application/json";
        if (context.Request.Method != "HEAD")
        {
            await context.Response.WriteAsync("{}");
        }
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("httpGet", "GET")]
    [InlineData("httpPost", "POST")]
    [InlineData("httpPut", "PUT")]
    [InlineData("httpPatch", "PATCH")]
    [InlineData("httpDelete", "DELETE")]
    [InlineData("httpHead", "HEAD")]
    public async Task Request_UsesTheMethodOfItsAction(string action, string method)
    {
        await _bench.SucceedAsync(new ActionKey("http", action), new() { ["url"] = Url("/x") });

        Assert.Equal((method, "/x", ""), _seen);
        Assert.Equal("connections-console", _headers["User-Agent"]);
    }

    [Theory]
    [InlineData("/x", "/x?a%20b=c%26d&e=%C3%A9")]
    [InlineData("/x?y=1", "/x?y=1&a%20b=c%26d&e=%C3%A9")]
    [InlineData("/x#part", "/x?a%20b=c%26d&e=%C3%A9")]
    public async Task QueryParameters_AreEscapedAndAddedBeforeTheFragment(string path, string expected)
    {
        await _bench.SucceedAsync(HttpConnector.Get, new() { ["url"] = Url(path), ["queryParams"] = new[] { ("a b", "c&d"), ("e", "é") } });

        Assert.Equal(expected, _seen.Target);
    }

    [Fact]
    public async Task Headers_OfTheStep_AreSentAndOverrideTheDefaults()
    {
        await _bench.SucceedAsync(HttpConnector.Get, new()
        {
            ["url"] = Url("/"),
            ["headers"] = new[] { ("User-Agent", "mine"), ("X-Many", "1"), ("X-Many", "2"), ("Content-Type", "text/plain") },
        });

        Assert.Equal(("mine", "1,2"), (_headers["User-Agent"], _headers["X-Many"].Replace(" ", "", StringComparison.Ordinal)));
        Assert.False(_headers.ContainsKey("Content-Type"), "a request without a body has no content headers");
    }

    [Theory]
    [InlineData("Host", "other.example", "set by the console")]
    [InlineData("Transfer-Encoding", "chunked", "set by the console")]
    [InlineData("content-length", "5", "set by the console")]
    [InlineData("Bad Name", "x", "not a header name")]
    [InlineData("", "x", "not a header name")]
    [InlineData("X-Split", "a\r\nX-Injected: b", "line breaks")]
    [InlineData("X-Unicode", "é", "printable ASCII")]
    public async Task Headers_ThatCannotBeSent_AreRefusedBeforeAnythingLeaves(string name, string value, string words)
    {
        var failure = await _bench.FailAsync(HttpConnector.Get, new() { ["url"] = Url("/"), ["headers"] = new[] { (name, value) } });

        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests);
    }

    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { "text", "plain words", "text/plain; charset=utf-8", "plain words" },
        { "text", " {\"a\":1}", "application/json", " {\"a\":1}" },
        { "text", "[1,2]", "application/json", "[1,2]" },
        { "text", "{not json", "text/plain; charset=utf-8", "{not json" },
        { "text", "{} {}", "text/plain; charset=utf-8", "{} {}" },
        { "json", """{ "a": [1, 2] }""", "application/json", """{ "a": [1, 2] }""" },
        { "json", "42", "application/json", "42" },
        { "binary", "\u0001\u00ff", "image/png", "\u0001\u00ff" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Data_IsSentAsItIsWithTheContentTypeThatFollows(string kind, string data, string contentType, string body)
    {
        StepValue value = kind switch
        {
            "text" => StepValue.FromText(data),
            "json" => new JsonStepValue(Encoding.UTF8.GetBytes(data)),
            _ => new BinaryStepValue(Encoding.Latin1.GetBytes(data), "image/png"),
        };

        await _bench.SucceedAsync(HttpConnector.Post, new() { ["url"] = Url("/"), ["data"] = value });

        Assert.Equal((contentType, body), (_headers["Content-Type"], _seen.Body));
    }

    [Fact]
    public async Task ContentType_OfTheInputWinsOverTheHeaderAndBothOverTheData()
    {
        var inputs = new Dictionary<string, object?>
        {
            ["url"] = Url("/"),
            ["data"] = "a=1",
            ["headers"] = new[] { ("Content-Type", "text/csv"), ("Content-Language", "en") },
        };
        await _bench.SucceedAsync(HttpConnector.Post, inputs);
        Assert.Equal(("text/csv", "en"), (_headers["Content-Type"], _headers["Content-Language"]));

        inputs["contentType"] = "application/x-www-form-urlencoded";
        await _bench.SucceedAsync(HttpConnector.Post, inputs);
        Assert.Equal("application/x-www-form-urlencoded", _headers["Content-Type"]);
    }

    [Fact]
    public async Task IdempotencyKey_IsSentInTheHeaderThatTheStepNames()
    {
        await _bench.RunAsync(HttpConnector.Post, new() { ["url"] = Url("/"), ["idempotencyKeyHeader"] = "Idempotency-Key" }, idempotencyKey: "run-7-step-2");

        Assert.Equal("run-7-step-2", _headers["Idempotency-Key"]);
    }

    [Theory]
    [InlineData("apiKey", "apiKey=k3y;headerName=X-Api-Key", "X-Api-Key", "k3y")]
    [InlineData("apiKey", "apiKey=k3y", "Authorization", "k3y")]
    [InlineData("apiKey", "apiKey=k3y;headerName=Authorization;prefix=Token", "Authorization", "Token k3y")]
    [InlineData("basic", "username=user;password=pässword", "Authorization", "Basic dXNlcjpww6Rzc3dvcmQ=")]
    [InlineData("bearer", "token=t0ken", "Authorization", "Bearer t0ken")]
    public async Task Connection_OfAGenericType_SignsTheRequestIn(string type, string fields, string header, string value)
    {
        await _bench.SucceedAsync(HttpConnector.Get, new() { ["url"] = Url("/") }, Connection(type, fields));

        Assert.Equal(value, _headers[header]);
    }

    [Theory]
    [InlineData("token=t0ken", "Bearer t0ken")]
    [InlineData("apiKey=k3y", "Bearer k3y")]
    [InlineData("apiKey=k3y;authScheme=Basic", "Basic k3y")]
    [InlineData("username=user;password=", "Basic dXNlcjo=")]
    public async Task Connection_OfAnotherConnector_IsReadByItsFields(string fields, string value)
    {
        await _bench.SucceedAsync(HttpConnector.Get, new() { ["url"] = Url("/") }, Connection("session", fields) with { ConnectorKey = "acme" });

        Assert.Equal(value, _headers["Authorization"]);
    }

    [Theory]
    [InlineData("http", "apiKey", "", FailureCategory.Credentials, "no value for apiKey")]
    [InlineData("http", "bearer", "token=line\nbreak", FailureCategory.Credentials, "enter it again")]
    [InlineData("http", "basic", "username=a:b;password=x", FailureCategory.Credentials, "colon")]
    [InlineData("http", "apiKey", "apiKey=x;headerName=Bad Name", FailureCategory.Configuration, "not a header name")]
    [InlineData("aws-s3", "apiKeySecret", "accessKeyId=x", FailureCategory.Configuration, "another type")]
    [InlineData("acme", "session", "apiKey=x;authScheme=Digest", FailureCategory.Configuration, "Basic or Bearer")]
    public async Task Connection_ThatCannotSignIn_IsRefusedNamingIt(string connector, string type, string fields, FailureCategory category, string words)
    {
        var failure = await _bench.FailAsync(HttpConnector.Get, new() { ["url"] = Url("/") }, Connection(type, fields) with { ConnectorKey = connector });

        Assert.Equal(category, failure.Category);
        Assert.Contains("\"Acme\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line\nbreak", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests);
    }

    [Fact]
    public async Task Connection_AndAHeaderOfTheSameName_AreRefused()
    {
        var failure = await _bench.FailAsync(
            HttpConnector.Get, new() { ["url"] = Url("/"), ["headers"] = new[] { ("authorization", "mine") } }, Connection("bearer", "token=x"));

        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Contains("comes from the connection", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_WithAllowedHosts_IsNotSentElsewhere()
    {
        var connection = Connection("bearer", "token=x");
        var failure = await _bench.FailAsync(HttpConnector.Get, new() { ["url"] = Url("/") }, connection with { AllowedHosts = ["api.acme.example"] });

        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Contains("api.acme.example", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests);
        await _bench.SucceedAsync(HttpConnector.Get, new() { ["url"] = Url("/") }, connection with { AllowedHosts = [$"127.0.0.1:{_server.Port}"] });
    }

    [Theory]
    [InlineData("url", "", "URL is empty")]
    [InlineData("url", "ftp://example.com/", "only http and https")]
    [InlineData("url", "/relative", "only http and https")]
    [InlineData("url", "not an address", "not an absolute")]
    [InlineData("url", "http://169.254.169.254/latest/meta-data/", "Egress:Allow")]
    [InlineData("timeout", "0", "Timeout")]
    [InlineData("timeout", "900000", "Timeout")]
    [InlineData("maxRetries", "6", "Max Retry Count")]
    [InlineData("retryDelayMS", "soon", "Retry Delay")]
    [InlineData("includeFullResponse", "perhaps", "neither true nor false")]
    [InlineData("responseType", "xml", "Response Type")]
    [InlineData("idempotencyKeyHeader", "no header", "not a header name")]
    public async Task Inputs_ThatAreMalformed_AreRefusedWithWordsThatHelp(string input, string value, string words)
    {
        var failure = await _bench.FailAsync(HttpConnector.Get, new() { ["url"] = Url("/"), [input] = value.Length == 0 ? StepValue.Null : value });

        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests);
    }

    private string Url(string path) => $"http://127.0.0.1:{_server.Port}{path}";

    private static ResolvedConnection Connection(string type, string fields) => new(
        "Acme",
        "http",
        type,
        fields.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[1]),
        []);
}
