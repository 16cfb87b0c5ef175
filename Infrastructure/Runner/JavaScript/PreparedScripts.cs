using System.Collections.Concurrent;
using Acornima.Ast;
using Jint;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>Parsed scripts by their text. Parsing costs far more than running a short script, and the same few scripts run again and again.</summary>
internal sealed class PreparedScripts
{
    private const int Capacity = 1_000;

    private readonly ConcurrentDictionary<string, Prepared<Script>> _scripts = new(StringComparer.Ordinal);

    /// <exception cref="ScriptPreparationException">The text is no valid script.</exception>
    public Prepared<Script> Get(string code)
    {
        if (_scripts.TryGetValue(code, out var prepared))
        {
            return prepared;
        }

        prepared = Engine.PrepareScript(code, "code");
        if (_scripts.Count >= Capacity)
        {
            // Drafts under test leave a script for every edit; starting over is simpler than keeping an order, and rare.
            _scripts.Clear();
        }

        return _scripts.GetOrAdd(code, prepared);
    }
}
