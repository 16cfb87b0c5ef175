using System.Collections.Frozen;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>The step executors by the actions that they name.</summary>
internal sealed class StepExecutorRegistry
{
    private readonly FrozenDictionary<ActionKey, IStepExecutor> _byAction;

    /// <exception cref="InvalidOperationException">Two executors name the same action.</exception>
    public StepExecutorRegistry(IEnumerable<IStepExecutor> executors)
    {
        var byAction = new Dictionary<ActionKey, IStepExecutor>();
        foreach (var executor in executors)
        {
            foreach (var action in executor.Actions)
            {
                if (!byAction.TryAdd(action, executor))
                {
                    throw new InvalidOperationException($"Both {byAction[action].GetType().Name} and {executor.GetType().Name} execute {action}.");
                }
            }
        }

        _byAction = byAction.ToFrozenDictionary();
    }

    public IStepExecutor? Find(ActionKey action) => _byAction.GetValueOrDefault(action);
}
