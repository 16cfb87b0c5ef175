using Acornima.Ast;
using ConnectionsConsole.Domain.Runs.Execution;
using Jint;
using Jint.Constraints;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>
/// One execution of a script: its engine, its limits and its timers. <see cref="Start"/> and <see cref="Resume"/> run on one thread at a time, each until the
/// result is there or nothing but a timer can bring it.
/// </summary>
internal sealed class ScriptExecution(
    StepExecution execution, Prepared<Script> script, ScriptEngine engine, JavaScriptOptions limits, TimeProvider time, CancellationToken cancellationToken) : IDisposable
{
    private readonly Engine _engine = engine.Engine;
    private readonly OperationDeadlineConstraint _deadline = engine.Deadline;
    private readonly long _startedAt = time.GetTimestamp();
    private readonly ScriptTimers _timers = new(limits, time);
    private JsValue? _fulfilled;
    private JsValue? _rejected;
    private long _allocated;

    /// <summary>How long <see cref="Resume"/> has nothing to do; not beyond the time limit.</summary>
    public TimeSpan Pause()
    {
        var left = limits.Timeout - time.GetElapsedTime(_startedAt);
        var next = _timers.UntilNext() ?? TimeSpan.Zero;
        return next < left ? next : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <returns>What came of the step; null when it waits for a timer.</returns>
    public StepOutcome? Start()
    {
        cancellationToken.ThrowIfCancellationRequested();
        _deadline.Begin(limits.Timeout, cancellationToken);
        return Measured(() =>
        {
            engine.Library.Begin(execution.Log, _timers);
            Call();
        });
    }

    /// <inheritdoc cref="Start"/>
    public StepOutcome? Resume() => Measured(() =>
    {
        _engine.Constraints.Check();
        while (!IsSettled && _timers.TakeDue() is { } timer)
        {
            _engine.Call(timer.Callback, timer.Arguments);
            _engine.Advanced.ProcessTasks();
        }
    });

    public void Dispose()
    {
        _deadline.End();
        _engine.Dispose();
    }

    private bool IsSettled => _fulfilled is not null || _rejected is not null;

    private void Call()
    {
        _engine.Execute(script);
        if (Main(engine.Module.Get("exports")) is not { } main)
        {
            throw new ScriptContractException(
                "The code does not assign a function to module.exports. Write module.exports = async (context, stepResults) => ({ data: ... }).");
        }

        var context = new ScriptContext(_engine, execution);
        var returned = _engine.Call(main, JsValue.Undefined, [context.Context(), context.StepResults()]);
        var settling = _engine.Call(engine.Resolve, engine.Promise, [returned]);
        _engine.Call(engine.Then, settling,
        [
            new ClrFunction(_engine, "", (_, arguments) => _fulfilled = arguments.Length > 0 ? arguments[0] : JsValue.Undefined),
            new ClrFunction(_engine, "", (_, arguments) => _rejected = arguments.Length > 0 ? arguments[0] : JsValue.Undefined),
        ]);
        _engine.Advanced.ProcessTasks();
    }

    /// <summary>The function itself, or the <c>default</c> of a transpiled module.</summary>
    private static JsValue? Main(JsValue exports) =>
        exports is Function ? exports : exports is ObjectInstance module && module.Get("default") is Function main ? main : null;

    /// <summary>The engine's own memory limit starts anew at each entry; this one holds for all of them together.</summary>
    private StepOutcome? Measured(Action run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        var outcome = Outcome();
        _allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        return _allocated > limits.MemoryBytes ? throw new Jint.Runtime.MemoryLimitExceededException("The execution allocated more than its limit") : outcome;
    }

    private StepOutcome? Outcome()
    {
        if (_rejected is not null)
        {
            throw new Jint.Runtime.PromiseRejectedException(_rejected);
        }

        if (_fulfilled is not null)
        {
            return ScriptValues.ToStepValue(_engine, _fulfilled, limits);
        }

        return _timers.IsEmpty
            ? throw new ScriptContractException("The code waits for a promise that nothing resolves any more: no timer is left. Check that every new Promise calls its resolve.")
            : null;
    }
}
