using System.Collections.Concurrent;
using System.Data.Common;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Runner.Nodes;

/// <summary>
/// Takes up runs: its own that were left behind here, those of processes that are gone, those that wait. Each is claimed by a conditional write, so that
/// of several processes one gets it. Also passes on requests to cancel. Used by one loop.
/// </summary>
internal sealed partial class RunClaimer(
    RunReader reader, RunJournal journal, RunHost host, RunResumer resumer, NodeLease lease, NodeWatch watch, TimeProvider time, ILogger<RunClaimer> logger)
{
    private const int MostOwned = 20_000;

    /// <summary>Runs that could not even be loaded, or ended here without an end in the journal: trying again at every scan would help nobody.</summary>
    private readonly ConcurrentDictionary<long, int> _givenUp = new();

    public async Task ScanAsync(CancellationToken cancellationToken)
    {
        await LookAfterOwnAsync(cancellationToken);
        var owners = await reader.FindOwnersAsync(cancellationToken);
        foreach (var gone in await watch.FindGoneAsync(owners, cancellationToken))
        {
            var left = await reader.FindOwnedAsync(gone, Math.Max(1, host.FreePlaces), cancellationToken);
            if (left.Count > 0 && await ClaimAsync(left, gone, cancellationToken) is > 0 and var taken)
            {
                LogTakenOver(taken, gone);
            }
        }

        await ClaimWaitingAsync(cancellationToken);
        await watch.RemoveGoneAsync(owners, cancellationToken);
    }

    /// <summary>Gives back every run that the journal has as this process's.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancellationToken)
    {
        var owned = await reader.FindOwnedAsync(lease.NodeId, MostOwned, cancellationToken);
        await Task.WhenAll(owned.Select(r => journal.WriteAsync(new ReleaseEntry(new RunClaim(r.Sequence, r.Epoch, lease.NodeId))).AsTask()));
    }

    /// <summary>Cancels what is to be cancelled, and goes on with runs that were stopped here while the lease was lost.</summary>
    private async Task LookAfterOwnAsync(CancellationToken cancellationToken)
    {
        var owned = await reader.FindOwnedAsync(lease.NodeId, MostOwned, cancellationToken);
        var left = new List<RunPosition>();
        foreach (var position in owned)
        {
            if (host.Find(position.RunId) is not { } active)
            {
                left.Add(position);
            }
            else if (position.CancelRequestedAt is not null)
            {
                active.Stop(StopReason.Canceled, now: true);
            }
        }

        if (left.Count > 0)
        {
            await ClaimAsync(left, lease.NodeId, cancellationToken);
        }
    }

    private async Task ClaimWaitingAsync(CancellationToken cancellationToken)
    {
        while (host.FreePlaces is > 0 and var places)
        {
            // Read before looking: a run that is queued meanwhile counts as waiting.
            var told = host.TimesTold;
            var waiting = await reader.FindWaitingAsync(places, cancellationToken);
            var claimed = waiting.Count == 0 ? 0 : await ClaimAsync(waiting, null, cancellationToken);
            if (waiting.Count < places)
            {
                host.TellNoneWaits(told);
            }

            if (claimed == 0)
            {
                return;
            }
        }

        host.TellOthersWait();
    }

    /// <returns>How many this process has got.</returns>
    private async Task<int> ClaimAsync(IReadOnlyList<RunPosition> runs, Guid? from, CancellationToken cancellationToken)
    {
        var claims = new List<Task<bool>>(runs.Count);
        foreach (var run in runs)
        {
            if (_givenUp.TryGetValue(run.Sequence, out var epoch) && epoch == run.Epoch)
            {
                continue;
            }

            if (!host.TryTakePlace())
            {
                host.TellOthersWait();
                break;
            }

            claims.Add(ClaimOneAsync(run, from, cancellationToken));
        }

        return (await Task.WhenAll(claims)).Count(got => got);
    }

    private async Task<bool> ClaimOneAsync(RunPosition run, Guid? from, CancellationToken cancellationToken)
    {
        var started = false;
        try
        {
            if (await journal.WriteAsync(new ClaimEntry(run.Sequence, run.Epoch, from, lease.NodeId, RunTime.Now(time))) != JournalOutcome.Written)
            {
                return false;
            }

            var claim = new RunClaim(run.Sequence, run.Epoch + 1, lease.NodeId);
            if (await resumer.ResumeAsync(claim, cancellationToken) is { } active)
            {
                host.Add(active);
                host.Start(active);
                started = true;
                _ = WatchAsync(active);
            }

            return true;
        }
        catch (Exception exception) when (exception is DbException or IOException or TimeoutException)
        {
            // The database is away for the moment; the run is this process's, and the next scan tries again.
            LogNotResumed(exception, run.RunId);
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not ObjectDisposedException)
        {
            _givenUp[run.Sequence] = run.Epoch + 1;
            LogNotResumed(exception, run.RunId);
            return false;
        }
        finally
        {
            if (!started)
            {
                host.ReturnPlace();
            }
        }
    }

    /// <summary>Remembers a run that stopped without an end and without a reason to go on later.</summary>
    private async Task WatchAsync(ActiveRun active)
    {
        if (await active.Ended is null && active.StopReason == StopReason.None)
        {
            _givenUp[active.Claim.Sequence] = active.Claim.Epoch;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Took over {Count} runs of the process {NodeId}, which is gone; they go on at the step that was under way.")]
    private partial void LogTakenOver(int count, Guid nodeId);

    [LoggerMessage(LogLevel.Error, "Run {RunId} could not be taken up.")]
    private partial void LogNotResumed(Exception exception, Guid runId);
}
