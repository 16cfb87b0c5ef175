using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConnectionsConsole.Tests.Support.Http;

/// <summary>One request as a <see cref="TestHttpServer"/> got it.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Target">Path and query exactly as they were sent, not decoded.</param>
/// <param name="Headers">Several values of one name are joined with a comma; names ignore case.</param>
/// <param name="Body">Its bytes.</param>
public sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string Path => Target.Split('?', 2)[0];

    public string Text => Encoding.UTF8.GetString(Body.Span);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body.Span);

    /// <summary>Null where the request has no such header.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    internal static async Task<ReceivedRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new ReceivedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }
}
