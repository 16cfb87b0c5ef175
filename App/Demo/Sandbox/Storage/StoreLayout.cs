using System.Security.Cryptography;
using System.Text;

namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>
/// Where things lie: objects as <c>s3/BUCKET/KEY</c>, everything else below <c>s3/.meta</c>, which no bucket can be named. Names
/// made from keys are the SHA-256 of the key, so a key never takes part in a path unless <see cref="ObjectPath"/> allows it.
/// </summary>
internal sealed class StoreLayout(string rootDirectory)
{
    public string ObjectsDirectory { get; } = Path.Combine(rootDirectory, "s3");

    public string MetaDirectory => Path.Combine(ObjectsDirectory, ".meta");

    public string TemporaryDirectory => Path.Combine(MetaDirectory, "temporary");

    public string LockFile => Path.Combine(MetaDirectory, "lock");

    public string BucketsDirectory => Path.Combine(MetaDirectory, "buckets");

    public string BucketDirectory(string bucket) => Path.Combine(ObjectsDirectory, bucket);

    public string BucketMetaDirectory(string bucket) => Path.Combine(BucketsDirectory, bucket);

    public string BucketFile(string bucket) => Path.Combine(BucketMetaDirectory(bucket), "bucket.json");

    public string ObjectFilesDirectory(string bucket) => Path.Combine(BucketMetaDirectory(bucket), "objects");

    public string ObjectFile(string bucket, string key) => Path.Combine(ObjectFilesDirectory(bucket), Hash(key) + ".json");

    public string UploadDirectory(string bucket, string uploadId) => Path.Combine(BucketMetaDirectory(bucket), "uploads", uploadId);

    public string ContentFile(string bucket, string key, bool isNamedByKey) => isNamedByKey
        ? Path.Combine(BucketDirectory(bucket), Path.Combine(key.Split('/')))
        : Path.Combine(BucketMetaDirectory(bucket), "contents", Hash(key));

    /// <summary>
    /// Whether the way from the bucket's folder to the key's file consists of real folders: a symbolic link (or a file) that
    /// somebody put there is never followed.
    /// </summary>
    public bool IsWayClear(string bucket, string key)
    {
        var bucketDirectory = BucketDirectory(bucket);
        return ObjectPath.Folders(key)
            .Select(folder => Path.Combine(bucketDirectory, Path.Combine(folder.Split('/'))))
            .Prepend(bucketDirectory)
            .All(folder => !IsLink(folder) && !File.Exists(folder));
    }

    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
