using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>Values on their way into and out of a script.</summary>
internal static class ScriptValues
{
    private const PropertyFlag Plain = PropertyFlag.ConfigurableEnumerableWritable;

    /// <summary>JSON is parsed into JavaScript values; bytes become <c>{ data, contentType }</c> with a Buffer.</summary>
    public static JsValue FromStepValue(Engine engine, StepValue value)
    {
        switch (value)
        {
            case JsonStepValue json:
                return new JsonParser(engine).Parse(json.Utf8.Span);
            case BinaryStepValue binary:
                var result = new JsObject(engine);
                result.Set("data", HostLibrary.Buffer(engine, binary.Data.Span));
                result.Set("contentType", binary.ContentType);
                return result;
            default:
                throw new ArgumentOutOfRangeException(nameof(value));
        }
    }

    /// <summary>Adds a property whose value is made at the first look: most results are never touched by a script.</summary>
    public static void SetLazy<T>(ObjectInstance target, string name, T state, Func<T, JsValue> value) =>
        target.FastSetProperty(name, PropertyDescriptor.CreateLazy(state, value, Plain));

    /// <summary>What a script returned, <c>{ data, contentType? }</c>, serialized once.</summary>
    public static StepValue ToStepValue(Engine engine, JsValue returned, JavaScriptOptions limits)
    {
        if (returned is not ObjectInstance result || returned.IsArray())
        {
            throw new ScriptContractException($"The function returned {(returned.IsUndefined() ? "nothing" : "no object")}. Return an object with the key data, such as {{ data: ... }}.");
        }

        var contentType = result.Get("contentType");
        var data = result.Get("data");
        if (data.IsUint8Array())
        {
            return Binary(data, contentType, limits);
        }

        // What an HTTP step gave is passed on as it is.
        if (data is ObjectInstance inner && !data.IsArray() && inner.Get("data") is var nested && nested.IsUint8Array())
        {
            return Binary(nested, inner.Get("contentType"), limits);
        }

        return ScriptJson.Serialize(engine, data, limits) is { } utf8 ? new JsonStepValue(utf8) : StepValue.Null;
    }

    private static BinaryStepValue Binary(JsValue data, JsValue contentType, JavaScriptOptions limits)
    {
        var bytes = data.AsUint8Array();
        return bytes.Length > limits.OutputBytes
            ? throw ScriptJson.TooLong(limits)
            : new BinaryStepValue(bytes, contentType.IsString() && contentType.ToString().Length > 0 ? contentType.ToString() : BinaryStepValue.DefaultContentType);
    }
}
