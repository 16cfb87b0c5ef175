using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using ConnectionsConsole.App.Demo.Sandbox;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>The objects of the bucket service as the AWS SDK sees them.</summary>
public sealed class S3ObjectTests : S3ClientTest
{
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
        using var s3 = Host.S3(tamper: request =>
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
        Assert.Equal(content, await File.ReadAllBytesAsync(Host.FileOf("FTL Rockets.png")));
        Assert.Equal(Quoted(content), response.ETag);
    }

    [Fact]
    public async Task Put_WithoutChunksAndChecksum_ArrivesWhole()
    {
        using var s3 = new AmazonS3Client(
            new Amazon.Runtime.BasicAWSCredentials(SandboxHost.AccessKeyId, SandboxHost.SecretAccessKey),
            new AmazonS3Config
            {
                ServiceURL = Host.Server.BaseAddress.ToString(),
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
                RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED,
            });

        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a.txt", ContentBody = "hello", UseChunkEncoding = false });

        Assert.Equal("hello", await File.ReadAllTextAsync(Host.FileOf("a.txt")));
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
        await S3.PutObjectAsync(put);

        using var got = await S3.GetObjectAsync(Bucket, "folder/Smith & Söhne.png");

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

        using var got = await S3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a.bin", ByteRange = new ByteRange(range) });

        Assert.Equal(HttpStatusCode.PartialContent, got.HttpStatusCode);
        Assert.Equal($"bytes {first}-{first + length - 1}/1000", got.ContentRange);
        Assert.Equal(content[first..(first + length)], await ReadAsync(got));
    }

    [Fact]
    public async Task Get_WithRangeBehindTheEnd_IsNotSatisfiable()
    {
        await PutAsync("a.bin", Bytes(10));

        await RefusedAsync("InvalidRange", 416, () =>
            S3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a.bin", ByteRange = new ByteRange("bytes=10-") }));
    }

    [Fact]
    public async Task Get_OnConditionOfAnotherEntityTag_FailsAndOfTheSame_SendsNothing()
    {
        var etag = await PutAsync("a.bin", Bytes(10));

        await RefusedAsync("PreconditionFailed", 412, () =>
            S3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a.bin", EtagToMatch = "\"other\"" }));
        await RefusedAsync("NotModified", 304, () => S3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a.bin", EtagToNotMatch = etag }));
    }

    [Fact]
    public async Task Put_OnConditionThatNothingIsThere_CreatesOnce()
    {
        var put = () => S3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "once", ContentBody = "1", IfNoneMatch = "*" });

        await put();

        await RefusedAsync("PreconditionFailed", 412, put);
    }

    [Fact]
    public async Task Head_TellsLengthAndType_AndMissingObjectsAre404()
    {
        await PutAsync("a.bin", Bytes(1234));

        var head = await S3.GetObjectMetadataAsync(Bucket, "a.bin");

        Assert.Equal((1234, "application/octet-stream"), (head.ContentLength, head.Headers.ContentType));
        await RefusedAsync("NotFound", 404, () => S3.GetObjectMetadataAsync(Bucket, "b.bin"));
    }

    [Fact]
    public async Task Delete_RemovesFileAndEmptyFolders_AndIsNotAnErrorTwice()
    {
        await PutAsync("deep/er/a.png", Bytes(3));

        await S3.DeleteObjectAsync(Bucket, "deep/er/a.png");
        await S3.DeleteObjectAsync(Bucket, "deep/er/a.png");

        Assert.False(Directory.Exists(Host.FileOf("deep")));
        await RefusedAsync("NoSuchKey", 404, () => S3.GetObjectAsync(Bucket, "deep/er/a.png"));
    }

    [Fact]
    public async Task Tags_ArePutReadReplacedAndRemoved()
    {
        await PutAsync("a", Bytes(3));
        await S3.PutObjectTaggingAsync(new PutObjectTaggingRequest { BucketName = Bucket, Key = "a",
            Tagging = new Tagging { TagSet = [new Tag { Key = "k", Value = "v & w" }] } });

        var tags = await S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = "a" });
        await S3.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = Bucket, Key = "a" });
        var none = await S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = "a" });

        Assert.Equal(("k", "v & w"), tags.Tagging.Select(tag => (tag.Key, tag.Value)).Single());
        Assert.Empty(none.Tagging ?? []);
    }

    [Fact]
    public async Task Acl_OfTheCannedList_IsKeptAndShown()
    {
        await S3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", CannedACL = S3CannedACL.PublicRead });

        var acl = await S3.GetObjectAclAsync(new GetObjectAclRequest { BucketName = Bucket, Key = "a" });

        Assert.Contains(acl.Grants, grant => grant.Grantee.URI?.EndsWith("AllUsers", StringComparison.Ordinal) == true
            && grant.Permission == S3Permission.READ);
        await RefusedAsync("InvalidArgument", 400, () =>
            S3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", CannedACL = new S3CannedACL("everyone") }));
        using var anonymous = Host.Http();
        using var response = await anonymous.GetAsync(new Uri($"{Bucket}/a", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Copy_TakesContentMetadataAndTags()
    {
        var put = new PutObjectRequest { BucketName = Bucket, Key = "from here", ContentBody = "hello", ContentType = "text/plain",
            TagSet = [new Tag { Key = "k", Value = "v" }] };
        put.Metadata["note"] = "kept";
        await S3.PutObjectAsync(put);

        await S3.CopyObjectAsync(Bucket, "from here", Bucket, "to/there");

        using var got = await S3.GetObjectAsync(Bucket, "to/there");
        Assert.Equal("hello", Encoding.UTF8.GetString(await ReadAsync(got)));
        Assert.Equal(("text/plain", "kept", 1), (got.Headers.ContentType, got.Metadata["note"], got.TagCount));
        await RefusedAsync("NoSuchKey", 404, () => S3.CopyObjectAsync(Bucket, "missing", Bucket, "to/there"));
        await RefusedAsync("InvalidRequest", 400, () => S3.CopyObjectAsync(Bucket, "to/there", Bucket, "to/there"));
    }

    [Fact]
    public async Task Put_ManyAtOnceOfOneKey_LeavesOneOfThemWhole()
    {
        var contents = Enumerable.Range(0, 12).Select(number => Enumerable.Repeat((byte)number, 200_000).ToArray()).ToList();

        await Task.WhenAll(contents.Select(content => PutAsync("contended", content)));

        using var got = await S3.GetObjectAsync(Bucket, "contended");
        var kept = await ReadAsync(got);
        Assert.Contains(contents, content => content.SequenceEqual(kept));
        Assert.Equal(Quoted(kept), got.ETag);
        Assert.Empty(Directory.GetFiles(Path.Combine(Host.Server.ObjectsDirectory, ".meta", "temporary")));
    }
}
