using System.Buffers;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>A response body was longer than allowed.</summary>
internal sealed class ResponseTooLargeException(long maxBytes) : Exception($"The response is longer than the {maxBytes:N0} bytes that are allowed.")
{
    public long MaxBytes { get; } = maxBytes;
}

/// <summary>Reads response bodies up to a limit, counted after decompression, so that a small compressed body cannot fill the memory.</summary>
internal static class CappedContent
{
    private const int ChunkSize = 64 * 1024;

    /// <exception cref="ResponseTooLargeException">The body is longer than <paramref name="maxBytes"/>; no more than that was read.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, long maxBytes, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength;
        if (announced > maxBytes)
        {
            throw new ResponseTooLargeException(maxBytes);
        }

        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        // An announced length is a hint: it is not allocated beyond one chunk before that much has really come.
        using var read = new MemoryStream((int)Math.Min(announced ?? 0, ChunkSize));
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        var used = 0;
        try
        {
            int count;
            while ((count = await body.ReadAsync(chunk, cancellationToken)) > 0)
            {
                used = Math.Max(used, count);
                if (read.Length + count > maxBytes)
                {
                    throw new ResponseTooLargeException(maxBytes);
                }

                read.Write(chunk, 0, count);
            }
        }
        finally
        {
            // What was not written needs no clearing: most answers are far shorter.
            chunk.AsSpan(0, used).Clear();
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return read.Length == read.Capacity ? read.GetBuffer() : read.ToArray();
    }
}
