using System.Globalization;
using ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;
using Jint;
using Jint.Constraints;
using Jint.Native;
using Jint.Native.Object;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>An engine with every limit on and nothing of the host within reach, for one execution.</summary>
/// <param name="Deadline">Begins with the execution.</param>
/// <param name="Library">Begins with it too.</param>
/// <param name="Module">The script's <c>module</c>, with empty <c>exports</c>.</param>
/// <param name="Promise">The engine's own, whatever the script puts in its place; so are its functions.</param>
internal sealed record ScriptEngine(
    Engine Engine, OperationDeadlineConstraint Deadline, HostLibrary Library, JsObject Module, ObjectInstance Promise, JsValue Resolve, JsValue Then)
{
    // JSON.parse of Node has no such limit; ours keeps the parser's recursion within the thread's stack.
    private const int JsonDepth = 2_000;

    private static readonly string[] s_removed =
    [
        // Blocks the thread where no limit reaches, or exists for threads that a code step does not have.
        "Atomics", "SharedArrayBuffer",
        // A second realm would have none of the guards of the first.
        "ShadowRealm",
    ];

    public static ScriptEngine Create(JavaScriptOptions limits)
    {
        var deadline = new OperationDeadlineConstraint();
        var engine = new Engine(options =>
        {
            options.LimitMemory(limits.MemoryBytes);
            options.MaxStatements(limits.Statements);
            options.LimitRecursion(limits.RecursionDepth);
            options.Constraint(deadline);
            options.DisableStringCompilation();
            options.Constraints.StackOverflowGuard = true;
            options.Constraints.MaxArraySize = limits.ArrayLength;
            options.Constraints.RegexTimeout = limits.RegexTimeout;
            options.Constraints.PromiseTimeout = limits.Timeout;
            options.AgentCanSuspend = false;
            options.Json.MaxParseDepth = JsonDepth;
            // What a script computes must not hang on where the server stands.
            options.Culture(CultureInfo.InvariantCulture);
            options.LocalTimeZone(TimeZoneInfo.Utc);
        });
        foreach (var name in s_removed)
        {
            engine.Global.Delete(name);
        }

        var library = HostLibrary.Install(engine, limits);
        var module = new JsObject(engine);
        var exports = new JsObject(engine);
        module.Set("exports", exports);
        engine.SetValue("module", module);
        engine.SetValue("exports", exports);
        var promise = engine.Global.Get("Promise").AsObject();
        return new ScriptEngine(engine, deadline, library, module, promise, promise.Get("resolve"), promise.Get("prototype").AsObject().Get("then"));
    }
}
