using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>
/// The code step (<c>code/runCode</c>): a fresh engine for each execution, a prepared script from the cache, on one of a few threads of its own.
/// Values go in and out as copies.
/// </summary>
internal sealed class JavaScriptStepExecutor(
    PreparedScripts scripts, JavaScriptThreads threads, IOptions<JavaScriptOptions> options, ILogger<JavaScriptStepExecutor> logger) : IStepExecutor
{
    public IReadOnlyCollection<ActionKey> Actions { get; } = [CodeConnector.RunCode];

    public Task<StepOutcome> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) =>
        threads.RunAsync(() => Execute(execution, cancellationToken));

    private StepOutcome Execute(StepExecution execution, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var prepared = scripts.Get(execution.Inputs.RequiredText(CodeConnector.Code, "Code"));
            var engine = CreateEngine(cancellationToken);
            var module = new JsObject(engine);
            module.Set("exports", new JsObject(engine));
            engine.SetValue("module", module);
            engine.SetValue("exports", module.Get("exports"));
            engine.Execute(prepared);
            if (module.Get("exports") is not Function main)
            {
                return Wrong("The code does not assign a function to module.exports. Write module.exports = async (context, stepResults) => ({ data: ... }).");
            }

            var context = new ScriptContext(engine, execution);
            var returned = engine.Invoke(main, JsValue.Undefined, [context.Context(), context.StepResults()]).UnwrapIfPromise(cancellationToken);
            return returned is JsObject result
                ? ScriptValues.ToStepValue(engine, result.Get("data"), result.Get("contentType"))
                : Wrong("The function returned no object. Return { data: ... }.");
        }
        catch (Exception exception) when (exception is not StepFailedException)
        {
            return ScriptErrors.Translate(exception, options.Value, logger, cancellationToken);
        }
    }

    private Engine CreateEngine(CancellationToken cancellationToken)
    {
        var limits = options.Value;
        return new Engine(engine =>
        {
            engine.LimitMemory(limits.MemoryBytes);
            engine.TimeoutInterval(limits.Timeout);
            engine.MaxStatements(limits.Statements);
            engine.LimitRecursion(limits.RecursionDepth);
            engine.CancellationToken(cancellationToken);
            engine.DisableStringCompilation();
            engine.Constraints.MaxArraySize = limits.ArrayLength;
            engine.Constraints.RegexTimeout = limits.RegexTimeout;
            engine.Constraints.PromiseTimeout = limits.Timeout;
        });
    }

    private static StepFailure Wrong(string message) => new(FailureCategory.Permanent, message);
}
