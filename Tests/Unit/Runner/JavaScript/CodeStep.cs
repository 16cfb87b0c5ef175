using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Runner.JavaScript;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Tests.Unit.Runner.JavaScript;

/// <summary>Runs the executor of code steps on a script, with a failsafe far beyond its own limits.</summary>
internal sealed class CodeStep : IDisposable
{
    private static readonly TimeSpan s_failsafe = TimeSpan.FromSeconds(60);

    private readonly JavaScriptThreads _threads;
    private readonly JavaScriptStepExecutor _executor;

    public CodeStep(JavaScriptOptions? options = null)
    {
        var wrapped = Options.Create(options ?? new JavaScriptOptions { Timeout = TimeSpan.FromSeconds(30), Threads = 2 });
        var engines = new ScriptEngines(wrapped);
        _threads = new JavaScriptThreads(engines, wrapped, new ListLogger<JavaScriptThreads>(Messages));
        var scripts = new PreparedScripts(wrapped);
        _executor = new JavaScriptStepExecutor(scripts, engines, _threads, new JavaScriptWarmUp(scripts, _threads, TimeProvider.System), wrapped, TimeProvider.System, new ListLogger<JavaScriptStepExecutor>(Messages));
    }

    /// <summary>What the executor logged for the operator.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>What the script logged.</summary>
    public List<(LogSeverity Severity, string Text)> Lines { get; } = [];

    public Dictionary<string, StepValue> Results { get; } = [];

    public Dictionary<string, string> ConfigVariables { get; } = [];

    public Dictionary<string, ResolvedConnection> Connections { get; } = [];

    public async Task<StepOutcome> RunAsync(string code, CancellationToken cancellationToken = default)
    {
        var action = CodeConnector.RunCode;
        var inputs = new StepInputs("Code", new Dictionary<string, StepValue> { [CodeConnector.Code] = StepValue.FromText(code) },
            new Dictionary<string, ResolvedConnection>(), new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>());
        var run = new RunContext
        {
            RunId = Guid.Parse("11111111-1111-7111-8111-111111111111"),
            OrganizationId = Guid.NewGuid(),
            Integration = new NamedId(Guid.Parse("22222222-2222-7222-8222-222222222222"), "Sync"),
            FlowKey = "main",
            FlowName = "Main",
            Customer = new CustomerReference(Guid.Parse("33333333-3333-7333-8333-333333333333"), "Acme", "acme-1"),
            StartedAt = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc),
            ConfigVariables = ConfigVariables,
            Connections = Connections,
            Results = Results,
        };
        var step = new Step("code-step", "Code", action.Connector, action.Action, new Dictionary<string, InputValue>());
        var execution = new StepExecution(step, inputs, run, new Log(Lines), "key", 1);
        return await _executor.ExecuteAsync(execution, cancellationToken).WaitAsync(s_failsafe, CancellationToken.None);
    }

    /// <summary>The result of a script that works, as JSON.</summary>
    public async Task<string> JsonAsync(string code)
    {
        var outcome = await RunAsync(code);
        Assert.True(outcome.Failure is null, outcome.Failure?.Message);
        return Assert.IsType<JsonStepValue>(outcome.Output).ToString();
    }

    /// <summary>The result of an expression, as JSON.</summary>
    public Task<string> ValueAsync(string expression) => JsonAsync($"module.exports = async (context, stepResults) => ({{ data: {expression} }});");

    /// <summary>The message of a script that fails.</summary>
    public async Task<string> FailureAsync(string code)
    {
        var outcome = await RunAsync(code);
        Assert.NotNull(outcome.Failure);
        Assert.Equal(FailureCategory.Permanent, outcome.Failure.Category);
        return outcome.Failure.Message;
    }

    public void Dispose() => _threads.Dispose();

    private sealed class Log(List<(LogSeverity, string)> lines) : IStepLog
    {
        public void Write(LogSeverity severity, string message) => lines.Add((severity, message));
    }
}
