using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Tests.Integration.Egress;
using ConnectionsConsole.Tests.Integration.Runner.Http;
using Microsoft.AspNetCore.Http;

namespace ConnectionsConsole.Tests.Integration.Runner.S3;

/// <summary>What S3 steps send, and what they make of answers that real stores seldom give.</summary>
public sealed class S3RequestTests
{
    [Theory]
    [InlineData("some words")]
    [InlineData("")]
    public async Task Put_SendsOneSignedPayloadWithoutChunksOrTrailers(string contents)
    {
        Dictionary<string, string> headers = [];
        byte[] body = [];
        await using var store = await LoopbackServer.StartAsync(async context =>
        {
            headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            using var read = new MemoryStream();
            await context.Request.Body.CopyToAsync(read);
            body = read.ToArray();
            context.Response.Headers.ETag = "\"tag\"";
        });
        using var bench = new StepBench();

        var value = new BinaryStepValue(Encoding.UTF8.GetBytes(contents), "image/png");
        await bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(("fileContents", value)), Connection(store));

        Assert.Equal(contents, Encoding.UTF8.GetString(body));
        Assert.Equal("image/png", headers["Content-Type"]);
        Assert.Equal(body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), headers["Content-Length"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(body)), headers["x-amz-content-sha256"]);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=key/", headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/s3/aws4_request", headers["Authorization"], StringComparison.Ordinal);
        Assert.DoesNotContain(headers.Keys, name => name.StartsWith("x-amz-trailer", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(headers.Keys, name => name.StartsWith("x-amz-checksum", StringComparison.OrdinalIgnoreCase));
        Assert.False(headers.GetValueOrDefault("Content-Encoding", "").Contains("aws-chunked", StringComparison.Ordinal));
        Assert.False(headers.ContainsKey("Transfer-Encoding"));
    }

    [Theory]
    [InlineData("InvalidAccessKeyId", 403, FailureCategory.Credentials, "Access Key ID")]
    [InlineData("SignatureDoesNotMatch", 403, FailureCategory.Credentials, "Secret Access Key")]
    [InlineData("AccessDenied", 403, FailureCategory.Credentials, "permission")]
    [InlineData("ExpiredToken", 400, FailureCategory.Credentials, "no longer valid")]
    [InlineData("NoSuchBucket", 404, FailureCategory.Configuration, "no bucket avatars")]
    [InlineData("PermanentRedirect", 301, FailureCategory.Configuration, "Check AWS Region")]
    [InlineData("AuthorizationHeaderMalformed", 400, FailureCategory.Configuration, "Check AWS Region")]
    [InlineData("RequestTimeTooSkewed", 403, FailureCategory.Configuration, "clock")]
    [InlineData("AccessControlListNotSupported", 400, FailureCategory.Configuration, "ACL")]
    [InlineData("NotImplemented", 501, FailureCategory.Configuration, "does not offer")]
    [InlineData("EntityTooLarge", 400, FailureCategory.Permanent, "size")]
    [InlineData("SlowDown", 503, FailureCategory.RateLimit, "fewer requests")]
    [InlineData("TooManyRequests", 429, FailureCategory.RateLimit, "fewer requests")]
    [InlineData("RequestTimeout", 400, FailureCategory.Transient, "may pass")]
    [InlineData("InternalError", 500, FailureCategory.Transient, "may pass")]
    [InlineData("ServiceUnavailable", 503, FailureCategory.Transient, "may pass")]
    [InlineData("SomethingNew", 403, FailureCategory.Credentials, "refuses the access key")]
    [InlineData("SomethingNew", 502, FailureCategory.Transient, "may pass")]
    [InlineData("SomethingNew", 409, FailureCategory.Permanent, "refuses the request")]
    public async Task Error_OfTheStore_FailsWithCategoryAndWordsAfterOneRequest(string code, int status, FailureCategory category, string words)
    {
        await using var store = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/xml";
            return context.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>m</Message><RequestId>r</RequestId></Error>");
        });
        using var bench = new StepBench();

        var failure = await bench.FailAsync(AwsS3Connector.PutObject, Inputs(), Connection(store));

        Assert.Equal((category, status), (failure.Category, failure.StatusCode));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{status} {code}", failure.Message, StringComparison.Ordinal);
        // The runner retries and records it; the SDK does not.
        Assert.Equal(1, store.Requests);
    }

    [Theory]
    [InlineData(404, "text/html", "<html><body>Not here</body></html>", FailureCategory.Configuration)]
    [InlineData(404, "text/plain", "nothing", FailureCategory.Configuration)]
    [InlineData(405, "application/json", "{}", FailureCategory.Configuration)]
    [InlineData(502, "text/html", "<html><body>Bad gateway</body></html>", FailureCategory.Transient)]
    [InlineData(503, "text/plain", "", FailureCategory.Transient)]
    [InlineData(200, "text/html", "<html><body>Welcome</body></html>", FailureCategory.Configuration)]
    public async Task Answer_OfAServerThatIsNoStore_SaysToCheckTheEndpoint(int status, string contentType, string body, FailureCategory category)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync(body);
        });
        using var bench = new StepBench();

        var put = await bench.FailAsync(AwsS3Connector.PutObject, Inputs(), Connection(server));
        var listed = await bench.FailAsync(AwsS3Connector.ListObjects, new() { ["bucket"] = "avatars" }, Connection(server));

        Assert.Equal((category, category), (put.Category, listed.Category));
        Assert.Contains("Endpoint URL", put.Message, StringComparison.Ordinal);
        Assert.Contains("Endpoint URL", listed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_ToARefusedAddress_IsNotFollowed()
    {
        await using var victim = await LoopbackServer.AnsweringAsync("victim", System.Net.IPAddress.Parse("127.0.0.3"));
        await using var store = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"http://127.0.0.3:{victim.Port}/avatars/a";
            return Task.CompletedTask;
        });
        using var bench = new StepBench();

        var failure = await bench.FailAsync(AwsS3Connector.PutObject, Inputs(), Connection(store));

        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Equal(0, victim.Requests);
    }

    [Fact]
    public async Task Store_ThatIsNotThereOrSlow_IsTransient()
    {
        var closed = await LoopbackServer.AnsweringAsync("");
        await closed.DisposeAsync();
        await using var slow = await LoopbackServer.StartAsync(
            context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        using var bench = new StepBench(("Runner:S3:Timeout", "00:00:01"));

        var unreachable = await bench.FailAsync(AwsS3Connector.PutObject, Inputs(), Connection(closed));
        var late = await bench.FailAsync(AwsS3Connector.PutObject, Inputs(), Connection(slow));

        Assert.Equal((FailureCategory.Transient, FailureCategory.Transient), (unreachable.Category, late.Category));
        Assert.Contains("could not be connected to", unreachable.Message, StringComparison.Ordinal);
        Assert.Contains("Endpoint URL", unreachable.Message, StringComparison.Ordinal);
        Assert.Contains("Runner:S3:Timeout", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_OfTheRun_IsNoFailureOfTheStep()
    {
        using var cancellation = new CancellationTokenSource();
        await using var store = await LoopbackServer.StartAsync(async context =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var bench = new StepBench();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bench.RunAsync(AwsS3Connector.PutObject, Inputs(), Connection(store), cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task Object_OverTheCap_IsNotRead()
    {
        await using var store = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(new string('x', 5000)));
        using var bench = new StepBench(("Runner:S3:MaxObjectBytes", "4096"));

        var failure = await bench.FailAsync(AwsS3Connector.GetObject, new() { ["bucket"] = "avatars", ["objectKey"] = "a" }, Connection(store));

        Assert.Equal(FailureCategory.Permanent, failure.Category);
        Assert.Contains("Runner:S3:MaxObjectBytes", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bucket", "", "Bucket Name is empty")]
    [InlineData("bucket", "a/b", "Bucket Name has to be")]
    [InlineData("bucket", "..", "Bucket Name has to be")]
    [InlineData("objectKey", "", "Object Key is empty")]
    [InlineData("objectKey", "/Acme.png", "starts with a slash")]
    [InlineData("objectKey", "../other-bucket/x", "\"..\"")]
    [InlineData("objectKey", "a/./b", "\"..\"")]
    [InlineData("objectKey", "a\nb", "control characters")]
    [InlineData("fileContents", "", "File Contents is empty")]
    [InlineData("awsRegion", "US East", "AWS Region has to look like")]
    [InlineData("awsRegion", "x@evil.example/", "AWS Region has to look like")]
    [InlineData("acl", "everybody", "ACL has to be")]
    public async Task Inputs_ThatAreMalformed_AreRefusedBeforeAnythingLeaves(string input, string value, string words)
    {
        await using var store = await LoopbackServer.AnsweringAsync("");
        using var bench = new StepBench();

        var failure = await bench.FailAsync(AwsS3Connector.PutObject, Inputs((input, value.Length == 0 ? StepValue.Null : value)), Connection(store));

        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, store.Requests);
    }

    [Theory]
    [InlineData("accessKeyId", "", FailureCategory.Credentials, "no Access Key ID")]
    [InlineData("secretAccessKey", " ", FailureCategory.Credentials, "no Secret Access Key")]
    [InlineData("endpointUrl", "s3.example.com", FailureCategory.Configuration, "absolute http or https")]
    [InlineData("endpointUrl", "http://127.0.0.1:9000/path", FailureCategory.Configuration, "has a path")]
    [InlineData("endpointUrl", "http://169.254.169.254", FailureCategory.Configuration, "Egress:Allow")]
    [InlineData("endpointUrl", "http://[::1]:9000", FailureCategory.Configuration, "Egress:Allow")]
    public async Task Connection_ThatIsIncompleteOrLeadsToARefusedAddress_SaysSo(string field, string value, FailureCategory category, string words)
    {
        await using var store = await LoopbackServer.AnsweringAsync("");
        using var bench = new StepBench();
        var connection = Connection(store);

        var failure = await bench.FailAsync(
            AwsS3Connector.PutObject, Inputs(), connection with { Fields = new Dictionary<string, string>(connection.Fields) { [field] = value } });

        Assert.Equal(category, failure.Category);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_WithAllowedHosts_IsNotSentElsewhere()
    {
        await using var store = await StoreAsync();
        using var bench = new StepBench();

        var failure = await bench.FailAsync(AwsS3Connector.PutObject, Inputs(), Connection(store) with { AllowedHosts = ["s3.example.com"] });
        await bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(), Connection(store) with { AllowedHosts = [$"127.0.0.1:{store.Port}"] });

        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Contains("s3.example.com only", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, store.Requests);
    }

    [Fact]
    public async Task Connection_WithoutEndpoint_GoesToAmazonsOwnOfTheRegionAsTheBucketsHost()
    {
        var asked = new ConcurrentQueue<string>();
        using var bench = new StepBench((name, _) =>
        {
            asked.Enqueue(name);
            return Task.FromResult(Array.Empty<System.Net.IPAddress>());
        });
        var connection = new ResolvedConnection(
            "Avatar Bucket",
            "aws-s3",
            "apiKeySecret",
            new Dictionary<string, string> { ["accessKeyId"] = "key", ["secretAccessKey"] = "secret" },
            ["*.s3.eu-central-1.amazonaws.com"]);

        var failure = await bench.FailAsync(AwsS3Connector.PutObject, Inputs(), connection);

        Assert.Equal(["avatars.s3.eu-central-1.amazonaws.com"], asked);
        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Contains("has no address", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_AreSharedByEndpointRegionAndKeyAndNothingElse()
    {
        await using var store = await StoreAsync();
        using var bench = new StepBench();
        var connection = Connection(store);

        await bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(), connection);
        var renamed = connection with { Key = "Same under another name" };
        await bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(("objectKey", "b"), ("bucket", "other")), renamed);
        Assert.Equal(1, bench.S3Clients.Count);
        await bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(("awsRegion", "us-east-1")), connection);
        var rotated = connection with { Fields = new Dictionary<string, string>(connection.Fields) { ["secretAccessKey"] = "rotated" } };
        await bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(), rotated);
        Assert.Equal(3, bench.S3Clients.Count);
    }

    [Fact]
    public async Task Tags_AndAcl_AreSentInTheirHeaders()
    {
        string? tags = null;
        string? acl = null;
        await using var store = await LoopbackServer.StartAsync(context =>
        {
            (tags, acl) = (context.Request.Headers["x-amz-tagging"], context.Request.Headers["x-amz-acl"]);
            context.Response.Headers.ETag = "\"tag\"";
            return Task.CompletedTask;
        });
        using var bench = new StepBench();

        var inputs = Inputs(("tagging", new[] { ("team", "blue & green"), ("é", "1") }), ("acl", "public-read"));
        await bench.SucceedAsync(AwsS3Connector.PutObject, inputs, Connection(store));

        Assert.Equal(("team=blue%20%26%20green&%C3%A9=1", "public-read"), (tags, acl));
    }

    private static Task<LoopbackServer> StoreAsync() => LoopbackServer.StartAsync(context =>
    {
        context.Response.Headers.ETag = "\"tag\"";
        return Task.CompletedTask;
    });

    private static Dictionary<string, object?> Inputs(params (string Key, object Value)[] inputs)
    {
        var all = new Dictionary<string, object?> { ["awsRegion"] = "eu-central-1", ["bucket"] = "avatars", ["objectKey"] = "a", ["fileContents"] = "text" };
        foreach (var (key, value) in inputs)
        {
            all[key] = value;
        }

        return all;
    }

    private static ResolvedConnection Connection(LoopbackServer store) => new(
        "Avatar Bucket",
        "aws-s3",
        "apiKeySecret",
        new Dictionary<string, string> { ["accessKeyId"] = "key", ["secretAccessKey"] = "secret", ["endpointUrl"] = $"http://127.0.0.1:{store.Port}" },
        []);
}
