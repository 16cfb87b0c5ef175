using System.Globalization;
using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>GetObject and HeadObject.</summary>
internal sealed class ObjectReading(ObjectStore store)
{
    // Query parameters by which a (signed) request replaces headers of the response.
    private static readonly Dictionary<string, string> s_overrides = new(StringComparer.Ordinal)
    {
        ["response-cache-control"] = "Cache-Control",
        ["response-content-disposition"] = "Content-Disposition",
        ["response-content-encoding"] = "Content-Encoding",
        ["response-content-language"] = "Content-Language",
        ["response-content-type"] = "Content-Type",
        ["response-expires"] = "Expires",
    };

    public async Task SendAsync(S3Request request)
    {
        if (request.Target.Has("partNumber"))
        {
            throw S3Errors.NotImplemented("partNumber on a get");
        }

        var (stored, content) = store.OpenRead(request.Bucket, request.Key);
        await using (content)
        {
            var response = request.Http.Response;
            var mustSend = Conditions.MustSend(request, stored);
            var range = mustSend ? ByteRange.Parse(request.Header("range"), stored.Length) : null;
            ObjectHeaders.Write(response, stored);
            if (!mustSend)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentType = null;
                return;
            }

            if (range is null && "ENABLED".Equals(request.Header("x-amz-checksum-mode"), StringComparison.OrdinalIgnoreCase))
            {
                ObjectHeaders.WriteChecksum(response, stored);
            }

            Override(request, response);
            var (first, length) = range ?? new ByteRange(0, stored.Length);
            response.ContentLength = length;
            if (range is not null)
            {
                response.StatusCode = StatusCodes.Status206PartialContent;
                response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{first + length - 1}/{stored.Length}");
            }

            if (request.Method == "GET")
            {
                content.Seek(first, SeekOrigin.Begin);
                await SendAsync(content, length, response.Body, request.Aborted);
            }
        }
    }

    private static void Override(S3Request request, HttpResponse response)
    {
        foreach (var (parameter, header) in s_overrides)
        {
            if (request.Target.Value(parameter) is { } value)
            {
                response.Headers[header] = value.Any(char.IsControl)
                    ? throw S3Errors.InvalidArgument("A header's value must not hold control characters.", parameter, value)
                    : value;
            }
        }
    }

    private static async Task SendAsync(FileStream content, long length, Stream destination, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (length > 0)
        {
            var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellationToken);
            if (read == 0)
            {
                throw new IOException("The object's file was cut short by somebody else while it was sent.");
            }

            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            length -= read;
        }
    }
}
