using System.Collections.Immutable;
using System.Threading.Channels;
using ConnectionsConsole.Domain.Runs.Ports;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Runner;

/// <summary>
/// Passes events on to whoever listens in this process, in order and on one thread of its own, so that a slow listener never holds up a run. When
/// listeners are far behind, events are dropped and counted.
/// </summary>
internal sealed partial class RunEvents : IRunEvents, IDisposable
{
    private const int Capacity = 20_000;

    private readonly Channel<RunEvent> _events;
    private readonly ILogger<RunEvents> _logger;
    private ImmutableArray<Subscription> _subscriptions = [];
    private long _dropped;
    private int _pumping;

    public RunEvents(ILogger<RunEvents> logger)
    {
        _logger = logger;
        _events = Channel.CreateBounded<RunEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Asked before an event is made: without listeners nothing is.</summary>
    public bool HasListeners => !_subscriptions.IsEmpty;

    public IDisposable Subscribe(Guid? runId, Action<RunEvent> handler)
    {
        var subscription = new Subscription(this, runId, handler);
        ImmutableInterlocked.Update(ref _subscriptions, (all, added) => all.Add(added), subscription);
        if (Interlocked.Exchange(ref _pumping, 1) == 0)
        {
            _ = Task.Run(PumpAsync);
        }

        return subscription;
    }

    public void Publish(RunEvent happened) => _events.Writer.TryWrite(happened);

    public void Dispose() => _events.Writer.TryComplete();

    private async Task PumpAsync()
    {
        await foreach (var happened in _events.Reader.ReadAllAsync())
        {
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
            {
                LogDropped(dropped);
            }

            foreach (var subscription in _subscriptions)
            {
                if (subscription.RunId is null || subscription.RunId == happened.RunId)
                {
                    Call(subscription, happened);
                }
            }
        }
    }

    private void Call(Subscription subscription, RunEvent happened)
    {
        try
        {
            subscription.Handler(happened);
        }
        catch (Exception exception)
        {
            LogListenerFailed(exception);
        }
    }

    private sealed record Subscription(RunEvents Owner, Guid? RunId, Action<RunEvent> Handler) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref Owner._subscriptions, (all, removed) => all.Remove(removed), this);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} run events were dropped, since listeners were too slow.")]
    private partial void LogDropped(long count);

    [LoggerMessage(LogLevel.Error, "A listener to run events failed.")]
    private partial void LogListenerFailed(Exception exception);
}
