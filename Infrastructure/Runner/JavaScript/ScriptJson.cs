using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>
/// JSON.stringify with the execution's limits. The engine's own checks none while it walks, so that a small object whose parts are shared (twice the same at
/// each of 30 levels) would hold a thread for minutes; a replacer is called at each value and checks.
/// </summary>
internal static class ScriptJson
{
    private const int ValuesBetweenChecks = 64;

    /// <returns>UTF-8; null for what has no JSON, such as <c>undefined</c>.</returns>
    /// <exception cref="ScriptLimitException">It is longer than a result may be.</exception>
    public static byte[]? Serialize(Engine engine, JsValue value, JavaScriptOptions limits)
    {
        var watch = new Watch(engine, limits);
        var json = new JsonSerializer(engine).Serialize(value, watch.Replacer(null), JsValue.Undefined);
        if (!json.IsString())
        {
            return null;
        }

        var text = json.ToString();
        var utf8 = Encoding.UTF8.GetByteCount(text) <= limits.OutputBytes ? Encoding.UTF8.GetBytes(text) : throw TooLong(limits);
        return utf8;
    }

    public static ScriptLimitException TooLong(JavaScriptOptions limits) =>
        new($"The result is longer than {limits.OutputBytes / 1024} KB", nameof(limits.OutputBytes));

    /// <summary>Puts the guarded function in the place of the engine's.</summary>
    public static void Install(Engine engine)
    {
        var json = engine.Global.Get("JSON").AsObject();
        json.FastSetDataProperty("stringify", new ClrFunction(engine, "stringify", (_, arguments) =>
        {
            var value = arguments.Length > 0 ? arguments[0] : JsValue.Undefined;
            var replacer = arguments.Length > 1 ? arguments[1] : JsValue.Undefined;
            var space = arguments.Length > 2 ? arguments[2] : JsValue.Undefined;
            // An array of keys decides the order too, which a function cannot; it stays the engine's.
            var watched = replacer.IsArray() ? replacer : new Watch(engine, null).Replacer(replacer.IsCallable() ? replacer : null);
            return value is ObjectInstance ? new JsonSerializer(engine).Serialize(value, watched, space) : new JsonSerializer(engine).Serialize(value, replacer, space);
        }, 3));
    }

    private sealed class Watch(Engine engine, JavaScriptOptions? limits)
    {
        private long _length;
        private int _values;

        public ClrFunction Replacer(JsValue? inner) => new(engine, "", (holder, arguments) =>
        {
            if (++_values % ValuesBetweenChecks == 0)
            {
                engine.Constraints.Check();
            }

            var value = inner is null ? arguments[1] : engine.Call(inner, holder, arguments);
            Count(holder.IsArray() ? 0 : arguments[0].ToString().Length + 3, value);
            return value;
        });

        /// <summary>A little less than what is written, so that nothing is refused that would fit.</summary>
        private void Count(int name, JsValue value)
        {
            _length += name + (value.IsUndefined() ? -name : 0);
            _length += value.IsString() ? value.AsString().Length + 2 : value.IsUndefined() ? 0 : 1;
            if (limits is not null && _length > limits.OutputBytes)
            {
                throw TooLong(limits);
            }
        }
    }
}
