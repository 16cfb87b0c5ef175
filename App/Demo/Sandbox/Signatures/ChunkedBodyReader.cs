using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.App.Demo.Sandbox.S3;

namespace ConnectionsConsole.App.Demo.Sandbox.Signatures;

/// <summary>
/// Reads the data out of an aws-chunked body: <c>size[;chunk-signature=…]</c>, data, …, a chunk of size zero, trailing headers.
/// What was handed out is trustworthy only when <see cref="ReadAsync"/> has answered 0: by then every signature was verified.
/// </summary>
/// <param name="source">The body as it came over the wire.</param>
/// <param name="signatures">Null when the chunks are not signed.</param>
/// <param name="hasSignedTrailer">Whether the trailing headers end with a signature of their own.</param>
internal sealed class ChunkedBodyReader(Stream source, ChunkSignatures? signatures, bool hasSignedTrailer) : IDisposable
{
    private const string SignatureExtension = "chunk-signature=";
    private const string TrailerSignatureName = "x-amz-trailer-signature";
    private const int LongestLine = 1024;
    private const int MostTrailerLines = 8;
    private const int SmallestSignedChunk = 8192;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly IncrementalHash _chunkHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, string> _trailers = new(StringComparer.OrdinalIgnoreCase);
    private int _start;
    private int _end;
    private long _remaining;
    private string? _chunkSignature;
    private int _chunks;
    private long _previousSize = SmallestSignedChunk;
    private bool _finished;

    /// <summary>The trailing headers; complete once <see cref="ReadAsync"/> has answered 0.</summary>
    public IReadOnlyDictionary<string, string> Trailers => _trailers;

    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (_remaining == 0 && !_finished)
        {
            await ReadChunkHeaderAsync(cancellationToken);
        }

        if (_finished)
        {
            return 0;
        }

        var wanted = destination[..(int)Math.Min(destination.Length, _remaining)];
        var read = await ReadRawAsync(wanted, cancellationToken);
        if (read == 0)
        {
            throw S3Errors.IncompleteBody("The body ended in the middle of a chunk.");
        }

        _remaining -= read;
        if (signatures is not null)
        {
            _chunkHash.AppendData(wanted.Span[..read]);
        }

        if (_remaining == 0)
        {
            VerifyChunk();
            await ReadLineEndAsync(cancellationToken);
        }

        return read;
    }

    public void Dispose() => _chunkHash.Dispose();

    private async ValueTask ReadChunkHeaderAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken) ?? throw S3Errors.IncompleteBody("The body ended before its last chunk.");
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var sizeText = semicolon < 0 ? line : line[..semicolon];
        if (sizeText.Length is 0 or > 15 || !long.TryParse(sizeText, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size))
        {
            throw Malformed();
        }

        var extension = semicolon < 0 ? "" : line[(semicolon + 1)..];
        if (signatures is not null && !extension.StartsWith(SignatureExtension, StringComparison.Ordinal))
        {
            throw Malformed();
        }

        _chunkSignature = signatures is null ? null : extension[SignatureExtension.Length..];
        RefuseSmallChunkBefore(size);
        _remaining = size;
        if (size == 0)
        {
            VerifyChunk();
            await ReadTrailersAsync(cancellationToken);
            _finished = true;
        }
    }

    private void RefuseSmallChunkBefore(long size)
    {
        if (signatures is not null && size > 0 && _previousSize < SmallestSignedChunk)
        {
            throw S3Errors.InvalidChunkSize(_chunks, _previousSize);
        }

        _chunks++;
        _previousSize = size;
    }

    private void VerifyChunk()
    {
        if (signatures is not null && _chunkSignature is not null)
        {
            signatures.VerifyChunk(Convert.ToHexStringLower(_chunkHash.GetHashAndReset()), _chunkSignature);
        }
    }

    /// <summary>
    /// Reads to the end of the body rather than to the first empty line: published examples put an empty line between the
    /// trailing headers and their signature, and some clients leave out the last one.
    /// </summary>
    private async ValueTask ReadTrailersAsync(CancellationToken cancellationToken)
    {
        var signed = new StringBuilder();
        string? trailerSignature = null;
        var lines = 0;
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            if (++lines > MostTrailerLines)
            {
                throw S3Errors.MalformedTrailer();
            }

            if (line.Length == 0)
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || trailerSignature is not null)
            {
                throw S3Errors.MalformedTrailer();
            }

            var name = line[..colon].ToLowerInvariant();
            var value = line[(colon + 1)..].Trim();
            if (hasSignedTrailer && name == TrailerSignatureName)
            {
                trailerSignature = value;
            }
            else if (_trailers.TryAdd(name, value))
            {
                signed.Append(name).Append(':').Append(value).Append('\n');
            }
            else
            {
                throw S3Errors.MalformedTrailer();
            }
        }

        if (hasSignedTrailer && signatures is not null)
        {
            signatures.VerifyTrailers(signed.ToString(), trailerSignature ?? throw S3Errors.MalformedTrailer());
        }
    }

    private async ValueTask ReadLineEndAsync(CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(cancellationToken) is not "")
        {
            throw Malformed();
        }
    }

    /// <summary>A line without its end; null at the end of the body.</summary>
    private async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                return line.Length == 0 ? null : line.ToString();
            }

            var character = (char)_buffer[_start++];
            if (character == '\n')
            {
                return line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
            }

            if (line.Append(character).Length > LongestLine)
            {
                throw Malformed();
            }
        }
    }

    private async ValueTask<int> ReadRawAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            return await source.ReadAsync(destination, cancellationToken);
        }

        var count = Math.Min(destination.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(destination.Span);
        _start += count;
        return count;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await source.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }

    private static S3Exception Malformed() => S3Errors.InvalidRequest("The aws-chunked body is not well-formed.");
}
