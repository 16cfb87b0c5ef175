using System.Text.Json;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Retention;

/// <summary>
/// Removes versions of values that are neither in force nor what a change can be undone to, and that no unfinished run holds on to; and outcomes of tests whose
/// connection is gone.
/// <para>
/// A run that is being accepted has read which versions are in force, and holds on to them only once its row is committed. So a version goes no earlier than
/// <see cref="s_grace"/> after it was superseded: longer than accepting a run can take.
/// </para>
/// </summary>
internal sealed class ValueRetention(ConsoleDbFactory databases, TimeProvider time)
{
    private static readonly TimeSpan s_grace = TimeSpan.FromHours(1);
    private const int PageSize = 1_000;

    public async Task<int> RemoveAsync(Guid organizationId, TransactionBudget budget, CancellationToken cancellationToken)
    {
        var superseded = await FindSupersededAsync(organizationId, cancellationToken);
        if (superseded.Count > 0)
        {
            superseded.ExceptWith(await FindPinnedAsync(organizationId, cancellationToken));
        }

        return await DeleteAsync(superseded, (db, ids) => db.ValueSets.IgnoreQueryFilters().Where(v => ids.Contains(v.Id)), budget, cancellationToken);
    }

    /// <summary>Outcomes have no foreign key, since their owner is of one of four kinds.</summary>
    public async Task<int> RemoveOutcomesAsync(Guid organizationId, TransactionBudget budget, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var orphans = await db.ConnectionTestOutcomes.IgnoreQueryFilters().AsNoTracking()
            .Where(o => o.OrganizationId == organizationId
                && !db.OrganizationConnections.IgnoreQueryFilters().Any(c => c.Id == o.OwnerId)
                && !db.TestConnections.IgnoreQueryFilters().Any(c => c.Id == o.OwnerId)
                && !db.CustomerConnections.IgnoreQueryFilters().Any(c => c.Id == o.OwnerId)
                && !db.Credentials.IgnoreQueryFilters().Any(c => c.Id == o.OwnerId))
            .Select(o => o.Id).ToListAsync(cancellationToken);
        return await DeleteAsync(
            [.. orphans], (context, ids) => context.ConnectionTestOutcomes.IgnoreQueryFilters().Where(o => ids.Contains(o.Id)), budget, cancellationToken);
    }

    private async Task<HashSet<Guid>> FindSupersededAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().UtcDateTime - s_grace;
        var found = new HashSet<Guid>();
        Guid? after = null;
        while (true)
        {
            await using var db = databases.CreateUnscoped();
            var page = await db.ValueSets.IgnoreQueryFilters().AsNoTracking()
                .Where(v => v.OrganizationId == organizationId && (after == null || v.Id.CompareTo(after.Value) > 0))
                .OrderBy(v => v.Id).Take(PageSize).Select(v => new Version(v.Id, v.OwnerKind, v.OwnerId, v.CreatedAt)).ToListAsync(cancellationToken);
            if (page.Count == 0)
            {
                return found;
            }

            after = page[^1].Id;
            foreach (var kind in page.GroupBy(v => v.OwnerKind))
            {
                var owners = await FindOwnersAsync(db, kind.Key, [.. kind.Select(v => v.OwnerId).Distinct()], cancellationToken);
                if (owners is not null)
                {
                    var kept = owners.Values.SelectMany(o => new[] { o.CurrentId, o.PreviousId }).OfType<Guid>().ToList();
                    var changedAt = await db.ValueSets.IgnoreQueryFilters().AsNoTracking().Where(v => kept.Contains(v.Id))
                        .ToDictionaryAsync(v => v.Id, v => v.CreatedAt, cancellationToken);
                    found.UnionWith(kind.Where(v => IsSuperseded(v, owners.GetValueOrDefault(v.OwnerId), changedAt, before)).Select(v => v.Id));
                }
            }
        }
    }

    /// <summary>The last version that was saved is in force or the one to undo to; whatever else there is was superseded no later than it was saved.</summary>
    private static bool IsSuperseded(Version version, ValueVersions? owner, Dictionary<Guid, DateTime> changedAt, DateTime before)
    {
        if (owner is null)
        {
            // Its owner was deleted; that this is not a version being saved right now is a matter of its age.
            return version.CreatedAt < before;
        }

        var kept = new[] { owner.CurrentId, owner.PreviousId }.OfType<Guid>().ToList();
        return !kept.Contains(version.Id) && version.CreatedAt < before
            && kept.TrueForAll(id => changedAt.TryGetValue(id, out var at) && at < before);
    }

    /// <summary>Null for a kind of owner that is not known here: its versions are nobody's to remove.</summary>
    private static async Task<Dictionary<Guid, ValueVersions>?> FindOwnersAsync(ConsoleDbContext db, ValueOwner kind, List<Guid> ids, CancellationToken cancellationToken) => kind switch
    {
        ValueOwner.OrganizationConnection => await db.OrganizationConnections.IgnoreQueryFilters().AsNoTracking().Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.Values, cancellationToken),
        ValueOwner.TestConnection => await db.TestConnections.IgnoreQueryFilters().AsNoTracking().Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.Values, cancellationToken),
        ValueOwner.CustomerConnection => await db.CustomerConnections.IgnoreQueryFilters().AsNoTracking().Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.Values, cancellationToken),
        ValueOwner.Credential => await db.Credentials.IgnoreQueryFilters().AsNoTracking().Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.Values, cancellationToken),
        ValueOwner.ConfigVariable => await db.ConfigVariables.IgnoreQueryFilters().AsNoTracking().Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.Values, cancellationToken),
        _ => null,
    };

    private async Task<HashSet<Guid>> FindPinnedAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var pinned = new HashSet<Guid>();
        var configurations = db.RunRows.IgnoreQueryFilters().AsNoTracking().Where(r => r.OrganizationId == organizationId && r.EndedAt == null).Select(r => r.Configuration);
        await foreach (var configuration in configurations.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            pinned.UnionWith(JsonSerializer.Deserialize<RunConfiguration>(configuration, RunConfiguration.Json)?.PinnedValueSets ?? []);
        }

        return pinned;
    }

    private async Task<int> DeleteAsync<T>(
        HashSet<Guid> ids, Func<ConsoleDbContext, List<Guid>, IQueryable<T>> rows, TransactionBudget budget, CancellationToken cancellationToken)
        where T : class
    {
        var (left, removed) = (new Queue<Guid>(ids), 0);
        while (left.Count > 0)
        {
            var slice = new List<Guid>();
            while (slice.Count < budget.Rows && left.TryDequeue(out var id))
            {
                slice.Add(id);
            }

            await using var db = databases.CreateUnscoped();
            removed += await budget.RunAsync(() => rows(db, slice).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        }

        return removed;
    }

    private sealed record Version(Guid Id, ValueOwner OwnerKind, Guid OwnerId, DateTime CreatedAt);
}
