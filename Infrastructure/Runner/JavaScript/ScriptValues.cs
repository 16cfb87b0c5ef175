using System.Buffers;
using ConnectionsConsole.Domain.Runs.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Json;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>Values on their way into and out of a script.</summary>
internal static class ScriptValues
{
    /// <summary>JSON is parsed into JavaScript values; bytes become <c>{ data, contentType }</c> with a Uint8Array.</summary>
    public static JsValue FromStepValue(Engine engine, StepValue value)
    {
        switch (value)
        {
            case JsonStepValue json:
                return new JsonParser(engine).Parse(json.Utf8.Span);
            case BinaryStepValue binary:
                var result = new JsObject(engine);
                result.Set("data", engine.Intrinsics.Uint8Array.Construct(binary.Data.ToArray()));
                result.Set("contentType", binary.ContentType);
                return result;
            default:
                throw new ArgumentOutOfRangeException(nameof(value));
        }
    }

    /// <summary>What a script returned as <c>data</c>, serialized once; bytes with their content type.</summary>
    public static StepValue ToStepValue(Engine engine, JsValue data, JsValue contentType)
    {
        if (data.IsUint8Array())
        {
            return new BinaryStepValue(data.AsUint8Array(), contentType.IsString() ? contentType.AsString() : BinaryStepValue.DefaultContentType);
        }

        var buffer = new ArrayBufferWriter<byte>();
        return new JsonSerializer(engine).Serialize(data, buffer) && buffer.WrittenCount > 0 ? new JsonStepValue(buffer.WrittenMemory) : StepValue.Null;
    }

    public static string ToLogText(Engine engine, JsValue value) =>
        value.IsString() ? value.AsString()
        : value.IsObject() && !value.IsCallable() ? new JsonSerializer(engine).Serialize(value).ToString()
        : value.ToString();
}
