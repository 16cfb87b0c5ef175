using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>A sandbox of its own for each test, and the AWS SDK's client on it.</summary>
public abstract class S3ClientTest : IAsyncLifetime
{
    protected const string Bucket = SandboxHost.Bucket;

    private protected SandboxHost Host { get; private set; } = null!;

    protected AmazonS3Client S3 { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await SandboxHost.StartAsync();
        S3 = Host.S3();
    }

    public async Task DisposeAsync()
    {
        S3.Dispose();
        await Host.DisposeAsync();
    }

    protected async Task<string> PutAsync(string key, byte[] content, string bucket = Bucket) =>
        (await S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(content),
            ContentType = "application/octet-stream" })).ETag;

    /// <summary>All pages together: the keys, and the common prefixes behind a plus sign.</summary>
    protected async Task<string> ListAsync(string prefix, string? delimiter, int pageSize)
    {
        var (keys, prefixes) = (new List<string>(), new List<string>());
        var request = new ListObjectsV2Request { BucketName = Bucket, Prefix = prefix, Delimiter = delimiter, MaxKeys = pageSize };
        do
        {
            var page = await S3.ListObjectsV2Async(request);
            Assert.True(page.KeyCount <= pageSize);
            keys.AddRange((page.S3Objects ?? []).Select(one => one.Key));
            prefixes.AddRange(page.CommonPrefixes ?? []);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
        return string.Join('|', keys) + (prefixes.Count > 0 ? " + " + string.Join('|', prefixes) : "");
    }

    protected static async Task RefusedAsync(string code, int status, Func<Task> action)
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonS3Exception>(action);
        Assert.Equal((code, (HttpStatusCode)status), (refusal.ErrorCode, refusal.StatusCode));
        Assert.NotEmpty(refusal.RequestId);
    }

    protected static async Task<byte[]> ReadAsync(GetObjectResponse response)
    {
        using var content = new MemoryStream();
        await response.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }

    protected static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

#pragma warning disable CA5351 // Entity tags of S3 are MD5.
    protected static string Quoted(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
#pragma warning restore CA5351
}
