using ConnectionsConsole.App.Demo.Sandbox;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Tests.Integration.Runner.Http;
using ConnectionsConsole.Tests.Support;

namespace ConnectionsConsole.Tests.Integration.Runner.S3;

/// <summary>The steps of the main job against the sandbox, which the egress guard opens to address and port alone.</summary>
public sealed class SandboxStepTests
{
    [Fact]
    public async Task Steps_OfTheMainJob_CarryThePictureIntoTheBucketByteByByte()
    {
        using var directory = new TemporaryDirectory();
        await using var sandbox = await StartAsync(directory);
        using var bench = new StepBench(("Egress:Allow:0", $"127.0.0.1:{sandbox.BaseAddress.Port}"));

        var creature = await bench.SucceedAsync(HttpConnector.Get, new() { ["url"] = $"{sandbox.BaseAddress}api/v2/pokemon/pikachu" });
        var sprite = Assert.IsType<JsonStepValue>(creature).Element.GetProperty("sprites").GetProperty("front_default").GetString();
        var picture = Assert.IsType<BinaryStepValue>(await bench.SucceedAsync(HttpConnector.Get, new() { ["url"] = sprite, ["responseType"] = "binary" }));
        await bench.SucceedAsync(AwsS3Connector.PutObject, Inputs("Acme Corp.png", picture), Connection(sandbox, "secret"));

        Assert.Equal("image/png", picture.ContentType);
        Assert.Equal(picture.Data.ToArray(), await File.ReadAllBytesAsync(Path.Combine(sandbox.ObjectsDirectory, "avatars", "Acme Corp.png")));
    }

    [Fact]
    public async Task Put_WithWrongKeyOrBucket_FailsAsOnAmazon()
    {
        using var directory = new TemporaryDirectory();
        await using var sandbox = await StartAsync(directory);
        using var bench = new StepBench(("Egress:Allow:0", $"127.0.0.1:{sandbox.BaseAddress.Port}"));
        var text = StepValue.FromText("text");

        var wrongSecret = await bench.FailAsync(AwsS3Connector.PutObject, Inputs("a", text), Connection(sandbox, "wrong"));
        var wrongKey = await bench.FailAsync(AwsS3Connector.PutObject, Inputs("a", text), Connection(sandbox, "secret", accessKeyId: "nobody"));
        var noBucket = await bench.FailAsync(AwsS3Connector.PutObject, new(Inputs("a", text)) { ["bucket"] = "missing" }, Connection(sandbox, "secret"));

        Assert.Equal((FailureCategory.Credentials, 403), (wrongSecret.Category, wrongSecret.StatusCode));
        Assert.Contains("SignatureDoesNotMatch", wrongSecret.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidAccessKeyId", wrongKey.Message, StringComparison.Ordinal);
        Assert.Equal((FailureCategory.Configuration, 404), (noBucket.Category, noBucket.StatusCode));
        Assert.Contains("There is no bucket missing", noBucket.Message, StringComparison.Ordinal);
    }

    private static Task<SandboxServer> StartAsync(TemporaryDirectory directory) => SandboxServer.StartAsync(
        new SandboxOptions { RootDirectory = directory.Combine("sandbox"), AccessKeyId = "key", SecretAccessKey = "secret", Buckets = ["avatars"] },
        CancellationToken.None);

    private static Dictionary<string, object?> Inputs(string key, StepValue contents) =>
        new() { ["bucket"] = "avatars", ["objectKey"] = key, ["fileContents"] = contents };

    private static ResolvedConnection Connection(SandboxServer sandbox, string secretAccessKey, string accessKeyId = "key") => new(
        "Avatar Bucket",
        "aws-s3",
        "apiKeySecret",
        new Dictionary<string, string>
        {
            ["accessKeyId"] = accessKeyId,
            ["secretAccessKey"] = secretAccessKey,
            ["endpointUrl"] = sandbox.BaseAddress.AbsoluteUri,
        },
        []);
}
