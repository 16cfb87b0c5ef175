using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Runner.Inputs;

/// <summary>
/// Writes down what a step was given, as people may see it: redacted JSON, long values cut with a mark, bytes as length and type. A value is redacted
/// before it is cut, so that no half of a secret is left at the end. One recorder serves one step at a time.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A JSON writer over a buffer in memory holds nothing that has to be freed.")]
internal sealed class InputRecorder(IRedactor redactor, int maximumBytes)
{
    private const int LongestValue = 4_000;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private Utf8JsonWriter? _writer;

    public void Begin()
    {
        _buffer.ResetWrittenCount();
        if (_writer is null)
        {
            _writer = new Utf8JsonWriter(_buffer, s_options);
        }
        else
        {
            _writer.Reset();
        }

        _writer.WriteStartObject();
    }

    public string End()
    {
        _writer!.WriteEndObject();
        _writer.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    /// <summary>Records a connection by the name of its slot.</summary>
    public void Add(PlannedInput input)
    {
        _writer!.WritePropertyName(input.Field.Key);
        WriteConnection(_writer, input.Slot!);
    }

    public void Add(PlannedInput input, StepValue value)
    {
        _writer!.WritePropertyName(input.Field.Key);
        if (input.Record is { } record)
        {
            _writer.WriteRawValue(record, skipInputValidation: true);
        }
        else
        {
            Write(value);
        }
    }

    public void Add(PlannedInput input, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        _writer!.WriteStartArray(input.Field.Key);
        foreach (var (key, value) in pairs)
        {
            if (IsFull)
            {
                WriteCut(pairs.Count, null);
                break;
            }

            _writer.WriteStartObject();
            _writer.WriteString("key", Shorten(redactor.Redact(key)));
            _writer.WriteString("value", Shorten(redactor.Redact(value)));
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    /// <summary>How an input is recorded that is the same in every run.</summary>
    public byte[] RecordConstant(InputField field, StepValue value)
    {
        Begin();
        _writer!.WritePropertyName("v");
        var start = 1 + "\"v\":".Length;
        if (field.Type == InputType.Code)
        {
            // The text is the version's, and is read there; a copy in each step of each run would be most of what is stored.
            _writer.WriteStartObject();
            _writer.WriteStartObject("$code");
            _writer.WriteNumber("length", StepInputs.ToText(value).Length);
            _writer.WriteEndObject();
            _writer.WriteEndObject();
        }
        else if (field.IsSecret)
        {
            _writer.WriteStringValue(Redaction.Replacement);
        }
        else
        {
            Write(value);
        }

        End();
        return _buffer.WrittenSpan[start..^1].ToArray();
    }

    private bool IsFull => _writer!.BytesCommitted + _writer.BytesPending > maximumBytes;

    private void Write(StepValue value)
    {
        var writer = _writer!;
        if (value is BinaryStepValue binary)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("$binary");
            writer.WriteString("contentType", redactor.Redact(binary.ContentType));
            writer.WriteNumber("length", binary.Length);
            writer.WriteEndObject();
            writer.WriteEndObject();
            return;
        }

        var json = (JsonStepValue)value;
        if (IsFull)
        {
            WriteCut(json.Length, null);
            return;
        }

        var utf8 = redactor.IsEmpty || !redactor.ContainsSecret(json.Utf8.Span) ? json.Utf8.Span : redactor.Redact(json.Utf8.Span);
        if (utf8.Length <= LongestValue)
        {
            writer.WriteRawValue(utf8, skipInputValidation: true);
        }
        else
        {
            WriteCut(json.Length, Encoding.UTF8.GetString(utf8[..Boundary(utf8)]));
        }
    }

    private void WriteCut(int length, string? start)
    {
        _writer!.WriteStartObject();
        _writer.WriteStartObject("$cut");
        _writer.WriteNumber("length", length);
        if (start is not null)
        {
            _writer.WriteString("start", start);
        }

        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    private static void WriteConnection(Utf8JsonWriter writer, string slot)
    {
        writer.WriteStartObject();
        writer.WriteString("$connection", slot);
        writer.WriteEndObject();
    }

    private static string Shorten(string text) => text.Length <= LongestValue
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestValue)}... [cut: {text.Length} characters]");

    /// <summary>The end of the last whole character within the longest value.</summary>
    private static int Boundary(ReadOnlySpan<byte> utf8)
    {
        var end = LongestValue;
        while (end > 0 && (utf8[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return end;
    }
}
