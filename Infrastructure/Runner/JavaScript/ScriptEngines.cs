using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>
/// Fresh engines, each for one execution. Making one takes about as long as running a short script, so the threads of scripts make the next one when they have
/// handed over a result: nobody waits for it then.
/// </summary>
internal sealed class ScriptEngines(IOptions<JavaScriptOptions> options)
{
    private readonly ConcurrentStack<ScriptEngine> _ready = [];
    private readonly int _most = options.Value.ThreadCount;

    /// <summary>An engine that nobody else has or had.</summary>
    public ScriptEngine Take() => _ready.TryPop(out var engine) ? engine : ScriptEngine.Create(options.Value);

    /// <summary>Makes one for later; does nothing where as many lie ready as can run at a time.</summary>
    public void Prepare()
    {
        if (_ready.Count < _most)
        {
            _ready.Push(ScriptEngine.Create(options.Value));
        }
    }
}
