using ConnectionsConsole.App.Demo.Sandbox.S3;

namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>What a client says about an object's content; kept beside the file as it was sent.</summary>
internal sealed record ObjectAttributes
{
    public const string DefaultContentType = "binary/octet-stream";

    public string ContentType { get; init; } = DefaultContentType;

    /// <summary>Cache-Control, Content-Disposition, Content-Encoding, Content-Language and Expires, where they were sent.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>User metadata: names in lower case, without the prefix <c>x-amz-meta-</c>.</summary>
    public Dictionary<string, string> UserMetadata { get; init; } = [];

    public List<ObjectTag> Tags { get; init; } = [];

    /// <summary>A canned access control list; it is kept and shown, and opens the object to nobody.</summary>
    public string Acl { get; init; } = "private";
}

internal sealed record ObjectTag(string Key, string Value);

/// <summary>One object of a bucket, as its metadata file holds it.</summary>
internal sealed record StoredObject
{
    public required string Key { get; init; }

    /// <summary>Whether the content lies at BUCKET/KEY; else under a name made from the key's hash, in the hidden folder.</summary>
    public required bool IsNamedByKey { get; init; }

    public required long Length { get; init; }

    /// <summary>Without quotation marks.</summary>
    public required string ETag { get; init; }

    /// <summary>Whole seconds, as HTTP dates have no more.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>When the file was written, in ticks of UTC: another value means that somebody changed the file by hand.</summary>
    public required long FileTicks { get; init; }

    public required ObjectAttributes Attributes { get; init; }

    /// <summary>Of the whole content (FULL_OBJECT); checksums made of parts are verified, not kept.</summary>
    public StoredChecksum? Checksum { get; init; }
}
