using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.Runner.Http;
using ConnectionsConsole.Infrastructure.Runner.S3;
using ConnectionsConsole.Tests.Integration.Egress;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Runner.Http;

/// <summary>
/// The executors of HTTP and S3 steps as the application registers them, with real sockets; loopback is allowed unless a test says otherwise.
/// Inputs that a test leaves out have their defaults, as the runner fills them in.
/// </summary>
internal sealed class StepBench : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly CapturingLog _log = new();

    public StepBench(params (string Key, string Value)[] settings)
        : this(resolver: null, settings)
    {
    }

    public StepBench(EgressResolver? resolver, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Egress:Allow:0", "127.0.0.0/8:*")])
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System);
        if (resolver is not null)
        {
            services.AddSingleton(resolver);
        }

        _services = services.AddEgress().AddHttpSteps().AddS3Steps().BuildServiceProvider();
    }

    public IReadOnlyList<string> LogLines => _log.Lines;

    public S3ClientCache S3Clients => _services.GetRequiredService<S3ClientCache>();

    public async Task<StepOutcome> RunAsync(
        ActionKey action, Dictionary<string, object?> inputs, ResolvedConnection? connection = null, string idempotencyKey = "key-1",
        CancellationToken cancellationToken = default)
    {
        var executor = _services.GetServices<IStepExecutor>().Single(executor => executor.Actions.Contains(action));
        var step = new Step("step-1", "The Step", action.Connector, action.Action, new Dictionary<string, InputValue>());
        var run = new RunContext
        {
            RunId = Guid.CreateVersion7(),
            OrganizationId = Guid.CreateVersion7(),
            Integration = new NamedId(Guid.CreateVersion7(), "Integration"),
            FlowKey = "flow",
            FlowName = "Flow",
            StartedAt = DateTime.UtcNow,
            ConfigVariables = new Dictionary<string, string>(),
            Connections = new Dictionary<string, ResolvedConnection>(),
            Results = new Dictionary<string, StepValue>(),
        };
        try
        {
            var execution = new StepExecution(step, Inputs(action, inputs, connection), run, _log, idempotencyKey, Attempt: 1);
            return await executor.ExecuteAsync(execution, cancellationToken);
        }
        catch (StepFailedException failed)
        {
            return failed.Failure;
        }
    }

    public async Task<StepValue> SucceedAsync(ActionKey action, Dictionary<string, object?> inputs, ResolvedConnection? connection = null)
    {
        var outcome = await RunAsync(action, inputs, connection);
        Assert.True(outcome.Failure is null, outcome.Failure?.Message);
        return outcome.Output!;
    }

    public async Task<StepFailure> FailAsync(ActionKey action, Dictionary<string, object?> inputs, ResolvedConnection? connection = null)
    {
        var outcome = await RunAsync(action, inputs, connection);
        Assert.Null(outcome.Output);
        return outcome.Failure!;
    }

    /// <summary>The inputs of a request to a server's <c>/path?query=1</c>.</summary>
    public static Dictionary<string, object?> RequestTo(LoopbackServer server, params (string Key, string Value)[] inputs)
    {
        var all = inputs.ToDictionary(input => input.Key, input => (object?)input.Value);
        all["url"] = $"http://127.0.0.1:{server.Port}/path?query=1";
        return all;
    }

    public void Dispose() => _services.Dispose();

    private static StepInputs Inputs(ActionKey action, Dictionary<string, object?> given, ResolvedConnection? connection)
    {
        var fields = new[] { HttpConnector.Definition, AwsS3Connector.Definition }.Single(c => c.Key == action.Connector).FindAction(action.Action)!.Inputs;
        Assert.All(given.Keys, key => Assert.Contains(fields, field => field.Key == key));
        var values = new Dictionary<string, StepValue>();
        var lists = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>();
        foreach (var field in fields)
        {
            switch (given.GetValueOrDefault(field.Key) ?? field.Default)
            {
                case null or "":
                    break;
                case string text:
                    values[field.Key] = StepValue.FromText(text);
                    break;
                case StepValue value:
                    values[field.Key] = value;
                    break;
                case (string Name, string Value)[] list:
                    lists[field.Key] = [.. list.Select(item => KeyValuePair.Create(item.Name, item.Value))];
                    break;
                case var other:
                    throw new ArgumentException($"{field.Key}: {other.GetType()}");
            }
        }

        var slot = fields.Single(field => field.Type == InputType.Connection).Key;
        return new StepInputs("The Step", values, connection is null ? [] : new Dictionary<string, ResolvedConnection> { [slot] = connection }, lists);
    }

    private sealed class CapturingLog : IStepLog
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines => _lines;

        public void Write(LogSeverity severity, string message) => _lines.Add(message);
    }
}
