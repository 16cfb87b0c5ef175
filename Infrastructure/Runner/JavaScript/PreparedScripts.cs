using System.Collections.Concurrent;
using Acornima.Ast;
using Jint;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>Parsed scripts by their text. Parsing costs far more than running a short script, and the same few scripts run again and again.</summary>
internal sealed class PreparedScripts(IOptions<JavaScriptOptions> options)
{
    /// <summary>What the author's code is called in stacks.</summary>
    public const string SourceName = "code";

    private const int Capacity = 1_000;

    private readonly ConcurrentDictionary<string, Prepared<Script>> _scripts = new(StringComparer.Ordinal);

    // Literals are converted while the script is prepared, before an engine with its limits is there. Made with the first script: the engine's first
    // options sort all time zones by their display names, most of a second that the start of the console need not wait for.
    private readonly Lazy<ScriptPreparationOptions> _preparation = new(() => new ScriptPreparationOptions
    {
        ParsingOptions = new ScriptParsingOptions { RegexTimeout = options.Value.RegexTimeout, AllowReturnOutsideFunction = false },
    });

    /// <exception cref="ScriptPreparationException">The text is no valid script.</exception>
    public Prepared<Script> Get(string code)
    {
        if (_scripts.TryGetValue(code, out var prepared))
        {
            return prepared;
        }

        prepared = Engine.PrepareScript(code, SourceName, options: _preparation.Value);
        if (_scripts.Count >= Capacity)
        {
            // Drafts under test leave a script for every edit; starting over is simpler than keeping an order, and rare.
            _scripts.Clear();
        }

        return _scripts.GetOrAdd(code, prepared);
    }
}
