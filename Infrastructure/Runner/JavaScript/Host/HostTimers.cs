using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>setTimeout and its kin, as functions of the script.</summary>
internal sealed class HostTimers(Engine engine, HostLibrary library)
{
    private JsObject? _prototype;

    public static IReadOnlyList<string> Names { get; } =
        ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate", "queueMicrotask"];

    public JsValue Create(string name) => name switch
    {
        "setTimeout" => new ClrFunction(engine, name, (_, arguments) => Start(arguments, repeats: false), 2),
        "setInterval" => new ClrFunction(engine, name, (_, arguments) => Start(arguments, repeats: true), 2),
        "setImmediate" => new ClrFunction(engine, name, (_, arguments) => Handle(library.Timers.Start(Callback(arguments), arguments[1..], 0, repeats: false, immediate: true)), 1),
        "queueMicrotask" => new ClrFunction(engine, name, (_, arguments) => QueueMicrotask(Callback(arguments)), 1),
        _ => new ClrFunction(engine, name, (_, arguments) => Clear(arguments), 1),
    };

    private JsValue Start(JsValue[] arguments, bool repeats)
    {
        var callback = Callback(arguments);
        var delay = arguments.Length > 1 ? TypeConverter.ToNumber(arguments[1]) : 1;
        return Handle(library.Timers.Start(callback, arguments.Length > 2 ? arguments[2..] : [], delay, repeats));
    }

    private JsValue Clear(JsValue[] arguments)
    {
        var handle = arguments.Length > 0 ? arguments[0] : JsValue.Undefined;
        var id = handle is ObjectInstance timeout ? timeout.Get("_id") : handle;
        if ((id.IsNumber() || id.IsString()) && TypeConverter.ToNumber(id) is >= 1 and <= int.MaxValue and var number)
        {
            library.Timers.Clear((int)number);
        }

        return JsValue.Undefined;
    }

    /// <summary>Node answers an object, which code calls <c>unref()</c> on and turns into a number.</summary>
    private JsObject Handle(int id)
    {
        if (_prototype is null)
        {
            _prototype = new JsObject(engine);
            foreach (var name in (string[])["ref", "unref", "refresh"])
            {
                Hide(_prototype, name, new ClrFunction(engine, name, (self, _) => self));
            }

            Hide(_prototype, "hasRef", new ClrFunction(engine, "hasRef", (_, _) => JsBoolean.True));
            Hide(_prototype, "valueOf", new ClrFunction(engine, "valueOf", (self, _) => self is ObjectInstance timeout ? timeout.Get("_id") : JsValue.Undefined));
        }

        var handle = new JsObject(engine) { Prototype = _prototype };
        Hide(handle, "_id", id);
        return handle;
    }

    private JsValue QueueMicrotask(JsValue callback)
    {
        var promise = engine.Advanced.RegisterPromise();
        promise.Promise.AsObject().Get("then").Call(promise.Promise, [new ClrFunction(engine, "", (_, _) => callback.Call())]);
        promise.Resolve(JsValue.Undefined);
        return JsValue.Undefined;
    }

    private JsValue Callback(JsValue[] arguments) => arguments.Length > 0 && arguments[0].IsCallable()
        ? arguments[0]
        : throw new JavaScriptException(engine.Intrinsics.TypeError, "The \"callback\" argument must be of type function");

    private static void Hide(ObjectInstance target, string name, JsValue value) =>
        target.FastSetProperty(name, new Jint.Runtime.Descriptors.PropertyDescriptor(value, writable: true, enumerable: false, configurable: true));
}
