using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConnectionsConsole.App.GraphQL.Engine.Execution;

namespace ConnectionsConsole.App.GraphQL.Engine;

/// <summary>Writes an answer as JSON (§7.1, §7.2.1): errors first, so that people see them.</summary>
internal static class ResponseWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(GraphQLResponse response, System.Buffers.IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        if (response.Errors.Count > 0)
        {
            json.WriteStartArray("errors");
            foreach (var error in response.Errors)
            {
                WriteError(json, error);
            }

            json.WriteEndArray();
        }

        if (response.IsExecuted)
        {
            json.WritePropertyName("data");
            WriteValue(json, response.Data);
        }

        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        if (error.Locations.Count > 0)
        {
            json.WriteStartArray("locations");
            foreach (var location in error.Locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line", location.Line);
                json.WriteNumber("column", location.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            json.WritePropertyName("path");
            WriteValue(json, path);
        }

        if (error.Code is { } code)
        {
            json.WriteStartObject("extensions");
            json.WriteString("code", code);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case ResultMap map:
                json.WriteStartObject();
                for (var i = 0; i < map.Count; i++)
                {
                    json.WritePropertyName(map.KeyAt(i));
                    WriteValue(json, map[i]);
                }

                json.WriteEndObject();
                break;
            case IReadOnlyDictionary<string, object?> fields:
                json.WriteStartObject();
                foreach (var (key, field) in fields)
                {
                    json.WritePropertyName(key);
                    WriteValue(json, field);
                }

                json.WriteEndObject();
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    WriteValue(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                throw new InvalidCastException($"A {value.GetType().Name} cannot be written.");
        }
    }
}
