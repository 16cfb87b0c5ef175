using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using ConnectionsConsole.App.Demo.Sandbox;

namespace ConnectionsConsole.Integration.Demo.Sandbox;

/// <summary>The bucket service as the AWS SDK sees it.</summary>
public sealed class S3ClientTests : IAsyncLifetime
{
    private const string Bucket = SandboxHost.Bucket;

    private SandboxHost _host = null!;
    private AmazonS3Client _s3 = null!;

    public async Task InitializeAsync()
    {
        _host = await SandboxHost.StartAsync();
        _s3 = _host.S3();
    }

    public async Task DisposeAsync()
    {
        _s3.Dispose();
        await _host.DisposeAsync();
    }

    public static TheoryData<string, bool, string?> WaysToSend => new()
    {
        { "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", true, null },
        { "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", true, "SHA1" },
        { "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", true, "SHA256" },
        { "", false, null },
        { "", false, "CRC32" },
    };

    [Theory]
    [MemberData(nameof(WaysToSend))]
    public async Task Put_InEveryWayOfTheSdk_ArrivesWhole(string announced, bool useChunks, string? algorithm)
    {
        var sent = "";
        using var s3 = _host.S3(tamper: request =>
        {
            sent = request.Headers.GetValues("x-amz-content-sha256").Single();
            return Task.CompletedTask;
        });
        var content = Bytes(300_000);

        var response = await s3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "FTL Rockets.png",
            InputStream = new MemoryStream(content),
            ContentType = "image/png",
            UseChunkEncoding = useChunks,
            ChecksumAlgorithm = algorithm is null ? null : new ChecksumAlgorithm(algorithm),
        });

        Assert.True(announced.Length == 0 ? sent.Length == 64 : sent == announced, $"The SDK sent {sent}.");
        Assert.Equal(content, await File.ReadAllBytesAsync(_host.FileOf("FTL Rockets.png")));
        Assert.Equal(Quoted(content), response.ETag);
    }

    [Fact]
    public async Task Put_WithoutChunksAndChecksum_ArrivesWhole()
    {
        using var s3 = new AmazonS3Client(
            new Amazon.Runtime.BasicAWSCredentials(SandboxHost.AccessKeyId, SandboxHost.SecretAccessKey),
            new AmazonS3Config
            {
                ServiceURL = _host.Server.BaseAddress.ToString(),
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
                RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED,
            });

        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a.txt", ContentBody = "hello", UseChunkEncoding = false });

        Assert.Equal("hello", await File.ReadAllTextAsync(_host.FileOf("a.txt")));
    }

    [Fact]
    public async Task Get_AfterPut_ReturnsContentAndWhatWasSaidAboutIt()
    {
        var content = Bytes(5000);
        var put = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "folder/Smith & Söhne.png",
            InputStream = new MemoryStream(content),
            ContentType = "image/png",
            TagSet = [new Tag { Key = "customer", Value = "FTL Rockets" }],
        };
        put.Metadata["note"] = "two  spaces";
        put.Headers.CacheControl = "max-age=60";
        put.Headers.ContentDisposition = "inline; filename=\"a.png\"";
        await _s3.PutObjectAsync(put);

        using var got = await _s3.GetObjectAsync(Bucket, "folder/Smith & Söhne.png");

        Assert.Equal(content, await ReadAsync(got));
        Assert.Equal("image/png", got.Headers.ContentType);
        Assert.Equal("max-age=60", got.Headers.CacheControl);
        Assert.Equal("inline; filename=\"a.png\"", got.Headers.ContentDisposition);
        Assert.Equal("two  spaces", got.Metadata["note"]);
        Assert.Equal(1, got.TagCount);
        Assert.Equal(Quoted(content), got.ETag);
        Assert.True(got.LastModified > DateTime.UtcNow.AddMinutes(-2) && got.LastModified < DateTime.UtcNow.AddMinutes(2));
    }

    [Theory]
    [InlineData("bytes=0-9", 0, 10)]
    [InlineData("bytes=990-", 990, 10)]
    [InlineData("bytes=-5", 995, 5)]
    [InlineData("bytes=998-5000", 998, 2)]
    public async Task Get_WithRange_ReturnsThatPart(string range, int first, int length)
    {
        var content = Bytes(1000);
        await PutAsync("a.bin", content);

        using var got = await _s3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a.bin", ByteRange = new ByteRange(range) });

        Assert.Equal(HttpStatusCode.PartialContent, got.HttpStatusCode);
        Assert.Equal($"bytes {first}-{first + length - 1}/1000", got.ContentRange);
        Assert.Equal(content[first..(first + length)], await ReadAsync(got));
    }

    [Fact]
    public async Task Get_WithRangeBehindTheEnd_IsNotSatisfiable()
    {
        await PutAsync("a.bin", Bytes(10));

        await RefusedAsync("InvalidRange", 416, () =>
            _s3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a.bin", ByteRange = new ByteRange("bytes=10-") }));
    }

    [Fact]
    public async Task Get_OnConditionOfAnotherEntityTag_FailsAndOfTheSame_SendsNothing()
    {
        var etag = await PutAsync("a.bin", Bytes(10));

        await RefusedAsync("PreconditionFailed", 412, () =>
            _s3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a.bin", EtagToMatch = "\"other\"" }));
        await RefusedAsync("NotModified", 304, () => _s3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a.bin", EtagToNotMatch = etag }));
    }

    [Fact]
    public async Task Put_OnConditionThatNothingIsThere_CreatesOnce()
    {
        var put = () => _s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "once", ContentBody = "1", IfNoneMatch = "*" });

        await put();

        await RefusedAsync("PreconditionFailed", 412, put);
    }

    [Fact]
    public async Task Head_TellsLengthAndType_AndMissingObjectsAre404()
    {
        await PutAsync("a.bin", Bytes(1234));

        var head = await _s3.GetObjectMetadataAsync(Bucket, "a.bin");

        Assert.Equal((1234, "application/octet-stream"), (head.ContentLength, head.Headers.ContentType));
        await RefusedAsync("NotFound", 404, () => _s3.GetObjectMetadataAsync(Bucket, "b.bin"));
    }

    [Fact]
    public async Task List_WithDelimiterAndPages_RollsUpFolders()
    {
        foreach (var key in (string[])["a.png", "b/1.png", "b/2.png", "b/c/3.png", "b2.png", "ü.png", "z z.png"])
        {
            await PutAsync(key, Bytes(3));
        }

        Assert.Equal("a.png|b2.png|z z.png|ü.png + b/", await ListAsync("", "/", 1000));
        Assert.Equal("a.png|b2.png|z z.png|ü.png + b/", await ListAsync("", "/", 1));
        Assert.Equal("b/1.png|b/2.png + b/c/", await ListAsync("b/", "/", 2));
        Assert.Equal("b/1.png|b/2.png|b/c/3.png|b2.png", await ListAsync("b", null, 3));
    }

    [Fact]
    public async Task ListFirstVersion_GoesOnBehindTheMarker()
    {
        foreach (var key in (string[])["a", "b/1", "b/2", "c"])
        {
            await PutAsync(key, Bytes(3));
        }

        var first = await _s3.ListObjectsAsync(new ListObjectsRequest { BucketName = Bucket, MaxKeys = 2, Delimiter = "/" });
        var second = await _s3.ListObjectsAsync(new ListObjectsRequest { BucketName = Bucket, MaxKeys = 2, Delimiter = "/", Marker = first.NextMarker });

        Assert.Equal(("b/", true), (first.NextMarker, first.IsTruncated));
        Assert.Equal("c", Assert.Single(second.S3Objects).Key);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Delete_RemovesFileAndEmptyFolders_AndIsNotAnErrorTwice()
    {
        await PutAsync("deep/er/a.png", Bytes(3));

        await _s3.DeleteObjectAsync(Bucket, "deep/er/a.png");
        await _s3.DeleteObjectAsync(Bucket, "deep/er/a.png");

        Assert.False(Directory.Exists(_host.FileOf("deep")));
        await RefusedAsync("NoSuchKey", 404, () => _s3.GetObjectAsync(Bucket, "deep/er/a.png"));
    }

    [Fact]
    public async Task DeleteObjects_RemovesAllThatAreNamed()
    {
        await PutAsync("a", Bytes(3));
        await PutAsync("b", Bytes(3));
        await PutAsync("c", Bytes(3));

        var response = await _s3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket,
            Objects = [new() { Key = "a" }, new() { Key = "c" }, new() { Key = "d" }] });

        Assert.Equal("a c d", string.Join(' ', response.DeletedObjects.Select(one => one.Key)));
        Assert.Equal("b", await ListAsync("", null, 10));
    }

    [Fact]
    public async Task Tags_ArePutReadReplacedAndRemoved()
    {
        await PutAsync("a", Bytes(3));
        await _s3.PutObjectTaggingAsync(new PutObjectTaggingRequest { BucketName = Bucket, Key = "a",
            Tagging = new Tagging { TagSet = [new Tag { Key = "k", Value = "v & w" }] } });

        var tags = await _s3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = "a" });
        await _s3.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = Bucket, Key = "a" });
        var none = await _s3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = "a" });

        Assert.Equal(("k", "v & w"), tags.Tagging.Select(tag => (tag.Key, tag.Value)).Single());
        Assert.Empty(none.Tagging ?? []);
    }

    [Fact]
    public async Task Acl_OfTheCannedList_IsKeptAndShown()
    {
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", CannedACL = S3CannedACL.PublicRead });

        var acl = await _s3.GetObjectAclAsync(new GetObjectAclRequest { BucketName = Bucket, Key = "a" });

        Assert.Contains(acl.Grants, grant => grant.Grantee.URI?.EndsWith("AllUsers", StringComparison.Ordinal) == true
            && grant.Permission == S3Permission.READ);
        await RefusedAsync("InvalidArgument", 400, () =>
            _s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", CannedACL = new S3CannedACL("everyone") }));
        using var anonymous = _host.Http();
        using var response = await anonymous.GetAsync(new Uri($"{Bucket}/a", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Copy_TakesContentMetadataAndTags()
    {
        var put = new PutObjectRequest { BucketName = Bucket, Key = "from here", ContentBody = "hello", ContentType = "text/plain",
            TagSet = [new Tag { Key = "k", Value = "v" }] };
        put.Metadata["note"] = "kept";
        await _s3.PutObjectAsync(put);

        await _s3.CopyObjectAsync(Bucket, "from here", Bucket, "to/there");

        using var got = await _s3.GetObjectAsync(Bucket, "to/there");
        Assert.Equal("hello", Encoding.UTF8.GetString(await ReadAsync(got)));
        Assert.Equal(("text/plain", "kept", 1), (got.Headers.ContentType, got.Metadata["note"], got.TagCount));
        await RefusedAsync("NoSuchKey", 404, () => _s3.CopyObjectAsync(Bucket, "missing", Bucket, "to/there"));
        await RefusedAsync("InvalidRequest", 400, () => _s3.CopyObjectAsync(Bucket, "to/there", Bucket, "to/there"));
    }

    [Fact]
    public async Task Buckets_AreCreatedListedFoundAndDeleted()
    {
        await _s3.PutBucketAsync("second-bucket");
        await _s3.PutBucketAsync("second-bucket");
        var buckets = await _s3.ListBucketsAsync();
        await PutAsync("a", Bytes(1), "second-bucket");
        await RefusedAsync("BucketNotEmpty", 409, () => _s3.DeleteBucketAsync("second-bucket"));
        await _s3.DeleteObjectAsync("second-bucket", "a");
        await _s3.DeleteBucketAsync("second-bucket");

        Assert.Equal("avatars second-bucket", string.Join(' ', buckets.Buckets.Select(bucket => bucket.BucketName)));
        Assert.False(Directory.Exists(Path.Combine(_host.Server.ObjectsDirectory, "second-bucket")));
        await RefusedAsync("NoSuchBucket", 404, () => PutAsync("a", Bytes(1), "second-bucket"));
        await RefusedAsync("NoSuchBucket", 404, () => _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "second-bucket" }));
        Assert.Equal("", (await _s3.GetBucketLocationAsync(Bucket)).Location.Value);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("api")]
    [InlineData("sprites")]
    public async Task CreateBucket_WithNameThatIsNotAllowed_IsRefused(string name) =>
        await RefusedAsync("InvalidBucketName", 400, () => _s3.PutBucketAsync(name));

    [Fact]
    public async Task Restart_KeepsObjectsAndWhatWasSaidAboutThem()
    {
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", ContentType = "text/css" });

        await _host.RestartAsync();

        using var s3 = _host.S3();
        Assert.Equal("text/css", (await s3.GetObjectMetadataAsync(Bucket, "a")).Headers.ContentType);
    }

    [Fact]
    public async Task Files_ChangedByHand_AreServedAsTheyAre()
    {
        await PutAsync("edited", Bytes(10));
        await PutAsync("deleted", Bytes(10));
        await File.WriteAllTextAsync(_host.FileOf("edited"), "by hand");
        File.Delete(_host.FileOf("deleted"));

        using var got = await _s3.GetObjectAsync(Bucket, "edited");

        Assert.Equal("by hand", Encoding.UTF8.GetString(await ReadAsync(got)));
        Assert.Equal(Quoted("by hand"u8.ToArray()), got.ETag);
        Assert.Equal("edited", await ListAsync("", null, 10));
        await RefusedAsync("NoSuchKey", 404, () => _s3.GetObjectAsync(Bucket, "deleted"));
    }

    [Fact]
    public async Task Put_ManyAtOnceOfOneKey_LeavesOneOfThemWhole()
    {
        var contents = Enumerable.Range(0, 12).Select(number => Enumerable.Repeat((byte)number, 200_000).ToArray()).ToList();

        await Task.WhenAll(contents.Select(content => PutAsync("contended", content)));

        using var got = await _s3.GetObjectAsync(Bucket, "contended");
        var kept = await ReadAsync(got);
        Assert.Contains(contents, content => content.SequenceEqual(kept));
        Assert.Equal(Quoted(kept), got.ETag);
        Assert.Empty(Directory.GetFiles(Path.Combine(_host.Server.ObjectsDirectory, ".meta", "temporary")));
    }

    [Fact]
    public async Task RequestServed_TellsMethodPathAndStatusWithoutTheQuery()
    {
        await PutAsync("a b", Bytes(1));
        await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket });

        Assert.Equal([new SandboxRequest("PUT", "/avatars/a%20b", 200), new SandboxRequest("GET", "/avatars/", 200)],
            _host.Requests.Select(one => one with { Path = one.Path == "/avatars" ? "/avatars/" : one.Path }));
    }

    [Fact]
    public async Task FailureOfTheSandboxItself_IsAnInternalErrorAndReachesTheConsole()
    {
        Directory.Delete(Path.Combine(_host.Server.ObjectsDirectory, ".meta", "temporary"));

        await RefusedAsync("InternalError", 500, () => PutAsync("a", Bytes(1)));

        Assert.IsType<DirectoryNotFoundException>(Assert.Single(_host.Requests).Failure);
    }

    private async Task<string> PutAsync(string key, byte[] content, string bucket = Bucket) =>
        (await _s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(content),
            ContentType = "application/octet-stream" })).ETag;

    /// <summary>All pages together: the keys, and the common prefixes behind a plus sign.</summary>
    private async Task<string> ListAsync(string prefix, string? delimiter, int pageSize)
    {
        var (keys, prefixes) = (new List<string>(), new List<string>());
        var request = new ListObjectsV2Request { BucketName = Bucket, Prefix = prefix, Delimiter = delimiter, MaxKeys = pageSize };
        do
        {
            var page = await _s3.ListObjectsV2Async(request);
            Assert.True(page.KeyCount <= pageSize);
            keys.AddRange((page.S3Objects ?? []).Select(one => one.Key));
            prefixes.AddRange(page.CommonPrefixes ?? []);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
        return string.Join('|', keys) + (prefixes.Count > 0 ? " + " + string.Join('|', prefixes) : "");
    }

    private static async Task RefusedAsync(string code, int status, Func<Task> action)
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonS3Exception>(action);
        Assert.Equal((code, (HttpStatusCode)status), (refusal.ErrorCode, refusal.StatusCode));
        Assert.NotEmpty(refusal.RequestId);
    }

    private static async Task<byte[]> ReadAsync(GetObjectResponse response)
    {
        using var content = new MemoryStream();
        await response.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

#pragma warning disable CA5351 // Entity tags of S3 are MD5.
    private static string Quoted(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
#pragma warning restore CA5351
}
