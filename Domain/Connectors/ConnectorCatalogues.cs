using System.Collections.Concurrent;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connectors;

/// <summary>
/// Answers the catalogue of the scope's organization. Asking costs one small read, of the ids and revisions of own connectors, wherever they were changed; their
/// definitions are read again only when these differ from what the process keeps. Runs do not ask: they keep what their plan was built from.
/// </summary>
public sealed class ConnectorCatalogues(IConsoleDb db, ConnectorCatalogueCache cache)
{
    public async Task<ConnectorCatalogue> GetAsync(CancellationToken cancellationToken)
    {
        // Read before the definitions: a change in between makes the kept catalogue look older than it is, never newer.
        var revisions = await db.OwnConnectors.AsNoTracking().Select(c => new { c.Id, c.Revision }).ToListAsync(cancellationToken);
        if (revisions.Count == 0)
        {
            return ConnectorCatalogue.BuiltIn;
        }

        var state = revisions.Select(r => (r.Id, r.Revision)).ToHashSet();
        if (cache.Find(state) is { } kept)
        {
            return kept;
        }

        var own = await db.OwnConnectors.AsNoTracking().OrderBy(c => c.NormalizedName).ThenBy(c => c.Key).ToListAsync(cancellationToken);
        var catalogue = new ConnectorCatalogue(own.ConvertAll(c => c.ToConnector()));
        cache.Keep(state, catalogue);
        return catalogue;
    }
}

/// <summary>
/// The catalogues that this process keeps, each with the state of the rows that it was made from. An id is one organization's alone, so the smallest one stands
/// for the organization, and a state of one organization never finds the catalogue of another.
/// </summary>
public sealed class ConnectorCatalogueCache
{
    private const int MostKept = 500;

    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    public ConnectorCatalogue? Find(IReadOnlySet<(Guid Id, Guid Revision)> state) =>
        _kept.TryGetValue(state.Min(s => s.Id), out var kept) && kept.State.SetEquals(state) ? kept.Catalogue : null;

    public void Keep(HashSet<(Guid Id, Guid Revision)> state, ConnectorCatalogue catalogue)
    {
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        _kept[state.Min(s => s.Id)] = new Kept(state, catalogue);
    }

    private sealed record Kept(HashSet<(Guid Id, Guid Revision)> State, ConnectorCatalogue Catalogue);
}
