using System.Text.Json;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>Removes what belongs to connections that are deleted: versions of values, OAuth tokens, the outcome of the last test.</summary>
internal sealed class OwnedValues(IConsoleDb db)
{
    /// <summary>
    /// Every version but those that an unfinished run pins: it goes on with what it resolved, and such a version is left for the pruning of values that
    /// nobody holds any more. Saved with the next save.
    /// </summary>
    public async Task RemoveAsync(IReadOnlyList<Guid> ownerIds, CancellationToken cancellationToken)
    {
        db.OAuthAuthorizations.RemoveRange(await db.OAuthAuthorizations.Where(a => ownerIds.Contains(a.OwnerId)).ToListAsync(cancellationToken));
        db.ConnectionTestOutcomes.RemoveRange(await db.ConnectionTestOutcomes.Where(o => ownerIds.Contains(o.OwnerId)).ToListAsync(cancellationToken));
        var sets = await db.ValueSets.Where(v => ownerIds.Contains(v.OwnerId)).ToListAsync(cancellationToken);
        if (sets.Count == 0)
        {
            return;
        }

        var unfinished = await db.Runs.Where(r => r.Status == RunStatus.Queued || r.Status == RunStatus.Running).Select(r => r.Configuration).ToListAsync(cancellationToken);
        var pinned = unfinished.SelectMany(c => (JsonSerializer.Deserialize<RunConfiguration>(c, RunConfiguration.Json) ?? RunConfiguration.Empty).PinnedValueSets).ToHashSet();
        db.ValueSets.RemoveRange(sets.Where(s => !pinned.Contains(s.Id)));
    }
}
