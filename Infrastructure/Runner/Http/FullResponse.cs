using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

/// <summary>
/// What "Include Full Response" passes on: <c>{ status, statusText, headers, data }</c>. Header names are lower-case, repeated headers are joined
/// with a comma, except <c>set-cookie</c>, which is always a list (its values have commas of their own). Bytes stand as
/// <c>{ base64, contentType }</c>, since a JSON value has no room for them otherwise.
/// </summary>
internal static class FullResponse
{
    public static JsonStepValue Of(HttpResponseMessage response, StepValue data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("status", (int)response.StatusCode);
            json.WriteString("statusText", response.ReasonPhrase ?? "");
            WriteHeaders(json, response);
            json.WritePropertyName("data");
            WriteData(json, data);
            json.WriteEndObject();
        }

        return new JsonStepValue(buffer.WrittenMemory);
    }

    private static void WriteHeaders(Utf8JsonWriter json, HttpResponseMessage response)
    {
        json.WriteStartObject("headers");
        foreach (var header in All(response.Headers).Concat(All(response.Content.Headers)).GroupBy(header => header.Name, header => header.Value))
        {
            if (header.Key != "set-cookie")
            {
                json.WriteString(header.Key, string.Join(", ", header));
                continue;
            }

            json.WriteStartArray(header.Key);
            foreach (var value in header)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Value)> All(HttpHeaders headers) =>
        headers.NonValidated.SelectMany(header => header.Value.Select(value => (header.Key.ToLowerInvariant(), value)));

    private static void WriteData(Utf8JsonWriter json, StepValue data)
    {
        if (data is JsonStepValue value)
        {
            // Validated when the body was read.
            json.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
            return;
        }

        var binary = (BinaryStepValue)data;
        json.WriteStartObject();
        json.WriteBase64String("base64", binary.Data.Span);
        json.WriteString("contentType", binary.ContentType);
        json.WriteEndObject();
    }
}
