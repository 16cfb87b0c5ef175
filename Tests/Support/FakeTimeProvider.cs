namespace ConnectionsConsole.Tests.Support;

/// <summary>
/// A clock that stands still until the test moves it. Timers made from it, those of <c>Task.Delay</c>, <c>PeriodicTimer</c> and
/// <c>CancellationTokenSource</c> included, fire inside <see cref="Advance"/>, in the order in which they fall due and at that time.
/// </summary>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waits = [];
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <summary>Starts at noon UTC on an ordinary working day.</summary>
    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait to fire: tells a test that the code it watches has come to its delay.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what falls due on the way, on the caller's thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetUtcNow() + by;
        while (NextDueUntil(target) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Ends as soon as at least so many timers wait to fire; fails after <paramref name="failsafe"/> (30 s) of real time.</summary>
    public async Task WaitForTimersAsync(int count, TimeSpan? failsafe = null)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_timers.Count >= count)
            {
                return;
            }

            _waits.Add((count, reached));
        }

        await reached.Task.WaitAsync(failsafe ?? TimeSpan.FromSeconds(30));
    }

    private FakeTimer? NextDueUntil(DateTimeOffset target)
    {
        lock (_lock)
        {
            // MinBy takes the first of equals: those that fall due together fire in the order in which they were set.
            var next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (next is null)
            {
                _now = target;
                return null;
            }

            if (next.Due > _now)
            {
                _now = next.Due;
            }

            _timers.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
                _timers.Add(next);
            }

            return next;
        }
    }

    private void Set(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime;
            timer.Period = period;
            _timers.Add(timer);
            foreach (var wait in _waits.Where(wait => wait.Count <= _timers.Count).ToList())
            {
                _waits.Remove(wait);
                wait.Reached.TrySetResult();
            }
        }
    }

    private void Remove(FakeTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, Action callback) : ITimer
    {
        private volatile bool _disposed;

        public DateTimeOffset Due { get; set; }

        /// <summary>Zero or infinite: fires once.</summary>
        public TimeSpan Period { get; set; }

        public void Fire()
        {
            if (!_disposed)
            {
                callback();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            if (dueTime == TimeSpan.Zero)
            {
                // As with a real timer, "now" means at once on another thread, not at the next move of the clock.
                clock.Set(this, period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan, period);
                ThreadPool.QueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
                return true;
            }

            clock.Set(this, dueTime, period);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            clock.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
