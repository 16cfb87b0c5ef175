using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ConnectionsConsole.App.Demo.Sandbox.Checksums;
using ConnectionsConsole.App.Demo.Sandbox.S3;

namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>What was said when a multipart upload began.</summary>
internal sealed record UploadFile(string Key, ObjectAttributes Attributes, string? ChecksumAlgorithm, string ChecksumType);

/// <summary>A part as it lies on disk; its entity tag is part of the file name.</summary>
internal sealed record UploadedPart(int Number, string ETag, long Length, DateTimeOffset LastModified, string Path);

/// <summary>A part as CompleteMultipartUpload names it, with the checksum where the client repeats it there.</summary>
internal sealed record CompletedPart(int Number, string ETag, StoredChecksum? Checksum);

/// <summary>
/// Multipart uploads under way. All they are is files in a folder of their own, so they outlive the process as the clients expect.
/// </summary>
internal sealed class MultipartUploads(ObjectStore store)
{
    public const int MostParts = 10_000;

    private const long SmallestPartBytes = 5 * 1024 * 1024;
    private const string DescriptionFile = "upload.json";

    public string Create(string bucket, UploadFile upload)
    {
        var uploadId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        ObjectStore.WriteJson(Path.Combine(store.Layout.UploadDirectory(bucket, uploadId), DescriptionFile), upload, store.Layout.TemporaryDirectory);
        return uploadId;
    }

    public UploadFile Find(string bucket, string key, string uploadId)
    {
        var file = Path.Combine(Folder(bucket, uploadId), DescriptionFile);
        var upload = File.Exists(file) ? JsonSerializer.Deserialize<UploadFile>(File.ReadAllBytes(file)) : null;
        return upload is not null && upload.Key == key ? upload : throw S3Errors.NoSuchUpload(uploadId);
    }

    /// <summary>Keeps a part; one of the same number that came before is replaced.</summary>
    public void PutPart(string bucket, string uploadId, int number, TemporaryFile content, string md5)
    {
        var folder = Folder(bucket, uploadId);
        var replaced = Parts(bucket, uploadId).Where(part => part.Number == number && part.ETag != md5).ToList();
        content.MoveTo(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:D5}-{md5}")));
        foreach (var part in replaced)
        {
            File.Delete(part.Path);
        }
    }

    public IReadOnlyList<UploadedPart> Parts(string bucket, string uploadId) => new DirectoryInfo(Folder(bucket, uploadId))
        .EnumerateFiles("?????-*")
        .Select(file => new UploadedPart(
            int.Parse(file.Name.AsSpan(0, 5), CultureInfo.InvariantCulture), file.Name[6..], file.Length, new DateTimeOffset(file.LastWriteTimeUtc),
                file.FullName))
        .OrderBy(part => part.Number)
        .ToList();

    public void Delete(string bucket, string uploadId) => Directory.Delete(Folder(bucket, uploadId), recursive: true);

    /// <summary>
    /// Joins the parts into the temporary file. The entity tag is that of S3: the MD5 of the parts' MD5s and their number.
    /// </summary>
    public async Task<ReceivedBody> JoinAsync(
        string bucket, string uploadId, IReadOnlyList<CompletedPart> completed, ChecksumAlgorithm? fullObjectAlgorithm, TemporaryFile destination,
        CancellationToken cancellationToken)
    {
        var parts = Choose(Parts(bucket, uploadId), completed);
        using var whole = fullObjectAlgorithm?.Start();
        using var md5OfParts = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var (part, announced) in parts.Zip(completed))
        {
            var algorithm = announced.Checksum is null ? null : ChecksumAlgorithm.Named(announced.Checksum.Algorithm);
            using var checksum = algorithm?.Start();
            await using var content = new FileStream(part.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0,
                FileOptions.Asynchronous);
            await CopyAsync(content, destination.Stream, checksum, whole, cancellationToken);
            if (checksum is not null && checksum.ToBase64() != announced.Checksum?.Value)
            {
                throw S3Errors.InvalidPart(part.Number);
            }

            md5OfParts.AppendData(Convert.FromHexString(part.ETag));
        }

        var etag = string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(md5OfParts.GetHashAndReset())}-{parts.Count}");
        var joined = fullObjectAlgorithm is null || whole is null ? null : new StoredChecksum(fullObjectAlgorithm.Name, whole.ToBase64());
        return new ReceivedBody(parts.Sum(part => part.Length), etag, joined);
    }

    private static List<UploadedPart> Choose(IReadOnlyList<UploadedPart> uploaded, IReadOnlyList<CompletedPart> completed)
    {
        var chosen = new List<UploadedPart>();
        foreach (var named in completed)
        {
            if (chosen.Count > 0 && named.Number <= chosen[^1].Number)
            {
                throw S3Errors.InvalidPartOrder();
            }

            chosen.Add(uploaded.FirstOrDefault(part => part.Number == named.Number && part.ETag == named.ETag) ?? throw S3Errors.InvalidPart(named.Number));
        }

        if (chosen.SkipLast(1).FirstOrDefault(part => part.Length < SmallestPartBytes) is { } small)
        {
            throw S3Errors.EntityTooSmall(small.Number, small.Length, SmallestPartBytes);
        }

        return chosen.Sum(part => part.Length) <= RequestBody.MaximumBytes ? chosen : throw S3Errors.EntityTooLarge(RequestBody.MaximumBytes);
    }

    private static async Task CopyAsync(Stream from, Stream to, RunningChecksum? partChecksum, RunningChecksum? wholeChecksum,
        CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            partChecksum?.Append(buffer.AsSpan(0, read));
            wholeChecksum?.Append(buffer.AsSpan(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Upload ids come from clients: only what we could have made may become part of a path.</summary>
    private string Folder(string bucket, string uploadId)
    {
        var isOurs = uploadId.Length == 32 && uploadId.All(char.IsAsciiHexDigitLower);
        var folder = isOurs ? store.Layout.UploadDirectory(bucket, uploadId) : "";
        return isOurs && Directory.Exists(folder) ? folder : throw S3Errors.NoSuchUpload(uploadId);
    }
}
