using System.Text.Json;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using Microsoft.Net.Http.Headers;

namespace ConnectionsConsole.App.GraphQL;

/// <summary>A request that is none, with the status that says so.</summary>
internal sealed class BadRequestException(int statusCode, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;
}

/// <summary>Reads GraphQL requests off HTTP, as "GraphQL over HTTP" has it: <c>POST</c> of a JSON object.</summary>
internal static class HttpRequests
{
    /// <summary>Bytes of a body: some twenty values of the greatest length.</summary>
    public const int MaximumBytes = 2 * 1024 * 1024;

    private const string Json = "application/json";
    private const string ResponseJson = "application/graphql-response+json";

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 64 };

    /// <summary>
    /// The media type of the answer. Who asks for <c>application/graphql-response+json</c> gets statuses that tell more; everybody else gets 200 for whatever
    /// could be read, since clients look into the body only then.
    /// </summary>
    public static (string MediaType, bool IsStrict) Negotiate(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(a => a.MediaType.Equals(ResponseJson, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0)
            ? ($"{ResponseJson}; charset=utf-8", true)
            : ($"{Json}; charset=utf-8", false);

    /// <exception cref="BadRequestException">It is no request.</exception>
    public static async Task<GraphQLRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            throw new BadRequestException(StatusCodes.Status405MethodNotAllowed, "Send requests with POST.");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new BadRequestException(StatusCodes.Status415UnsupportedMediaType, "Send the request as application/json in UTF-8.");
        }

        try
        {
            using var body = await ReadBodyAsync(request, cancellationToken);
            using var json = await JsonDocument.ParseAsync(body, s_json, cancellationToken);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, "The body is no JSON, or nested too deeply.");
        }
        catch (InvalidOperationException)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, "A text in the body is no Unicode.");
        }
    }

    private static async Task<MemoryStream> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, MaximumBytes));
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (body.Length + count > MaximumBytes)
            {
                throw new BadRequestException(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {MaximumBytes / 1024:N0} KB.");
            }

            body.Write(buffer, 0, count);
        }

        body.Position = 0;
        return body;
    }

    private static GraphQLRequest Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(json.ValueKind == JsonValueKind.Array ? "Send one request at a time: the body has to be a JSON object." : "The body has to be a JSON object.");
        }

        var query = json.TryGetProperty("query", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        var operation = json.TryGetProperty("operationName", out var name) && name.ValueKind != JsonValueKind.Null ? name : default;
        var variables = json.TryGetProperty("variables", out var given) && given.ValueKind != JsonValueKind.Null ? given : default;
        if (string.IsNullOrEmpty(query))
        {
            throw Wrong("The body has no \"query\" with a document.");
        }

        if (operation.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.String))
        {
            throw Wrong("\"operationName\" has to be text.");
        }

        if (variables.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            throw Wrong("\"variables\" has to be an object.");
        }

        return new GraphQLRequest(
            query, operation.ValueKind == JsonValueKind.String && operation.GetString() is { Length: > 0 } named ? named : null,
            variables.ValueKind == JsonValueKind.Object ? (Dictionary<string, object?>)UntypedValues.FromJson(variables)! : null);
    }

    private static BadRequestException Wrong(string message) => new(StatusCodes.Status400BadRequest, message);
}
