using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using ConnectionsConsole.App.Demo.Sandbox;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>The buckets and lists of the bucket service as the AWS SDK sees them, and what lies in its folder.</summary>
public sealed class S3BucketTests : S3ClientTest
{
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

        var first = await S3.ListObjectsAsync(new ListObjectsRequest { BucketName = Bucket, MaxKeys = 2, Delimiter = "/" });
        var second = await S3.ListObjectsAsync(new ListObjectsRequest { BucketName = Bucket, MaxKeys = 2, Delimiter = "/", Marker = first.NextMarker });

        Assert.Equal(("b/", true), (first.NextMarker, first.IsTruncated));
        Assert.Equal("c", Assert.Single(second.S3Objects).Key);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task DeleteObjects_RemovesAllThatAreNamed()
    {
        await PutAsync("a", Bytes(3));
        await PutAsync("b", Bytes(3));
        await PutAsync("c", Bytes(3));

        var response = await S3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket,
            Objects = [new() { Key = "a" }, new() { Key = "c" }, new() { Key = "d" }] });

        Assert.Equal("a c d", string.Join(' ', response.DeletedObjects.Select(one => one.Key)));
        Assert.Equal("b", await ListAsync("", null, 10));
    }

    [Fact]
    public async Task Buckets_AreCreatedListedFoundAndDeleted()
    {
        await S3.PutBucketAsync("second-bucket");
        await S3.PutBucketAsync("second-bucket");
        var buckets = await S3.ListBucketsAsync();
        await PutAsync("a", Bytes(1), "second-bucket");
        await RefusedAsync("BucketNotEmpty", 409, () => S3.DeleteBucketAsync("second-bucket"));
        await S3.DeleteObjectAsync("second-bucket", "a");
        await S3.DeleteBucketAsync("second-bucket");

        Assert.Equal("avatars second-bucket", string.Join(' ', buckets.Buckets.Select(bucket => bucket.BucketName)));
        Assert.False(Directory.Exists(Path.Combine(Host.Server.ObjectsDirectory, "second-bucket")));
        await RefusedAsync("NoSuchBucket", 404, () => PutAsync("a", Bytes(1), "second-bucket"));
        await RefusedAsync("NoSuchBucket", 404, () => S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "second-bucket" }));
        Assert.Equal("", (await S3.GetBucketLocationAsync(Bucket)).Location.Value);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("api")]
    [InlineData("sprites")]
    public async Task CreateBucket_WithNameThatIsNotAllowed_IsRefused(string name) =>
        await RefusedAsync("InvalidBucketName", 400, () => S3.PutBucketAsync(name));

    [Fact]
    public async Task Restart_KeepsObjectsAndWhatWasSaidAboutThem()
    {
        await S3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", ContentType = "text/css" });

        await Host.RestartAsync();

        using var s3 = Host.S3();
        Assert.Equal("text/css", (await s3.GetObjectMetadataAsync(Bucket, "a")).Headers.ContentType);
    }

    [Fact]
    public async Task Files_ChangedByHand_AreServedAsTheyAre()
    {
        await PutAsync("edited", Bytes(10));
        await PutAsync("deleted", Bytes(10));
        await File.WriteAllTextAsync(Host.FileOf("edited"), "by hand");
        File.Delete(Host.FileOf("deleted"));

        using var got = await S3.GetObjectAsync(Bucket, "edited");

        Assert.Equal("by hand", Encoding.UTF8.GetString(await ReadAsync(got)));
        Assert.Equal(Quoted("by hand"u8.ToArray()), got.ETag);
        Assert.Equal("edited", await ListAsync("", null, 10));
        await RefusedAsync("NoSuchKey", 404, () => S3.GetObjectAsync(Bucket, "deleted"));
    }

    [Fact]
    public async Task RequestServed_TellsMethodPathAndStatusWithoutTheQuery()
    {
        await PutAsync("a b", Bytes(1));
        await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket });

        Assert.Equal([new SandboxRequest("PUT", "/avatars/a%20b", 200), new SandboxRequest("GET", "/avatars/", 200)],
            Host.Requests.Select(one => one with { Path = one.Path == "/avatars" ? "/avatars/" : one.Path }));
    }

    [Fact]
    public async Task FailureOfTheSandboxItself_IsAnInternalErrorAndReachesTheConsole()
    {
        Directory.Delete(Path.Combine(Host.Server.ObjectsDirectory, ".meta", "temporary"));

        await RefusedAsync("InternalError", 500, () => PutAsync("a", Bytes(1)));

        Assert.IsType<DirectoryNotFoundException>(Assert.Single(Host.Requests).Failure);
    }
}
