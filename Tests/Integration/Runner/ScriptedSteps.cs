using System.Collections.Concurrent;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>An executor whose steps do what the test says, by step name; one that nothing was said of answers null at once. Shared by all nodes of a test.</summary>
internal sealed class ScriptedSteps : IStepExecutor
{
    private readonly ConcurrentDictionary<string, Func<StepExecution, CancellationToken, Task<StepOutcome>>> _scripts = new();

    public IReadOnlyCollection<ActionKey> Actions { get; } = [CodeConnector.RunCode, HttpConnector.Post, AwsS3Connector.PutObject];

    /// <summary>Every try, in the order in which they began.</summary>
    public ConcurrentQueue<StepExecution> Executions { get; } = new();

    public int Count(string stepName) => Executions.Count(e => e.Step.Name == stepName);

    public void On(string stepName, Func<StepExecution, CancellationToken, Task<StepOutcome>> script) => _scripts[stepName] = script;

    public void On(string stepName, Func<StepExecution, StepOutcome> script) => On(stepName, (execution, _) => Task.FromResult(script(execution)));

    /// <summary>Lets the step wait until the result is released, or the step is cancelled.</summary>
    public Gate Hold(string stepName)
    {
        var gate = new Gate();
        On(stepName, async (_, cancellationToken) =>
        {
            gate.Reached.TrySetResult();
            await gate.Released.Task.WaitAsync(cancellationToken);
            return StepValue.FromText("released");
        });
        return gate;
    }

    public Task<StepOutcome> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        Executions.Enqueue(execution);
        return _scripts.TryGetValue(execution.Step.Name, out var script) ? script(execution, cancellationToken) : Task.FromResult<StepOutcome>(StepValue.Null);
    }
}

internal sealed class Gate
{
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for the step to begin; fails after a minute.</summary>
    public Task ReachedAsync() => Reached.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
