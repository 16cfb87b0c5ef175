using System.Collections.Concurrent;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner;

/// <summary>The runs that this process executes: how many may, which are, and how they are stopped.</summary>
internal sealed class RunHost(RunExecutor executor, IOptions<RunnerOptions> options)
{
    private readonly ConcurrentDictionary<Guid, ActiveRun> _active = new();
    private readonly Lock _waitingGate = new();
    private int _free = options.Value.MaximumConcurrentRuns;
    private volatile bool _draining;
    private volatile bool _othersWait;
    private long _told;

    /// <summary>Called when there is a place and others wait for one.</summary>
    public Action? PlaceFreed { get; set; }

    /// <summary>No more runs are taken.</summary>
    public bool IsDraining => _draining;

    public int FreePlaces => _draining ? 0 : Math.Max(0, Volatile.Read(ref _free));

    public ICollection<ActiveRun> Active => _active.Values;

    /// <summary>Runs may wait in the database for a place here; then the end of a run is told, and no new run takes a place before them.</summary>
    public bool OthersWait => _othersWait;

    /// <summary>Says that a run waits in the database, or may.</summary>
    public void TellOthersWait()
    {
        lock (_waitingGate)
        {
            _told++;
            _othersWait = true;
        }
    }

    /// <summary>How often it was said that runs wait: to be read before looking for them.</summary>
    public long TimesTold => Interlocked.Read(ref _told);

    /// <summary>Says that no run waits any more, unless it was said anew since <paramref name="timesTold"/> was read.</summary>
    public void TellNoneWaits(long timesTold)
    {
        lock (_waitingGate)
        {
            _othersWait &= _told != timesTold;
        }
    }

    /// <summary>Takes a place for a run that is accepted only now: none where others wait, or those would wait for as long as new ones come.</summary>
    public bool TryTakePlaceForNew() => !_othersWait && TryTakePlace();

    /// <summary>Has the runs that wait claimed, where there is a place. Without one, the end of a run does.</summary>
    public void ClaimWaiting()
    {
        if (FreePlaces > 0)
        {
            PlaceFreed?.Invoke();
        }
    }

    /// <summary>Takes a place for a run; false when there is none. Follow with <see cref="Start"/> or <see cref="ReturnPlace"/>.</summary>
    public bool TryTakePlace()
    {
        if (_draining)
        {
            return false;
        }

        if (Interlocked.Decrement(ref _free) >= 0)
        {
            return true;
        }

        Interlocked.Increment(ref _free);
        return false;
    }

    public void ReturnPlace()
    {
        Interlocked.Increment(ref _free);
        if (OthersWait)
        {
            PlaceFreed?.Invoke();
        }
    }

    public ActiveRun? Find(Guid runId) => _active.GetValueOrDefault(runId);

    public bool Has(long sequence)
    {
        foreach (var (_, run) in _active)
        {
            if (run.Claim.Sequence == sequence)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Names the run as one of this process, before its row is written: so that no scan takes it for one that was left behind.</summary>
    public void Add(ActiveRun run) => _active[run.RunId] = run;

    /// <summary>Undoes <see cref="Add"/> for a run that was not accepted.</summary>
    public void Remove(ActiveRun run) => _active.TryRemove(KeyValuePair.Create(run.RunId, run));

    /// <summary>Executes a run that has a place and was added.</summary>
    public void Start(ActiveRun run) => ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Host.ExecuteAsync(state.Run), (Host: this, Run: run), preferLocal: false);

    /// <summary>Stops every run here; they go on where they are taken up.</summary>
    public void StopAll(StopReason reason, bool now)
    {
        _draining |= reason == StopReason.ShuttingDown;
        foreach (var (_, run) in _active)
        {
            run.Stop(reason, now);
        }
    }

    private async Task ExecuteAsync(ActiveRun run)
    {
        RunStatus? status = null;
        try
        {
            status = await executor.ExecuteAsync(run);
        }
        finally
        {
            Remove(run);
            ReturnPlace();

            // Last, since whoever waits for the run goes on from here, on this thread.
            run.SetEnded(status);
        }
    }
}
