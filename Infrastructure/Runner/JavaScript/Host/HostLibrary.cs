using System.Reflection;
using Acornima.Ast;
using ConnectionsConsole.Domain.Runs.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>
/// What Node gives and the engine lacks. Each part is loaded at the first look at it, so that a script which uses none of it pays for
/// a few property entries only. The parts are scripts next to this file; what they cannot do well themselves is in <see cref="HostFunctions"/>.
/// </summary>
/// <remarks>Installed while the engine is made, before it is known what will run in it; <see cref="Begin"/> says that.</remarks>
internal sealed class HostLibrary
{
    private const PropertyFlag Hidden = PropertyFlag.Configurable | PropertyFlag.Writable;

    private static readonly Dictionary<string, Prepared<Script>> s_parts = LoadParts();

    private static readonly string[] s_byteKinds =
    [
        "ArrayBuffer", "Uint8Array", "Int8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "BigInt64Array",
        "BigUint64Array", "Float16Array", "Float32Array", "Float64Array",
    ];

    private static readonly (string Name, string Part)[] s_globals =
    [
        ("Buffer", "buffer"), ("TextEncoder", "text"), ("TextDecoder", "text"), ("atob", "text"), ("btoa", "text"), ("URL", "url"), ("URLSearchParams", "url"),
    ];

    private readonly Engine _engine;
    private readonly JavaScriptOptions _limits;
    private readonly HostFunctions _functions;
    private readonly Dictionary<string, ObjectInstance> _loaded = [];
    private readonly HostTimers _timerFunctions;
    private ObjectInstance? _bufferPrototype;
    private IStepLog? _log;
    private ScriptTimers? _timers;

    private HostLibrary(Engine engine, JavaScriptOptions limits)
    {
        _engine = engine;
        _limits = limits;
        _functions = new HostFunctions(engine, limits, this);
        Console = new HostConsole(engine, this);
        _timerFunctions = new HostTimers(engine, this);
    }

    public HostConsole Console { get; }

    /// <summary>Of the execution that has begun.</summary>
    public IStepLog Log => _log ?? throw new InvalidOperationException("The execution has not begun.");

    /// <inheritdoc cref="Log"/>
    public ScriptTimers Timers => _timers ?? throw new InvalidOperationException("The execution has not begun.");

    public static HostLibrary Install(Engine engine, JavaScriptOptions limits)
    {
        var library = new HostLibrary(engine, limits);
        engine.Advanced.HostDefined = library;
        ScriptJson.Install(engine);
        HostStrings.Guard(engine, limits);
        var advanced = engine.Advanced;
        foreach (var name in s_byteKinds)
        {
            advanced.AddLazyGlobal(name, (library, name), static (_, state) => state.library.Part("guards").Get(state.name), Hidden);
        }

        foreach (var (name, part) in s_globals)
        {
            advanced.AddLazyGlobal(name, (library, part, name), static (_, state) => state.library.Part(state.part).Get(state.name), Hidden);
        }

        advanced.AddLazyGlobal("structuredClone", library, static (_, library) => library.Part("clone"), Hidden);
        advanced.AddLazyGlobal("console", library, static (_, library) => library.Console.Create(), Hidden);
        advanced.AddLazyGlobal("crypto", library, static (_, library) => library.Part("crypto").Get("webcrypto"), Hidden);
        advanced.AddLazyGlobal("require", library, static (_, library) => library.Require(), Hidden);
        advanced.AddLazyGlobal("global", library, static (engine, _) => engine.Global, Hidden);
        foreach (var name in HostTimers.Names)
        {
            advanced.AddLazyGlobal(name, (library, name), static (_, state) => state.library._timerFunctions.Create(state.name), Hidden);
        }

        return library;
    }

    /// <summary>Says where the execution's lines and timers go.</summary>
    public void Begin(IStepLog log, ScriptTimers timers) => (_log, _timers) = (log, timers);

    public static HostLibrary Of(Engine engine) => (HostLibrary)engine.Advanced.HostDefined!;

    /// <summary>A Buffer with a copy of the bytes.</summary>
    public static JsValue Buffer(Engine engine, ReadOnlySpan<byte> bytes)
    {
        var library = Of(engine);
        library._bufferPrototype ??= library.Part("buffer").Get("Buffer").AsObject().Get("prototype").AsObject();
        var array = engine.Intrinsics.Uint8Array.Construct(bytes);
        array.Prototype = library._bufferPrototype;
        return array;
    }

    /// <summary>What the script of a part returns, run once for this engine.</summary>
    public ObjectInstance Part(string name)
    {
        if (_loaded.TryGetValue(name, out var part))
        {
            return part;
        }

        var prepared = s_parts[name];
        var function = _engine.Evaluate(prepared);
        JsValue[] arguments = name switch
        {
            "guards" or "inspect" => [_functions.Create()],
            "buffer" => [_functions.Create(), Guarded("Uint8Array"), Guarded("ArrayBuffer")],
            "text" => [_functions.Create(), Guarded("Uint8Array"), Guarded("ArrayBuffer"), Part("buffer").Get("failure")],
            "clone" => [_functions.Create(), Guarded("ArrayBuffer"), Part("guards")],
            "crypto" => [_functions.Create(), Part("buffer"), Guarded("Uint8Array"), Guarded("ArrayBuffer")],
            "url" => [_functions.Create(), Part("buffer").Get("failure")],
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
        part = function.Call(JsValue.Undefined, arguments).AsObject();
        _loaded.Add(name, part);
        return part;
    }

    private JsValue Guarded(string name) => Part("guards").Get(name);

    private ClrFunction Require() => new(_engine, "require", (_, arguments) =>
    {
        var name = arguments.Length > 0 && arguments[0].IsString() ? arguments[0].ToString() : "";
        return name.StartsWith("node:", StringComparison.Ordinal) ? Module(name[5..], name) : Module(name, name);
    }, 1);

    private JsValue Module(string name, string asked)
    {
        switch (name)
        {
            case "crypto":
                return Part("crypto");
            case "buffer":
                return Exports("Buffer", "atob", "btoa");
            case "url":
                return Exports("URL", "URLSearchParams");
            case "util":
                var util = Exports("TextEncoder", "TextDecoder");
                util.Set("inspect", Part("inspect").Get("inspect"));
                util.Set("format", Part("inspect").Get("format"));
                return util;
            case "timers":
                return Exports([.. HostTimers.Names]);
            default:
                throw new JavaScriptException(_engine.Intrinsics.Error, $"require('{asked}') is not available in a code step");
        }
    }

    private JsObject Exports(params string[] names)
    {
        var exports = new JsObject(_engine);
        foreach (var name in names)
        {
            exports.Set(name, s_globals.FirstOrDefault(g => g.Name == name).Part is { } part ? Part(part).Get(name) : _timerFunctions.Create(name));
        }

        return exports;
    }

    private static Dictionary<string, Prepared<Script>> LoadParts()
    {
        var parts = new Dictionary<string, Prepared<Script>>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".js", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource.Split('.')[^2];
            parts.Add(name, Engine.PrepareScript(reader.ReadToEnd(), "host"));
        }

        return parts;
    }
}
