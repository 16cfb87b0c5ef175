using ConnectionsConsole.App.Demo.Sandbox.S3;

namespace ConnectionsConsole.App.Demo.Sandbox.Signatures;

internal enum PayloadKind
{
    /// <summary>The SHA-256 of the body was signed.</summary>
    Signed,

    /// <summary>The body was left out of the signature, and that was signed.</summary>
    Unsigned,

    /// <summary>aws-chunked, each chunk signed.</summary>
    SignedChunks,

    /// <summary>aws-chunked, each chunk and the trailing headers signed.</summary>
    SignedChunksWithTrailer,

    /// <summary>aws-chunked without signatures, with a trailing checksum.</summary>
    UnsignedChunksWithTrailer,
}

/// <summary>The meaning of <c>x-amz-content-sha256</c>: how the body is protected, and the text that entered the canonical request.</summary>
internal sealed record Payload(PayloadKind Kind, string Hash)
{
    public const string HeaderName = "x-amz-content-sha256";

    public const string UnsignedText = "UNSIGNED-PAYLOAD";

    public bool IsChunked => Kind is not (PayloadKind.Signed or PayloadKind.Unsigned);

    public bool HasSignedChunks => Kind is PayloadKind.SignedChunks or PayloadKind.SignedChunksWithTrailer;

    public bool HasTrailer => Kind is PayloadKind.SignedChunksWithTrailer or PayloadKind.UnsignedChunksWithTrailer;

    public static Payload Parse(string value) => value switch
    {
        UnsignedText => new Payload(PayloadKind.Unsigned, value),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => new Payload(PayloadKind.SignedChunks, value),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => new Payload(PayloadKind.SignedChunksWithTrailer, value),
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => new Payload(PayloadKind.UnsignedChunksWithTrailer, value),
        _ when value.Length == 64 && value.All(char.IsAsciiHexDigitLower) => new Payload(PayloadKind.Signed, value),
        _ => throw S3Errors.InvalidArgument(
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD (or -TRAILER), STREAMING-UNSIGNED-PAYLOAD-TRAILER, or a valid sha256 value.",
            HeaderName, value),
    };
}
