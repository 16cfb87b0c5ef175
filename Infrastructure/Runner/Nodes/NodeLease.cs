using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.Nodes;

/// <summary>
/// This process's lease on its runs. It holds for a fixed time after the last renewal began, by this process's own steady clock; others count the same
/// time, and a second more, from when they see the last renewal, by theirs. So clocks of different machines need not agree.
/// </summary>
internal sealed class NodeLease(ConsoleDbFactory databases, TimeProvider time, IOptions<RunnerOptions> options)
{
    private long _validUntil = long.MinValue;

    public Guid NodeId { get; } = Guid.CreateVersion7();

    /// <summary>Whether runs may go on here.</summary>
    public bool IsHeld => time.GetTimestamp() < Interlocked.Read(ref _validUntil);

    /// <summary>How long the lease still holds; zero when it does not.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = Interlocked.Read(ref _validUntil) - time.GetTimestamp();
            return left <= 0 || _validUntil == long.MinValue ? TimeSpan.Zero : TimeSpan.FromSeconds(left / (double)time.TimestampFrequency);
        }
    }

    /// <summary>Renews the lease, or takes it for the first time.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var until = RunTime.Now(time) + options.Value.LeaseDuration;
        await using (var db = databases.CreateUnscoped())
        {
            var nodes = db.Set<RunnerNode>();
            if (await nodes.Where(n => n.Id == NodeId).ExecuteUpdateAsync(s => s.SetProperty(n => n.LeaseUntil, until), cancellationToken) == 0)
            {
                var identity = ProcessIdentity.Current;
                nodes.Add(new RunnerNode
                {
                    Id = NodeId,
                    MachineName = identity.Machine,
                    ProcessId = identity.ProcessId,
                    ProcessStartedAt = RunTime.Truncate(identity.StartedAt),
                    LeaseUntil = until,
                });
                await db.SaveChangesAsync(cancellationToken);
            }
        }

        Interlocked.Exchange(ref _validUntil, began + (long)(options.Value.LeaseDuration.TotalSeconds * time.TimestampFrequency));
    }

    /// <summary>Gives the lease up: for a clean end, after the runs were released.</summary>
    public async Task GiveUpAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _validUntil, long.MinValue);
        await using var db = databases.CreateUnscoped();
        await db.Set<RunnerNode>().Where(n => n.Id == NodeId).ExecuteDeleteAsync(cancellationToken);
    }
}
