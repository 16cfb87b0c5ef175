using System.Data.Common;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Infrastructure.Runner.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner;

/// <summary>
/// The runner's life in a process: keeps the lease, takes up runs that wait or were left behind, stops its own when the lease is lost, and releases
/// them when the process ends.
/// </summary>
internal sealed partial class RunnerService(
    RunHost host, RunClaimer claimer, RunJournal journal, NodeLease lease, TimeProvider time, IOptions<RunnerOptions> options, ILogger<RunnerService> logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan s_journalPatience = TimeSpan.FromSeconds(5);

    private readonly RunnerOptions _options = options.Value;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _scanNow = new(0);
    private ITimer? _fence;
    private Task _heartbeat = Task.CompletedTask;
    private Task _scanning = Task.CompletedTask;
    private bool _stopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
        {
            LogDisabled();
            return;
        }

        _fence = time.CreateTimer(_ => Fence(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await TryRenewAsync(cancellationToken);
        host.PlaceFreed = WakeScan;
        _heartbeat = Task.Run(HeartbeatAsync, CancellationToken.None);
        _scanning = Task.Run(ScanAsync, CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        host.PlaceFreed = null;
        host.StopAll(StopReason.ShuttingDown, now: false);

        // The heartbeat goes on: the runs still are this process's, for as long as their steps get to finish.
        await WaitForRunsAsync(_options.ShutdownGrace, cancellationToken);
        var stopped = host.Active.Select(r => r.Claim).ToList();
        host.StopAll(StopReason.ShuttingDown, now: true);
        await WaitForRunsAsync(TimeSpan.FromSeconds(2), CancellationToken.None);
        await _stopping.CancelAsync();
        await Task.WhenAll(_heartbeat, _scanning);
        if (_options.Enabled)
        {
            await ReleaseAsync();
        }

        await journal.CloseAsync(s_journalPatience);
        LogStopped(stopped.Count);
    }

    public void Dispose()
    {
        // Without a clean stop this is the end that a crash would be: nothing is released, and others find out by the lease.
        _stopping.Cancel();
        _fence?.Dispose();
        host.StopAll(StopReason.LeaseLost, now: true);
        _stopping.Dispose();
        _scanNow.Dispose();
    }

    private async Task HeartbeatAsync()
    {
        while (await DelayAsync(_options.HeartbeatInterval))
        {
            await TryRenewAsync(_stopping.Token);
        }
    }

    private async Task TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            var wasHeld = lease.IsHeld;
            await lease.RenewAsync(cancellationToken);
            _fence?.Change(lease.Remaining, Timeout.InfiniteTimeSpan);
            if (!wasHeld)
            {
                LogHeld(lease.NodeId);
                WakeScan();
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
        catch (Exception exception) when (IsDatabaseProblem(exception))
        {
            LogRenewalFailed(exception);
        }
    }

    /// <summary>The lease ran out: from now on others may take the runs, so none of them goes on here.</summary>
    private void Fence()
    {
        if (lease.IsHeld)
        {
            _fence?.Change(lease.Remaining, Timeout.InfiniteTimeSpan);
            return;
        }

        if (!host.IsDraining)
        {
            LogLost(host.Active.Count);
        }

        host.StopAll(StopReason.LeaseLost, now: true);
    }

    private async Task ScanAsync()
    {
        do
        {
            if (!lease.IsHeld)
            {
                continue;
            }

            try
            {
                await claimer.ScanAsync(_stopping.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception exception) when (IsDatabaseProblem(exception))
            {
                LogScanFailed(exception);
            }
        }
        while (await WaitForScanAsync());
    }

    private async Task<bool> WaitForScanAsync()
    {
        try
        {
            using var elapsed = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            var interval = Task.Delay(_options.ScanInterval, time, elapsed.Token);
            var asked = _scanNow.WaitAsync(elapsed.Token);
            await Task.WhenAny(interval, asked);
            await elapsed.CancelAsync();
            return !_stopping.IsCancellationRequested;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task<bool> DelayAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, time, _stopping.Token);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void WakeScan()
    {
        try
        {
            if (_scanNow.CurrentCount == 0)
            {
                _scanNow.Release();
            }
        }
        catch (ObjectDisposedException)
        {
            // The process ends; nothing is scanned any more.
        }
    }

    private async Task WaitForRunsAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(host.Active.Select(r => r.Ended)).WaitAsync(patience, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // What still runs is stopped next, and released.
        }
    }

    /// <summary>Gives back every run that is still this process's, whoever stopped it, and the lease after them.</summary>
    private async Task ReleaseAsync()
    {
        try
        {
            await claimer.ReleaseAllAsync(CancellationToken.None).WaitAsync(s_journalPatience, time);
            await lease.GiveUpAsync(CancellationToken.None).WaitAsync(s_journalPatience, time);
        }
        catch (Exception exception) when (exception is TimeoutException or ObjectDisposedException || IsDatabaseProblem(exception))
        {
            LogReleaseFailed(exception);
        }
    }

    private static bool IsDatabaseProblem(Exception exception) => exception is DbException or DbUpdateException or IOException or TimeoutException or InvalidOperationException;

    [LoggerMessage(LogLevel.Information, "This process accepts runs and leaves executing them to others (Runner:Enabled is false).")]
    private partial void LogDisabled();

    [LoggerMessage(LogLevel.Information, "This process executes runs, as node {NodeId}.")]
    private partial void LogHeld(Guid nodeId);

    [LoggerMessage(LogLevel.Warning, "The lease on this process's runs could not be renewed; it is tried again.")]
    private partial void LogRenewalFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The lease on this process's runs ran out: {Count} runs stop here, and go on in another process or when the lease is renewed.")]
    private partial void LogLost(int count);

    [LoggerMessage(LogLevel.Warning, "Looking for runs to take up failed; it is tried again.")]
    private partial void LogScanFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Releasing this process's runs failed; others take them over when the lease runs out.")]
    private partial void LogReleaseFailed(Exception exception);

    [LoggerMessage(LogLevel.Information, "The runner has stopped; {Count} runs were under way and go on elsewhere or at the next start.")]
    private partial void LogStopped(int count);
}
