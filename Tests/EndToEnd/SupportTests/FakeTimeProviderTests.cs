using ConnectionsConsole.Tests.Support;

namespace ConnectionsConsole.Tests.EndToEnd.SupportTests;

public sealed class FakeTimeProviderTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Delay_EndsOnlyWhenTheClockReachesIt()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock);
        Assert.Equal(1, _clock.ActiveTimers);

        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromTicks(1));
        await delay;
        Assert.Equal(0, _clock.ActiveTimers);
    }

    [Fact]
    public void Timers_FireInOrderOfDueTime_EachAtItsTime()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", TimeSpan.FromSeconds(3));
        using var early = Timer("early", TimeSpan.FromSeconds(1));
        using var stopped = Timer("stopped", TimeSpan.FromSeconds(2));
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([("early", TimeSpan.FromSeconds(1)), ("late", TimeSpan.FromSeconds(3))], fired);
        Assert.Equal(start.AddSeconds(10), _clock.GetUtcNow());

        ITimer Timer(string name, TimeSpan due) =>
            _clock.CreateTimer(_ => fired.Add((name, _clock.GetUtcNow() - start)), null, due, Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void PeriodicTimer_FiresOnceForEachPeriod_UntilDisposed()
    {
        var count = 0;
        var timer = _clock.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, count);

        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(3, count);
        Assert.False(timer.Change(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void CancellationTokenSource_IsCancelledByTheClock()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(source.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public async Task TimerDueNow_FiresWithoutTheClockMoving()
    {
        var fired = new TaskCompletionSource();
        using var timer = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task WaitForTimers_EndsWhenTheCodeHasComeToItsDelay()
    {
        var waiting = _clock.WaitForTimersAsync(2);
        using var first = _clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        Assert.False(waiting.IsCompleted);
        using var second = _clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        await waiting;
    }

    [Fact]
    public void ElapsedTime_IsWhatTheClockWasMoved()
    {
        var timestamp = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMilliseconds(1234));
        Assert.Equal(TimeSpan.FromMilliseconds(1234), _clock.GetElapsedTime(timestamp));
    }
}
