using System.Text;
using System.Text.Json;

namespace ConnectionsConsole.Domain.Runs.Execution;

/// <summary>
/// A value between steps: JSON, kept as the UTF-8 text that it arrived or was serialized as (so that it is serialized once), or bytes with a content type.
/// </summary>
public abstract class StepValue
{
    public static JsonStepValue Null { get; } = new("null"u8.ToArray());

    /// <summary>Length of what is stored, in bytes.</summary>
    public abstract int Length { get; }

    public static JsonStepValue FromText(string text) => new(JsonSerializer.SerializeToUtf8Bytes(text));

    public static JsonStepValue FromObject<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web));
}

/// <summary>A JSON value. Safe for concurrent use.</summary>
/// <param name="utf8">One well-formed JSON value in UTF-8; not copied, so never changed afterwards.</param>
public sealed class JsonStepValue(ReadOnlyMemory<byte> utf8) : StepValue
{
    private readonly Lazy<JsonElement> _element = new(() => JsonElement.Parse(utf8.Span), LazyThreadSafetyMode.PublicationOnly);

    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>The parsed value; parsed at the first look and kept.</summary>
    public JsonElement Element => _element.Value;

    public override int Length => Utf8.Length;

    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}

/// <summary>Bytes, for example a downloaded picture.</summary>
public sealed class BinaryStepValue(ReadOnlyMemory<byte> data, string contentType) : StepValue
{
    public const string DefaultContentType = "application/octet-stream";

    public ReadOnlyMemory<byte> Data { get; } = data;

    public string ContentType { get; } = contentType;

    public override int Length => Data.Length;
}
