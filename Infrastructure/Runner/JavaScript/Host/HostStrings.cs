using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>The string functions that make a huge string at once are asked first: the memory limit would come round only after the allocation.</summary>
internal static class HostStrings
{
    public static void Guard(Engine engine, JavaScriptOptions limits)
    {
        var prototype = engine.Global.Get("String").AsObject().Get("prototype").AsObject();
        Replace("repeat", 1, (length, count) => length * count);
        Replace("padStart", 2, (_, width) => width);
        Replace("padEnd", 2, (_, width) => width);

        void Replace(string name, int parameters, Func<double, double, double> result)
        {
            var original = prototype.Get(name);
            prototype.FastSetProperty(name, new Jint.Runtime.Descriptors.PropertyDescriptor(
                new ClrFunction(engine, name, (self, arguments) =>
                {
                    if (arguments.Length == 0 || self.IsUndefined() || self.IsNull())
                    {
                        return original.Call(self, arguments);
                    }

                    var text = self.IsString() ? self : new JsString(TypeConverter.ToString(self));
                    var number = TypeConverter.ToNumber(arguments[0]);
                    if (result(text.ToString().Length, number) > limits.StringLength)
                    {
                        throw new ScriptLimitException($"{name} would make a string of more than {limits.StringLength:N0} characters", nameof(limits.StringLength));
                    }

                    return original.Call(text, arguments.Length > 1 ? [number, arguments[1]] : [number]);
                }, parameters), writable: true, enumerable: false, configurable: true));
        }
    }
}
