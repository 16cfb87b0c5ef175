using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using Microsoft.Extensions.Hosting;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>
/// Runs one script of the usual kind before any other. The first script in a process costs seconds of compiling the engine itself on a busy machine;
/// without this the author of the first code step would pay for it out of the step's own time limit.
/// </summary>
internal sealed class JavaScriptWarmUp(PreparedScripts scripts, JavaScriptThreads threads, TimeProvider time) : IHostedService
{
    private const string Code =
        """
        module.exports = async ({ logger, configVars, ...rest }, stepResults) => {
          class Item { #value; constructor(value) { this.#value = value; } get value() { return this.#value; } }
          const items = [...Object.entries(configVars)].map(([key, value]) => new Item(`${key}=${encodeURIComponent(String(value).trim())}`));
          logger.info("warm", items.length);
          await null;
          return { data: { items: items.map((item) => item.value), text: JSON.stringify(rest ?? null).replace(/[a-z]/g, "x") } };
        };
        """;

    private readonly Lock _lock = new();
    private Task? _done;

    /// <summary>Completes when the engine is warm; starts the warming at the first call.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            return _done ??= RunAsync();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = WaitAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync()
    {
        var step = new Step("warm-up", "Warm-up", CodeConnector.Key, CodeConnector.RunCode.Action, new Dictionary<string, InputValue>());
        var run = new RunContext
        {
            RunId = Guid.Empty,
            OrganizationId = Guid.Empty,
            Integration = new NamedId(Guid.Empty, "Warm-up"),
            FlowKey = "warm-up",
            FlowName = "Warm-up",
            StartedAt = time.GetUtcNow().UtcDateTime,
            ConfigVariables = new Dictionary<string, string> { ["name"] = "value" },
            Connections = new Dictionary<string, ResolvedConnection>(),
            Results = new Dictionary<string, StepValue>(),
        };
        var inputs = new StepInputs(step.Name, new Dictionary<string, StepValue>(), new Dictionary<string, ResolvedConnection>(), new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>());
        var limits = new JavaScriptOptions { Timeout = TimeSpan.FromMinutes(1) };
        try
        {
            await threads.RunAsync(() =>
            {
                var execution = new StepExecution(step, inputs, run, Silence.Instance, "", 1);
                using var script = new ScriptExecution(execution, scripts.Get(Code), ScriptEngine.Create(limits), limits, time, CancellationToken.None);
                return script.Start();
            });
        }
        catch (TimeoutException)
        {
            // A machine this slow gains nothing from waiting longer; the first script then is as slow as it is.
        }
    }

    private sealed class Silence : IStepLog
    {
        public static Silence Instance { get; } = new();

        public void Write(LogSeverity severity, string message)
        {
        }
    }
}
