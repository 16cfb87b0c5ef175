using System.Security.Cryptography;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Tests.Integration.Runner.Http;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Integration.Runner.S3;

/// <summary>S3 steps against stores that know nothing of this project: one that verifies signatures, and one for bytes.</summary>
public sealed class S3StoreTests : IDisposable
{
    private readonly StepBench _bench = new();
    private readonly string _bucket = $"avatars-{Guid.NewGuid():N}";

    public void Dispose() => _bench.Dispose();

    [SwiftFact]
    public async Task Objects_InSwift_ArePutReadListedAndDeleted() => await PutReadListAndDeleteAsync(S3TestServer.Swift);

    [S3rverFact]
    public async Task Objects_InS3rver_ArePutReadListedAndDeleted() => await PutReadListAndDeleteAsync(S3TestServer.S3rver);

    [SwiftTheory]
    [InlineData("Acme Corp.png")]
    [InlineData("folder/sub folder/ä+b=c&d.png")]
    [InlineData("100%25 (final)~'!*.txt")]
    [InlineData("日本/😀.png")]
    [InlineData("trailing/")]
    [InlineData("a//b")]
    public async Task Key_WithUnusualCharacters_ArrivesAsWritten(string key)
    {
        var store = S3TestServer.Swift;
        await CreateBucketAsync(store);

        await _bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(store, ("objectKey", key), ("fileContents", "text")), Connection(store));

