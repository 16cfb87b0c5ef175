using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Tests.Integration.Demo.Sandbox;
using ConnectionsConsole.Tests.Integration.Egress;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.AspNetCore.Http;

namespace ConnectionsConsole.Tests.Integration.Probes;

/// <summary>What tests of object storage say: against the sandbox and other real stores, and against what is none.</summary>
public sealed class S3ProbeTests
{
    [Fact]
    public async Task Probe_WithTheRightKey_ListsTheBucketsOrLooksAtOne()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var bench = new ProbeBench();

        var listed = await Sandbox(bench, sandbox);
        var looked = await Sandbox(bench, sandbox, bucket: SandboxHost.Bucket);

        Assert.Equal((ProbeVerdict.Works, "One bucket is listed."), (listed.Verdict, listed.Layer(ProbeLayer.Read).Words));
        Assert.Equal((ProbeVerdict.Works, "The bucket \"avatars\" is there and can be reached."), (looked.Verdict, looked.Layer(ProbeLayer.Read).Words));
    }

    [Fact]
    public async Task Probe_WithAWrongKey_SaysThatTheStoreDoesNotKnowIt()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var bench = new ProbeBench();

        var failed = (await Sandbox(bench, sandbox, accessKeyId: "AKIANOBODY")).FailedAt(ProbeLayer.Authenticate, ProbeCause.WrongKey);

        Assert.Contains("deactivated or deleted", failed.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("avatars")]
    public async Task Probe_WithAWrongSecret_SaysThatItDoesNotBelongToTheKey(string bucket)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var bench = new ProbeBench();

        var failed = (await Sandbox(bench, sandbox, secret: "canary-wrong-secret-9", bucket: bucket)).FailedAt(ProbeLayer.Authenticate, ProbeCause.WrongSecret);

        Assert.Contains("Enter the secret again", failed.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_OfAMissingBucket_SaysSo()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var bench = new ProbeBench();

        Assert.Contains(
            "There is no bucket \"missing\"", (await Sandbox(bench, sandbox, bucket: "missing")).FailedAt(ProbeLayer.Read, ProbeCause.NotFound).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithASkewedClock_SaysByHowMuch()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        sandbox.Time.Offset = TimeSpan.FromMinutes(40);
        using var bench = new ProbeBench();

        (await Sandbox(bench, sandbox)).FailedAt(ProbeLayer.Authenticate, ProbeCause.ClockSkew);
    }

    [Fact]
    public async Task Probe_WithAnotherRegion_SaysSo()
    {
        await using var sandbox = await SandboxHost.StartAsync("eu-central-1");
        using var bench = new ProbeBench();

        Assert.Contains(
            "not in the region us-east-1", (await Sandbox(bench, sandbox)).FailedAt(ProbeLayer.Authenticate, ProbeCause.WrongRegion).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us_east", "", "AWS region")]
    [InlineData("us-east-1", "../x", "bucket")]
    public async Task Probe_WithAMalformedInput_SendsNothing(string region, string bucket, string words)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var bench = new ProbeBench();

        var failed = (await bench.S3Async(sandbox.Server.BaseAddress, SandboxHost.AccessKeyId, SandboxHost.SecretAccessKey, bucket, region))
            .FailedAt(ProbeLayer.Resolve, ProbeCause.MalformedValue);

        Assert.Contains(words, failed.Words, StringComparison.Ordinal);
        Assert.Empty(sandbox.Requests);
    }

    [Fact]
    public async Task Probe_OfAKeyThatMayNotList_IsARemarkAndNoFailure()
    {
        await using var store = await RefusingAsync(403, "AccessDenied");
        using var bench = new ProbeBench();

        var result = await At(bench, store);
        var bucket = (await At(bench, store, "avatars")).FailedAt(ProbeLayer.Read, ProbeCause.NoPermission);

        Assert.Equal((ProbeVerdict.WorksWithRemark, ProbeCause.NoPermission), (result.Verdict, result.Cause));
        Assert.Contains("Bucket Name", result.Advice, StringComparison.Ordinal);
        Assert.Contains("s3:ListBucket", bucket.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "ExpiredToken", ProbeCause.CredentialExpired)]
    [InlineData(400, "InvalidToken", ProbeCause.CredentialRevoked)]
    [InlineData(403, "AccountProblem", ProbeCause.CredentialRefused)]
    [InlineData(503, "SlowDown", ProbeCause.RateLimited)]
    [InlineData(500, "InternalError", ProbeCause.ServerTrouble)]
    [InlineData(403, "SomethingNew", ProbeCause.CredentialRefused)]
    public async Task Probe_OfAStoreThatRefuses_SaysWhy(int status, string code, ProbeCause cause)
    {
        await using var store = await RefusingAsync(status, code);
        using var bench = new ProbeBench();

        (await At(bench, store)).FailedAt(ProbeLayer.Authenticate, cause);
    }

    [Fact]
    public async Task Probe_OfABucketElsewhere_SaysInWhichRegionItIs()
    {
        await using var store = await LoopbackServer.StartAsync(context =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
            {
                context.Response.StatusCode = 301;
                context.Response.Headers["x-amz-bucket-region"] = "ap-south-1";
                return Task.CompletedTask;
            }

            context.Response.ContentType = "application/xml";
            return context.Response.WriteAsync("<ListAllMyBucketsResult><Owner><ID>1</ID></Owner><Buckets></Buckets></ListAllMyBucketsResult>");
        });
        using var bench = new ProbeBench();

        var failed = (await At(bench, store, "avatars")).FailedAt(ProbeLayer.Read, ProbeCause.WrongRegion);

        Assert.Contains("is in the region ap-south-1, not in us-east-1", failed.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>Welcome</body></html>", "text/html", 200)]
    [InlineData("{\"ok\":true}", "application/json", 200)]
    [InlineData("not found", "text/plain", 404)]
    public async Task Probe_OfWhatIsNoStore_SaysSo(string body, string contentType, int status)
    {
        await using var server = await LoopbackServer.AnsweringAsync(body, contentType, status);
        using var bench = new ProbeBench();

        (await At(bench, server)).FailedAt(ProbeLayer.Authenticate, ProbeCause.WrongProtocol);
    }

    [Fact]
    public async Task Probe_OfAnEndlessAnswer_IsGivenUp()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync("<ListAllMyBucketsResult><Buckets>");
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("<Bucket><Name>a</Name></Bucket>", context.RequestAborted);
            }
        });
        using var bench = new ProbeBench();

        (await At(bench, server)).FailedAt(ProbeLayer.Authenticate, ProbeCause.WrongProtocol);
    }

    [Fact]
    public async Task Probe_OfABlackHole_EndsWithTheDeadline()
    {
        using var server = RawServer.Start(says: null);
        using var bench = new ProbeBench(null, ("Probes:Timeout", "00:00:01"));

        (await bench.S3Async(new Uri($"http://127.0.0.1:{server.Port}"), "key", "canary-secret-1")).FailedAt(ProbeLayer.Authenticate, ProbeCause.TimedOut);
    }

    [Fact]
    public async Task Probe_OfAStoreThatRedirectsToAForbiddenAddress_DoesNotFollow()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "http://169.254.169.254/";
            return Task.CompletedTask;
        });
        using var bench = new ProbeBench();

        Assert.Equal(ProbeVerdict.Fails, (await At(bench, server)).Verdict);
    }

    [S3rverFact]
    public async Task Probe_OfS3rver_Works()
    {
        using var bench = new ProbeBench();
        var server = S3TestServer.S3rver;

        Assert.Equal(ProbeVerdict.Works, (await bench.S3Async(server.Endpoint, server.AccessKeyId, server.SecretAccessKey)).Verdict);
    }

    [SwiftFact]
    public async Task Probe_OfSwift_WorksAndKnowsAWrongSecret()
    {
        using var bench = new ProbeBench();
        var server = S3TestServer.Swift;

        Assert.Equal(ProbeVerdict.Works, (await bench.S3Async(server.Endpoint, server.AccessKeyId, server.SecretAccessKey)).Verdict);
        (await bench.S3Async(server.Endpoint, server.AccessKeyId, "canary-wrong")).FailedAt(ProbeLayer.Authenticate, ProbeCause.WrongSecret);
        (await bench.S3Async(server.Endpoint, server.AccessKeyId, server.SecretAccessKey, "no-such-bucket")).FailedAt(ProbeLayer.Read, ProbeCause.NotFound);
    }

    private static Task<ConnectionProbeResult> Sandbox(
        ProbeBench bench, SandboxHost sandbox, string accessKeyId = SandboxHost.AccessKeyId, string secret = SandboxHost.SecretAccessKey, string bucket = "") =>
        bench.S3Async(sandbox.Server.BaseAddress, accessKeyId, secret, bucket);

    private static Task<ConnectionProbeResult> At(ProbeBench bench, LoopbackServer server, string bucket = "") =>
        bench.S3Async(new Uri($"http://127.0.0.1:{server.Port}"), "AKIAKEY", "canary-secret-1", bucket);

    private static Task<LoopbackServer> RefusingAsync(int status, string code) =>
        LoopbackServer.AnsweringAsync($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>No.</Message></Error>", "application/xml", status);
}
