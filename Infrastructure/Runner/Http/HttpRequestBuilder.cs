using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

/// <summary>Turns the inputs of a step into the request that is sent.</summary>
internal sealed class HttpRequestBuilder(EgressGuard guard)
{
    private const string UserAgent = "connections-console";

    /// <exception cref="StepFailedException">An input is malformed or two contradict each other.</exception>
    /// <exception cref="EgressRefusedException">The address may not be requested.</exception>
    public HttpRequestMessage Build(HttpMethod method, StepExecution execution, ResponseType responseType)
    {
        var inputs = execution.Inputs;
        var uri = guard.Parse(WithQuery(inputs.RequiredText(HttpConnector.Inputs.Url, "URL").Trim(), inputs.KeyValues(HttpConnector.Inputs.QueryParameters)));
        var request = new HttpRequestMessage(method, uri) { Content = Content(method, inputs) };
        AddHeaders(request, inputs);
        AddConnection(request, inputs);
        AddIdempotencyKey(request, execution);
        AddDefault(request, "User-Agent", UserAgent);
        AddDefault(request, "Accept", responseType == ResponseType.Json ? "application/json, */*;q=0.8" : "*/*");
        return request;
    }

    private static string WithQuery(string url, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (parameters.Count == 0)
        {
            return url;
        }

        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        var text = new StringBuilder(fragment < 0 ? url : url[..fragment]);
        var separator = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            text.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return text.ToString();
    }

    private static ReadOnlyMemoryContent? Content(HttpMethod method, StepInputs inputs)
    {
        if (method == HttpMethod.Get || method == HttpMethod.Head || inputs.Value(HttpConnector.Inputs.Data) is not { } data)
        {
            return null;
        }

        var (bytes, contentType) = data switch
        {
            BinaryStepValue binary => (binary.Data, binary.ContentType),
            JsonStepValue { Element.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => (ReadOnlyMemory<byte>.Empty, null),
            JsonStepValue { Element.ValueKind: JsonValueKind.String } json => Text(json.Element.GetString()!),
            JsonStepValue json => (json.Utf8, "application/json"),
            _ => throw new InvalidOperationException($"A value of the type {data.GetType().Name} cannot be a body."),
        };
        if (contentType is null)
        {
            return null;
        }

        if (!MediaTypeHeaderValue.TryParse(inputs.Text(HttpConnector.Inputs.ContentType) ?? contentType, out var mediaType))
        {
            throw inputs.Wrong("Content Type is not a content type such as application/json");
        }

        return new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = mediaType } };
    }

    /// <summary>Templates often build JSON as text; it is labelled as what it is, since most APIs look at the label first.</summary>
    private static (ReadOnlyMemory<byte> Bytes, string ContentType) Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return (bytes, IsJsonObjectOrArray(bytes) ? "application/json" : "text/plain; charset=utf-8");
    }

    private static bool IsJsonObjectOrArray(byte[] utf8)
    {
        var start = utf8.AsSpan().TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void AddHeaders(HttpRequestMessage request, StepInputs inputs)
    {
        foreach (var (name, value) in inputs.KeyValues(HttpConnector.Inputs.Headers))
        {
            HttpHeaderRules.Check(inputs, name, value);
            if (!HttpHeaderRules.DescribesContent(name))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
            else if (request.Content is { } content && !(IsContentType(name) && inputs.Text(HttpConnector.Inputs.ContentType) is not null))
            {
                // The input Content Type wins over a header of that name, a header over what follows from the data; without a body neither means anything.
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    private static bool IsContentType(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    private static void AddConnection(HttpRequestMessage request, StepInputs inputs)
    {
        if (inputs.Connection(HttpConnector.Inputs.Connection) is not { } connection)
        {
            return;
        }

        var (name, value) = HttpConnectionHeader.Of(connection);
        AddOnce(request, inputs, name, value, "the connection");
        request.SetCredentialHosts(new CredentialHosts(connection.AllowedHosts));
    }

    private static void AddIdempotencyKey(HttpRequestMessage request, StepExecution execution)
    {
        if (execution.Inputs.Text(HttpConnector.Inputs.IdempotencyKeyHeader) is not { } name)
        {
            return;
        }

        HttpHeaderRules.Check(execution.Inputs, name, execution.IdempotencyKey);
        AddOnce(request, execution.Inputs, name, execution.IdempotencyKey, "Idempotency Key Header");
    }

    private static void AddOnce(HttpRequestMessage request, StepInputs inputs, string name, string value, string source)
    {
        if (request.Headers.NonValidated.Contains(name) || !request.Headers.TryAddWithoutValidation(name, value))
        {
            throw inputs.Wrong($"the header {name} comes from {source} and cannot be given a second time; remove it from Headers or choose another name");
        }
    }

    private static void AddDefault(HttpRequestMessage request, string name, string value)
    {
        if (!request.Headers.NonValidated.Contains(name))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
