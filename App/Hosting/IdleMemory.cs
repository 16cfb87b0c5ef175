using Microsoft.Extensions.Hosting;

namespace ConnectionsConsole.App.Hosting;

/// <summary>
/// Gives memory back once the console has nothing to do. What starting or a busy hour leaves behind is otherwise collected only when something allocates again,
/// and stays for as long as nobody comes.
/// </summary>
internal sealed class IdleMemory(TimeProvider time) : BackgroundService
{
    /// <summary>Allocated in a period with no other work than heartbeats and timers; a page or a run takes more.</summary>
    internal const long IdleBytes = 1024 * 1024;

    /// <summary>Allocated since the last collection of this kind; for less, the pause is not worth it.</summary>
    internal const long WorthwhileBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(3);

    private long _before;
    private long _collectedAt;

    /// <summary>Told at the end of each period how much the process has allocated since its start; true when it was idle and there is enough to give back.</summary>
    internal bool IsTimeToCollect(long allocated)
    {
        var isIdle = allocated - _before < IdleBytes;
        _before = allocated;
        if (!isIdle || allocated - _collectedAt < WorthwhileBytes)
        {
            return false;
        }

        _collectedAt = allocated;
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (IsTimeToCollect(GC.GetTotalAllocatedBytes()))
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }
}
