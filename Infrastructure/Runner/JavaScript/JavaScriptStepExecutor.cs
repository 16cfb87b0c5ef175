using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>
/// The code step (<c>code/runCode</c>): a fresh engine for each execution, a prepared script from the cache, on one of a few threads of its own.
/// Values go in and out as copies.
/// </summary>
internal sealed class JavaScriptStepExecutor(
    PreparedScripts scripts, ScriptEngines engines, JavaScriptThreads threads, JavaScriptWarmUp warmUp, IOptions<JavaScriptOptions> options, TimeProvider time,
    ILogger<JavaScriptStepExecutor> logger) : IStepExecutor
{
    public IReadOnlyCollection<ActionKey> Actions { get; } = [CodeConnector.RunCode];

    public bool ReadsAllConnections => true;

    public async Task<StepOutcome> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var code = execution.Inputs.RequiredText(CodeConnector.Code, "Code");
        await warmUp.WaitAsync();
        try
        {
            return await RunAsync(execution, code, cancellationToken);
        }
        catch (Exception exception) when (exception is not StepFailedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ScriptErrors.Translate(exception, options.Value, logger);
        }
    }

    private async Task<StepOutcome> RunAsync(StepExecution execution, string code, CancellationToken cancellationToken)
    {
        ScriptExecution? script = null;
        StepOutcome? Start()
        {
            // Parsing belongs to the script's thread: it takes a deep stack too.
            script = new ScriptExecution(execution, scripts.Get(code), engines.Take(), options.Value, time, cancellationToken);
            return script.Start();
        }

        var outcome = await threads.RunAsync(Start);
        while (outcome is null)
        {
            await Task.Delay(script!.Pause(), time, cancellationToken);
            outcome = await threads.RunAsync(script.Resume);
        }

        // Left undisposed after a failure on purpose: a stuck script may still be using it, and it holds nothing but memory.
        script!.Dispose();
        return outcome.Value;
    }
}
