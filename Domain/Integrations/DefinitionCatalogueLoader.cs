using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Integrations;

/// <summary>Reads what validating a definition needs to know of the organization, in two queries.</summary>
public sealed class DefinitionCatalogueLoader(IConsoleDb db, ConnectorCatalogues catalogues)
{
    public async Task<IDefinitionCatalogue> LoadAsync(CancellationToken cancellationToken)
    {
        var connections = await db.OrganizationConnections.AsNoTracking()
            .Select(c => new { c.NormalizedStableKey, c.ConnectorKey, c.ConnectionTypeKey })
            .ToDictionaryAsync(c => c.NormalizedStableKey, c => new ConnectionTypeKey(c.ConnectorKey, c.ConnectionTypeKey), cancellationToken);
        return new Catalogue(connections, await catalogues.GetAsync(cancellationToken));
    }

    private sealed class Catalogue(Dictionary<string, ConnectionTypeKey> connections, ConnectorCatalogue connectors) : IDefinitionCatalogue
    {
        public ActionDefinition? FindAction(ActionKey key) => connectors.Find(key);

        public ConnectionType? FindConnectionType(ConnectionTypeKey key) => connectors.Find(key);

        public bool HasConnector(string key) => connectors.Find(key) is not null;

        public ConnectionTypeKey? FindOrganizationConnection(string stableKey) =>
            connections.TryGetValue(StableKey.Normalize(stableKey), out var type) ? type : null;
    }
}
