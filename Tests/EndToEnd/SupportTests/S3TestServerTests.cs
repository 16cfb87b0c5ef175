using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.EndToEnd.SupportTests;

/// <summary>What the S3 tests rely on: one server keeps bytes, the other one verifies signatures too.</summary>
public sealed class S3TestServerTests
{
    [S3rverFact]
    public Task S3rver_KeepsBytes() => KeepsBytesAsync(S3TestServer.S3rver);

    [SwiftFact]
    public Task Swift_KeepsBytes() => KeepsBytesAsync(S3TestServer.Swift);

    [SwiftFact]
    public async Task Swift_WithWrongSecret_RefusesTheSignature()
    {
        using var client = Client(S3TestServer.Swift with { SecretAccessKey = "wrong" });
        var exception = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.ListBucketsAsync());
        Assert.Equal(HttpStatusCode.Forbidden, exception.StatusCode);
        Assert.Equal("SignatureDoesNotMatch", exception.ErrorCode);
    }

    [SwiftFact]
    public async Task Swift_WithMissingBucket_SaysSo()
    {
        using var client = Client(S3TestServer.Swift);
        var exception = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.GetObjectAsync($"missing-{Guid.NewGuid():N}", "key"));
        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.Equal("NoSuchBucket", exception.ErrorCode);
    }

    private static async Task KeepsBytesAsync(S3TestServer server)
    {
        using var client = Client(server);
        var bucket = $"bucket-{Guid.NewGuid():N}";
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        await client.PutBucketAsync(bucket);
        await client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = "folder/a picture.png",
            InputStream = new MemoryStream(bytes),
            ContentType = "image/png",
            UseChunkEncoding = false,
        });

        using var response = await client.GetObjectAsync(bucket, "folder/a picture.png");
        using var copy = new MemoryStream();
        await response.ResponseStream.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal("image/png", response.Headers.ContentType);
    }

    private static AmazonS3Client Client(S3TestServer server) => new(
        new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = server.Endpoint.ToString(),
            AuthenticationRegion = server.Region,
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
}
