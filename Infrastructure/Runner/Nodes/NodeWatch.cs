using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.Nodes;

/// <summary>
/// Finds processes that are gone: one whose lease did not move for longer than a lease lasts, as seen from here, or one that could be seen on this
/// machine and is not there. Used by one loop.
/// </summary>
internal sealed class NodeWatch(ConsoleDbFactory databases, NodeLease own, TimeProvider time, IOptions<RunnerOptions> options)
{
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, (DateTime LeaseUntil, long SeenAt)> _seen = [];

    /// <summary>Which of the owners of runs are gone. One without a row is: the row comes before its runs and goes after them.</summary>
    public async Task<IReadOnlyList<Guid>> FindGoneAsync(IReadOnlyList<Guid> owners, CancellationToken cancellationToken)
    {
        var nodes = await LoadAsync(cancellationToken);
        var gone = owners.Where(o => o != own.NodeId && (!nodes.TryGetValue(o, out var node) || IsGone(node))).ToList();
        foreach (var id in _seen.Keys.Except(nodes.Keys).ToList())
        {
            _seen.Remove(id);
        }

        return gone;
    }

    /// <summary>Forgets processes that are gone and have no runs left.</summary>
    public async Task RemoveGoneAsync(IReadOnlyList<Guid> owners, CancellationToken cancellationToken)
    {
        var nodes = await LoadAsync(cancellationToken);
        var remove = nodes.Values.Where(n => n.Id != own.NodeId && !owners.Contains(n.Id) && IsGone(n)).Select(n => n.Id).ToList();
        if (remove.Count > 0)
        {
            await using var db = databases.CreateUnscoped();
            await db.Set<RunnerNode>().Where(n => remove.Contains(n.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private async Task<Dictionary<Guid, RunnerNode>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.Set<RunnerNode>().AsNoTracking().ToDictionaryAsync(n => n.Id, cancellationToken);
    }

    private bool IsGone(RunnerNode node)
    {
        var now = time.GetTimestamp();
        if (!_seen.TryGetValue(node.Id, out var seen) || seen.LeaseUntil != node.LeaseUntil)
        {
            seen = (node.LeaseUntil, now);
            _seen[node.Id] = seen;
        }

        return ProcessIdentity.Current.IsCertainlyGone(node.MachineName, node.ProcessId, node.ProcessStartedAt)
            || time.GetElapsedTime(seen.SeenAt, now) > options.Value.LeaseDuration + s_margin;
    }
}
