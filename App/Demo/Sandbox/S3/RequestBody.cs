using System.Globalization;
using System.Security.Cryptography;
using ConnectionsConsole.App.Demo.Sandbox.Checksums;
using ConnectionsConsole.App.Demo.Sandbox.Signatures;
using Microsoft.AspNetCore.Http.Features;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>What was learnt while a body was read to its end.</summary>
/// <param name="ETag">The entity tag of an object with this content: its MD5 in lower-case hexadecimal digits, or what S3 makes of the MD5s of parts.</param>
/// <param name="Checksum">The additional checksum that the client sent and that was found right.</param>
internal sealed record ReceivedBody(long Length, string ETag, StoredChecksum? Checksum);

/// <summary>An additional checksum: algorithm as in <c>x-amz-checksum-algorithm</c>, value in base64.</summary>
internal sealed record StoredChecksum(string Algorithm, string Value);

/// <summary>
/// The body of a request: taken out of its aws-chunked form, and held against everything the client said about it (length,
/// SHA-256, chunk signatures, Content-MD5, checksum header or trailer). Its size in memory is that of one buffer.
/// </summary>
internal sealed class RequestBody(S3Request request)
{
    private const int BufferBytes = 64 * 1024;

    public const long MaximumBytes = 100 * 1024 * 1024;

    /// <summary>Copies the body; the destination is worth keeping only when this returns.</summary>
    /// <exception cref="S3Exception">The body is not what the client announced, or larger than <paramref name="maximumBytes"/>.</exception>
    public async Task<ReceivedBody> CopyToAsync(Stream destination, long maximumBytes, CancellationToken cancellationToken)
    {
        var announcedLength = AnnouncedLength(maximumBytes);
        var contentMd5 = ContentMd5();
        var expected = ExpectedChecksum.Of(request);
        using var chunks = request.Verified.Payload.IsChunked ? OpenChunks() : null;
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var checksum = expected?.Algorithm.Start();
        var isHashSigned = request.Verified.Payload.Kind == PayloadKind.Signed;
        var buffer = new byte[BufferBytes];
        var length = 0L;
        while (await ReadAsync(chunks, buffer, cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length > maximumBytes)
            {
                throw S3Errors.EntityTooLarge(maximumBytes);
            }

            var data = buffer.AsMemory(0, read);
            md5.AppendData(data.Span);
            checksum?.Append(data.Span);
            if (isHashSigned)
            {
                sha256.AppendData(data.Span);
            }

            await destination.WriteAsync(data, cancellationToken);
        }

        if (chunks?.Trailers.Count > 0 && !request.Verified.Payload.HasTrailer)
        {
            throw S3Errors.MalformedTrailer();
        }

        VerifyEnd(length, announcedLength, isHashSigned ? Convert.ToHexStringLower(sha256.GetHashAndReset()) : null);
        var computedMd5 = Convert.ToHexStringLower(md5.GetHashAndReset());
        if (contentMd5 is not null && contentMd5 != computedMd5)
        {
            throw S3Errors.BadDigest("Content-MD5");
        }

        return new ReceivedBody(length, computedMd5, expected?.Verify(checksum?.ToBase64(), chunks));
    }

    /// <summary>Reads a small body whole: an XML document.</summary>
    public async Task<(byte[] Content, ReceivedBody Received)> ReadAllAsync(long maximumBytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var received = await CopyToAsync(content, maximumBytes, cancellationToken);
        return (content.ToArray(), received);
    }

    /// <summary>For operations that have no use for a body: what was sent must still be what was signed.</summary>
    public async Task VerifyUnusedAsync(CancellationToken cancellationToken)
    {
        var payload = request.Verified.Payload;
        if (request.Http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            await CopyToAsync(Stream.Null, S3Xml.MaximumBodyBytes, cancellationToken);
        }
        else if (payload.Kind == PayloadKind.Signed && payload.Hash != ChunkSignatures.EmptySha256)
        {
            throw S3Errors.ContentSha256Mismatch(payload.Hash, ChunkSignatures.EmptySha256);
        }
    }

