using System.Text.Json;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Values;

/// <summary>
/// Removes what belongs to connections, credentials and config variables that are deleted: versions of values, OAuth tokens, the outcome of the last test.
/// <para>
/// Deleting does not wait for runs, and is not refused because of them: nothing can take the values for a new run any more, and whoever deletes would otherwise
/// have to come back once the last run has ended. Neither does it break runs that are under way, half of whose work is done.
/// </para>
/// </summary>
internal sealed class OwnedValues(IConsoleDb db)
{
    /// <summary>
    /// Every version but those that an unfinished run pins: it goes on with what it resolved, and such a version is left for the pruning of values that
    /// nobody holds any more. OAuth tokens go at once, since they are not pinned: a run that needs one fails at its next step, and says why. Saved with the next save.
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
