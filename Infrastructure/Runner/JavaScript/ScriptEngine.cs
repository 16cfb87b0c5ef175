using System.Globalization;
using Jint;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>Makes engines with every limit on and nothing of the host within reach.</summary>
internal static class ScriptEngine
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

    public static Engine Create(JavaScriptOptions limits, Constraint deadline)
    {
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

        return engine;
    }
}
