using System.Globalization;
using System.Text;
using ConnectionsConsole.App.Demo.Sandbox.Http;
using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>What headers say about an object: read when it is put, written when it is got.</summary>
internal static class ObjectHeaders
{
    public const string FullObject = "FULL_OBJECT";

    private const string MetadataPrefix = "x-amz-meta-";
    private const int LargestMetadataBytes = 2048;

    private static readonly string[] s_kept = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    private static readonly string[] s_cannedAcls =
        ["private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read", "bucket-owner-read", "bucket-owner-full-control"];

    // Each would change what happens to the object; accepting it without doing it would be a lie.
    private static readonly string[] s_unsupported =
        ["x-amz-grant-", "x-amz-object-lock-", "x-amz-server-side-encryption", "x-amz-website-redirect-location", "x-amz-write-offset-bytes"];

    public static void ValidateKey(string key)
    {
        var bytes = Encoding.UTF8.GetByteCount(key);
        if (bytes > ObjectPath.LongestKeyBytes)
        {
            throw S3Errors.KeyTooLong(bytes, ObjectPath.LongestKeyBytes);
        }
    }

    public static void RefuseUnsupported(S3Request request)
    {
        if (s_unsupported.SelectMany(request.HeaderNames).FirstOrDefault() is { } header)
        {
            throw S3Errors.NotImplemented($"the header {header}");
        }

        if (request.Header("x-amz-storage-class") is { } storageClass and not "STANDARD")
        {
            throw S3Errors.InvalidStorageClass(storageClass);
        }
    }

    public static ObjectAttributes Read(S3Request request)
    {
        RefuseUnsupported(request);
        var attributes = new ObjectAttributes { Acl = Acl(request), Tags = Tags(request), UserMetadata = UserMetadata(request) };
        foreach (var name in s_kept)
        {
            var value = name == "Content-Encoding" ? WithoutAwsChunked(request.Header(name)) : request.Header(name);
            if (!string.IsNullOrEmpty(value))
            {
                attributes.Headers[name] = value;
            }
        }

        return request.Header("content-type") is { Length: > 0 } contentType ? attributes with { ContentType = contentType } : attributes;
    }

    public static string Acl(S3Request request)
    {
        var acl = request.Header("x-amz-acl") ?? "private";
        return s_cannedAcls.Contains(acl) ? acl : throw S3Errors.InvalidArgument("The canned access control list is not known.", "x-amz-acl", acl);
    }

    public static void Write(HttpResponse response, StoredObject stored)
    {
        response.ContentType = stored.Attributes.ContentType;
        response.Headers.ETag = $"\"{stored.ETag}\"";
        response.Headers.LastModified = stored.LastModified.ToString("r", CultureInfo.InvariantCulture);
        response.Headers.AcceptRanges = "bytes";
        foreach (var (name, value) in stored.Attributes.Headers)
        {
            response.Headers[name] = value;
        }

        foreach (var (name, value) in stored.Attributes.UserMetadata)
        {
            response.Headers[MetadataPrefix + name] = value;
        }

        if (stored.Attributes.Tags.Count > 0)
        {
            response.Headers["x-amz-tagging-count"] = stored.Attributes.Tags.Count.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static void WriteChecksum(HttpResponse response, StoredObject stored)
    {
        if (stored.Checksum is { } checksum)
        {
            response.Headers["x-amz-checksum-" + checksum.Algorithm.ToLowerInvariant()] = checksum.Value;
            response.Headers["x-amz-checksum-type"] = FullObject;
        }
    }

    public static List<ObjectTag> Tags(S3Request request)
    {
        if (request.Header("x-amz-tagging") is not { Length: > 0 } value)
        {
            return [];
        }

        return RequestTarget.TryParseQuery(value, out var pairs)
            ? ValidTags(pairs.Select(pair => new ObjectTag(pair.Key, pair.Value)))
            : throw S3Errors.InvalidArgument("The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters.", "x-amz-tagging",
                value);
    }

    /// <summary>The limits of "Categorizing your objects using tags" in the user guide.</summary>
    public static List<ObjectTag> ValidTags(IEnumerable<ObjectTag> tags)
    {
        var list = tags.ToList();
        if (list.Count > 10)
        {
            throw new S3Exception(400, "BadRequest", "Object tags cannot be greater than 10");
        }

        foreach (var tag in list)
        {
            if (tag.Key.Length is 0 or > 128)
            {
                throw S3Errors.InvalidTag("The TagKey you have provided is invalid: 1 to 128 characters.");
            }

            if (tag.Value.Length > 256)
            {
                throw S3Errors.InvalidTag("The TagValue you have provided is invalid: at most 256 characters.");
            }
        }

        return list.DistinctBy(tag => tag.Key, StringComparer.Ordinal).Count() == list.Count ? list
            : throw S3Errors.InvalidTag("Cannot provide multiple Tags with the same key");
    }

    private static Dictionary<string, string> UserMetadata(S3Request request)
    {
        var metadata = request.HeaderNames(MetadataPrefix)
            .Where(name => name.Length > MetadataPrefix.Length)
            .ToDictionary(name => name[MetadataPrefix.Length..], name => request.Header(name) ?? "", StringComparer.Ordinal);
        if (metadata.Keys.FirstOrDefault(name => !name.All(IsTokenCharacter)) is { } invalid)
        {
            throw S3Errors.InvalidArgument("The name of user metadata must be fit for a header.", MetadataPrefix + invalid, metadata[invalid]);
        }

        var bytes = metadata.Sum(entry => Encoding.UTF8.GetByteCount(entry.Key) + Encoding.UTF8.GetByteCount(entry.Value));
        return bytes <= LargestMetadataBytes ? metadata : throw S3Errors.MetadataTooLarge(bytes, LargestMetadataBytes);
    }

    /// <summary>RFC 9110 section 5.6.2.</summary>
    private static bool IsTokenCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);

    /// <summary>aws-chunked says how the body travelled; only what remains says something about the object.</summary>
    private static string? WithoutAwsChunked(string? contentEncoding) => contentEncoding is null
        ? null
        : string.Join(',', contentEncoding.Split(',', StringSplitOptions.TrimEntries).Where(coding =>
            !coding.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));
}
