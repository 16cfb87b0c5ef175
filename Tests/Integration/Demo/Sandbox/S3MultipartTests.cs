using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>Multipart uploads as the AWS SDK makes them.</summary>
public sealed class S3MultipartTests : IAsyncLifetime
{
    private const string Bucket = SandboxHost.Bucket;
    private const int FiveMebibytes = 5 * 1024 * 1024;

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

    [Fact]
    public async Task TransferUtility_WithLargeFile_ArrivesWholeWithTheEntityTagOfItsParts()
    {
        var content = new byte[(2 * FiveMebibytes) + 4321];
        new Random(7).NextBytes(content);
        using var transfer = new TransferUtility(_s3, new TransferUtilityConfig { MinSizeBeforePartUpload = FiveMebibytes });

        await transfer.UploadAsync(new TransferUtilityUploadRequest
        {
            BucketName = Bucket,
            Key = "large.bin",
            InputStream = new MemoryStream(content),
            PartSize = FiveMebibytes,
            ContentType = "application/x-large",
        });

        var head = await _s3.GetObjectMetadataAsync(Bucket, "large.bin");
        Assert.Equal(content, await File.ReadAllBytesAsync(_host.FileOf("large.bin")));
        Assert.Equal((content.Length, "application/x-large"), (head.ContentLength, head.Headers.ContentType));
        Assert.Equal($"\"{EntityTagOfParts(content)}-3\"", head.ETag);
    }

    [Fact]
    public async Task Complete_WithPartsListedAndUploadedTwice_TakesTheLast()
    {
        var uploadId = await BeginAsync();
        await UploadAsync(uploadId, 1, new byte[FiveMebibytes]);
        var first = await UploadAsync(uploadId, 1, Enumerable.Repeat((byte)1, FiveMebibytes).ToArray());
        var second = await UploadAsync(uploadId, 7, [2, 3]);

        var listed = await _s3.ListPartsAsync(new ListPartsRequest { BucketName = Bucket, Key = "a", UploadId = uploadId });
        await CompleteAsync(uploadId, (1, first), (7, second));

        Assert.Equal("1 7", string.Join(' ', listed.Parts.Select(part => part.PartNumber)));
        var content = await File.ReadAllBytesAsync(_host.FileOf("a"));
        Assert.Equal((FiveMebibytes + 2, 1, 3), (content.Length, content[0], content[^1]));
        await RefusedAsync("NoSuchUpload", 404, () => CompleteAsync(uploadId, (1, first), (7, second)));
    }

    [Fact]
    public async Task Complete_WithWrongPartsOrderOrSize_IsRefusedAndNothingAppears()
    {
        var uploadId = await BeginAsync();
        var first = await UploadAsync(uploadId, 1, [1]);
        var second = await UploadAsync(uploadId, 2, [2]);

        await RefusedAsync("InvalidPart", 400, () => CompleteAsync(uploadId, (1, first), (2, first)));
        await RefusedAsync("InvalidPart", 400, () => CompleteAsync(uploadId, (1, first), (3, second)));
        await RefusedAsync("EntityTooSmall", 400, () => CompleteAsync(uploadId, (1, first), (2, second)));
        Assert.False(File.Exists(_host.FileOf("a")));
    }

    [Fact]
    public async Task Abort_ForgetsTheParts()
    {
        var uploadId = await BeginAsync();
        var first = await UploadAsync(uploadId, 1, [1]);

        await _s3.AbortMultipartUploadAsync(Bucket, "a", uploadId);

        await RefusedAsync("NoSuchUpload", 404, () => CompleteAsync(uploadId, (1, first)));
        await RefusedAsync("NoSuchUpload", 404, () => UploadAsync(uploadId, 2, [2]));
    }

    [Theory]
    [InlineData("../../../../bucket.json")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task UploadPart_OfUnknownUpload_IsRefused(string uploadId) => await RefusedAsync("NoSuchUpload", 404, () => UploadAsync(uploadId, 1, [1]));

    [Fact]
    public async Task Upload_BegunBeforeARestart_GoesOnAfterIt()
    {
        var uploadId = await BeginAsync();
        var first = await UploadAsync(uploadId, 1, [1, 2, 3]);

        await _host.RestartAsync();

        _s3.Dispose();
        _s3 = _host.S3();
        await CompleteAsync(uploadId, (1, first));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(_host.FileOf("a")));
    }

    private async Task<string> BeginAsync() => (await _s3.InitiateMultipartUploadAsync(Bucket, "a")).UploadId;

    private async Task<string> UploadAsync(string uploadId, int number, byte[] content) => (await _s3.UploadPartAsync(new UploadPartRequest
    {
        BucketName = Bucket,
        Key = "a",
        UploadId = uploadId,
        PartNumber = number,
        InputStream = new MemoryStream(content),
    })).ETag;

    private Task CompleteAsync(string uploadId, params (int Number, string ETag)[] parts) => _s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
    {
        BucketName = Bucket,
        Key = "a",
        UploadId = uploadId,
        PartETags = parts.Select(part => new PartETag(part.Number, part.ETag)).ToList(),
    });

    private static async Task RefusedAsync(string code, int status, Func<Task> action)
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonS3Exception>(action);
        Assert.Equal((code, (HttpStatusCode)status), (refusal.ErrorCode, refusal.StatusCode));
    }

#pragma warning disable CA5351 // Entity tags of S3 are MD5.
    private static string EntityTagOfParts(byte[] content) =>
        Convert.ToHexStringLower(MD5.HashData(content.Chunk(FiveMebibytes).SelectMany(part => MD5.HashData(part)).ToArray()));
#pragma warning restore CA5351
}
