using Jint.Native;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>The timers of one execution. They wait without a thread: the executor sleeps until the next one is due.</summary>
internal sealed class ScriptTimers(JavaScriptOptions limits, TimeProvider time)
{
    // Node's: a longer delay counts as 1 ms.
    private const double LongestDelay = int.MaxValue;

    private readonly PriorityQueue<Timer, (long Due, int Id)> _queue = new();
    private readonly Dictionary<int, Timer> _active = [];
    private readonly long _start = time.GetTimestamp();
    private int _lastId;

    public bool IsEmpty => _active.Count == 0;

    /// <returns>The timer's id, which clears it.</returns>
    public int Start(JsValue callback, JsValue[] arguments, double delay, bool repeats, bool immediate = false)
    {
        if (_active.Count >= limits.Timers)
        {
            throw new ScriptLimitException($"The code has more than {limits.Timers:N0} timers waiting", nameof(limits.Timers));
        }

        var milliseconds = immediate ? 0 : delay is >= 1 and <= LongestDelay ? (long)delay : 1;
        var timer = new Timer(++_lastId, callback, arguments, milliseconds, repeats);
        _active.Add(timer.Id, timer);
        _queue.Enqueue(timer, (Now + milliseconds, timer.Id));
        return timer.Id;
    }

    public void Clear(int id) => _active.Remove(id);

    /// <summary>How long until the next timer; null when none is left.</summary>
    public TimeSpan? UntilNext()
    {
        DropCleared();
        return _queue.TryPeek(out _, out var place) ? TimeSpan.FromMilliseconds(Math.Max(0, place.Due - Now)) : null;
    }

    /// <summary>Takes the next timer that is due; one that repeats is due again after its delay.</summary>
    public Timer? TakeDue()
    {
        DropCleared();
        if (!_queue.TryPeek(out var timer, out var place) || place.Due > Now)
        {
            return null;
        }

        _queue.Dequeue();
        if (timer.Repeats)
        {
            _queue.Enqueue(timer, (Now + timer.Milliseconds, timer.Id));
        }
        else
        {
            _active.Remove(timer.Id);
        }

        return timer;
    }

    private long Now => (long)time.GetElapsedTime(_start).TotalMilliseconds;

    private void DropCleared()
    {
        while (_queue.TryPeek(out var timer, out _) && !_active.ContainsKey(timer.Id))
        {
            _queue.Dequeue();
        }
    }

    internal sealed record Timer(int Id, JsValue Callback, JsValue[] Arguments, long Milliseconds, bool Repeats);
}