        Assert.Equal("text", StepInputs.ToText(await _bench.SucceedAsync(AwsS3Connector.GetObject, Inputs(store, ("objectKey", key)), Connection(store))));
        Assert.Equal([key], await KeysAsync(store));
    }

    [SwiftFact]
    public async Task List_PageByPage_GivesEveryObjectOnce()
    {
        var store = S3TestServer.Swift;
        await CreateBucketAsync(store);
        foreach (var key in new[] { "a/1", "a/2", "a/3", "b/1" })
        {
            await _bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(store, ("objectKey", key), ("fileContents", key)), Connection(store));
        }

        var first = Json(await _bench.SucceedAsync(AwsS3Connector.ListObjects, Inputs(store, ("prefix", "a/"), ("maxKeys", "2")), Connection(store)));
        var token = first.GetProperty("NextContinuationToken").GetString()!;
        var second = Json(await _bench.SucceedAsync(
            AwsS3Connector.ListObjects, Inputs(store, ("prefix", "a/"), ("maxKeys", "2"), ("continuationToken", token)), Connection(store)));

        Assert.Equal((true, 2), (first.GetProperty("IsTruncated").GetBoolean(), first.GetProperty("KeyCount").GetInt32()));
        Assert.Equal((false, 1), (second.GetProperty("IsTruncated").GetBoolean(), second.GetProperty("KeyCount").GetInt32()));
        Assert.Equal(["a/1", "a/2", "a/3"], Keys(first).Concat(Keys(second)));
    }

    [SwiftFact]
    public async Task Secret_ThatIsWrong_IsAMatterOfCredentials()
    {
        var store = S3TestServer.Swift;
        await CreateBucketAsync(store);

        var wrongSecret = await PutFailsAsync(store, Connection(store, secretAccessKey: "wrong"));
        var wrongKey = await PutFailsAsync(store, Connection(store, accessKeyId: "test:nobody"));

        Assert.Equal((FailureCategory.Credentials, 403), (wrongSecret.Category, wrongSecret.StatusCode));
        Assert.Contains("Secret Access Key", wrongSecret.Message, StringComparison.Ordinal);
        Assert.Contains("SignatureDoesNotMatch", wrongSecret.Message, StringComparison.Ordinal);
        Assert.Equal((FailureCategory.Credentials, 403), (wrongKey.Category, wrongKey.StatusCode));
        Assert.DoesNotContain("wrong", wrongSecret.Message, StringComparison.Ordinal);
    }

    [SwiftFact]
    public async Task Bucket_ThatDoesNotExist_IsAMatterOfConfiguration()
    {
        var store = S3TestServer.Swift;

        var failure = await PutFailsAsync(store, Connection(store));

        Assert.Equal((FailureCategory.Configuration, 404), (failure.Category, failure.StatusCode));
        Assert.Contains($"There is no bucket {_bucket}", failure.Message, StringComparison.Ordinal);
    }

    [SwiftFact]
    public async Task Object_ThatDoesNotExist_FailsForGoodWhileDeletingItSucceeds()
    {
        var store = S3TestServer.Swift;
        await CreateBucketAsync(store);

        var failure = await _bench.FailAsync(AwsS3Connector.GetObject, Inputs(store, ("objectKey", "nothing.png")), Connection(store));
        await _bench.SucceedAsync(AwsS3Connector.DeleteObject, Inputs(store, ("objectKey", "nothing.png")), Connection(store));

        Assert.Equal((FailureCategory.Permanent, 404), (failure.Category, failure.StatusCode));
        Assert.Contains("Check Object Key", failure.Message, StringComparison.Ordinal);
    }

    [SwiftFact]
    public async Task Region_OfAnotherName_IsAMatterOfConfiguration()
    {
        var store = S3TestServer.Swift;
        await CreateBucketAsync(store);

        var failure = await _bench.FailAsync(
            AwsS3Connector.PutObject, Inputs(store, ("awsRegion", "eu-west-1"), ("objectKey", "a"), ("fileContents", "a")), Connection(store));

        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Contains("Check AWS Region", failure.Message, StringComparison.Ordinal);
    }

    private async Task PutReadListAndDeleteAsync(S3TestServer store)
    {
        var picture = RandomNumberGenerator.GetBytes(300_000);
        using var client = await CreateBucketAsync(store);
        var connection = Connection(store);

        var put = Json(await _bench.SucceedAsync(
            AwsS3Connector.PutObject,
            Inputs(store, ("objectKey", "Acme.png"), ("fileContents", new BinaryStepValue(picture, "image/png")), ("acl", "private")),
            connection));
        var data = new JsonStepValue("{\"a\":[1]}"u8.ToArray());
        await _bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(store, ("objectKey", "data.json"), ("fileContents", data)), connection);
        await _bench.SucceedAsync(AwsS3Connector.PutObject, Inputs(store, ("objectKey", "words.txt"), ("fileContents", "naïve")), connection);

        Assert.Equal((await client.GetObjectMetadataAsync(_bucket, "Acme.png")).ETag, put.GetProperty("ETag").GetString());
        var binary = Assert.IsType<BinaryStepValue>(await _bench.SucceedAsync(AwsS3Connector.GetObject, Inputs(store, ("objectKey", "Acme.png")), connection));
        Assert.Equal("image/png", binary.ContentType);
        Assert.Equal(picture, binary.Data.ToArray());
        var json = await _bench.SucceedAsync(AwsS3Connector.GetObject, Inputs(store, ("objectKey", "data.json"), ("responseType", "json")), connection);
        Assert.Equal("{\"a\":[1]}", json.ToString());
        var text = await _bench.SucceedAsync(AwsS3Connector.GetObject, Inputs(store, ("objectKey", "words.txt"), ("responseType", "text")), connection);
        Assert.Equal("naïve", StepInputs.ToText(text));
        using (var stored = await client.GetObjectAsync(_bucket, "words.txt"))
        {
            Assert.Equal("text/plain; charset=utf-8", stored.Headers.ContentType, ignoreCase: true);
        }

        Assert.Equal(["Acme.png", "data.json", "words.txt"], await KeysAsync(store));
        await _bench.SucceedAsync(AwsS3Connector.DeleteObject, Inputs(store, ("objectKey", "data.json")), connection);
        Assert.Equal(["Acme.png", "words.txt"], await KeysAsync(store));
        Assert.Equal(1, _bench.S3Clients.Count);
    }

    private async Task<StepFailure> PutFailsAsync(S3TestServer store, ResolvedConnection connection) =>
        await _bench.FailAsync(AwsS3Connector.PutObject, Inputs(store, ("objectKey", "a"), ("fileContents", "a")), connection);

    private async Task<string[]> KeysAsync(S3TestServer store) =>
        Keys(Json(await _bench.SucceedAsync(AwsS3Connector.ListObjects, Inputs(store), Connection(store))));

    private static string[] Keys(JsonElement listing) =>
        [.. listing.GetProperty("Contents").EnumerateArray().Select(item => item.GetProperty("Key").GetString()!)];

    private static JsonElement Json(StepValue value) => Assert.IsType<JsonStepValue>(value).Element;

    private async Task<AmazonS3Client> CreateBucketAsync(S3TestServer store)
    {
        var client = new AmazonS3Client(
            new BasicAWSCredentials(store.AccessKeyId, store.SecretAccessKey),
            new AmazonS3Config { ServiceURL = store.Endpoint.AbsoluteUri, AuthenticationRegion = store.Region, ForcePathStyle = true });
        await client.PutBucketAsync(_bucket);
        return client;
    }

    private Dictionary<string, object?> Inputs(S3TestServer store, params (string Key, object Value)[] inputs)
    {
        var all = inputs.ToDictionary(input => input.Key, input => (object?)input.Value);
        all.TryAdd("awsRegion", store.Region);
        all["bucket"] = _bucket;
        return all;
    }

    private static ResolvedConnection Connection(S3TestServer store, string? accessKeyId = null, string? secretAccessKey = null) => new(
        "Avatar Bucket",
        "aws-s3",
        "apiKeySecret",
        new Dictionary<string, string>
        {
            ["accessKeyId"] = accessKeyId ?? store.AccessKeyId,
            ["secretAccessKey"] = secretAccessKey ?? store.SecretAccessKey,
            ["endpointUrl"] = store.Endpoint.AbsoluteUri,
        },
        []);
}