    private ChunkedBodyReader OpenChunks()
    {
        var payload = request.Verified.Payload;
        return new ChunkedBodyReader(
            request.Http.Request.Body,
            payload.HasSignedChunks ? ChunkSignatures.Of(request.Verified) : null,
            payload.Kind == PayloadKind.SignedChunksWithTrailer);
    }

    private async ValueTask<int> ReadAsync(ChunkedBodyReader? chunks, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return chunks is null
                ? await request.Http.Request.Body.ReadAsync(buffer, cancellationToken)
                : await chunks.ReadAsync(buffer, cancellationToken);
        }
        catch (BadHttpRequestException exception)
        {
            throw S3Errors.IncompleteBody($"The body could not be read to its end: {exception.Message}");
        }
    }

    private void VerifyEnd(long length, long announcedLength, string? sha256)
    {
        if (length != announcedLength)
        {
            throw S3Errors.IncompleteBody();
        }

        if (sha256 is not null && sha256 != request.Verified.Payload.Hash)
        {
            throw S3Errors.ContentSha256Mismatch(request.Verified.Payload.Hash, sha256);
        }
    }

    private long AnnouncedLength(long maximumBytes)
    {
        var length = request.Http.Request.ContentLength;
        if (request.Verified.Payload.IsChunked)
        {
            length = long.TryParse(request.Header("x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var decoded)
                ? decoded : null;
        }

        var announced = length ?? throw S3Errors.MissingContentLength();
        return announced <= maximumBytes ? announced : throw S3Errors.EntityTooLarge(maximumBytes);
    }

    /// <summary>Content-MD5 in hexadecimal digits; null when it was not sent.</summary>
    private string? ContentMd5()
    {
        if (request.Header("content-md5") is not { } value)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[32];
        return Convert.TryFromBase64String(value, bytes, out var written) && written == 16
            ? Convert.ToHexStringLower(bytes[..written])
            : throw S3Errors.InvalidDigest(value);
    }

    /// <summary>The one additional checksum a request may carry; its value is null when it stands in the trailer.</summary>
    private sealed record ExpectedChecksum(ChecksumAlgorithm Algorithm, string? Value)
    {
        public static ExpectedChecksum? Of(S3Request request)
        {
            var expected = ChecksumAlgorithm.All
                .Where(algorithm => request.Header(algorithm.HeaderName) is not null)
                .Select(algorithm => new ExpectedChecksum(algorithm, request.Header(algorithm.HeaderName)))
                .ToList();
            if (request.Verified.Payload.HasTrailer)
            {
                var trailer = request.Header("x-amz-trailer") ?? throw S3Errors.MalformedTrailer();
                var algorithm = ChecksumAlgorithm.WithHeader(trailer.Trim())
                    ?? throw S3Errors.InvalidRequest("The value specified in the x-amz-trailer header is not supported");
                expected.Add(new ExpectedChecksum(algorithm, null));
            }

            return expected switch
            {
                [] => null,
                [{ Value: { } value, Algorithm: var algorithm }] when !algorithm.IsWellFormed(value) =>
                    throw S3Errors.InvalidRequest($"Value for {algorithm.HeaderName} header is invalid."),
                [var one] => one,
                _ => throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."),
            };
        }

        public StoredChecksum Verify(string? computed, ChunkedBodyReader? chunks)
        {
            var announced = Value;
            if (announced is null)
            {
                announced = chunks?.Trailers.GetValueOrDefault(Algorithm.HeaderName);
                if (announced is null || chunks?.Trailers.Count != 1 || !Algorithm.IsWellFormed(announced))
                {
                    throw S3Errors.MalformedTrailer();
                }
            }

            return announced == computed ? new StoredChecksum(Algorithm.Name, announced) : throw S3Errors.BadDigest(Algorithm.Name);
        }
    }
}
