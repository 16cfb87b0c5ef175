using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>Who uses a connector or one of its connection types: connections, and drafts and versions with a slot for it.</summary>
public sealed class ConnectorUsage(IConsoleDb db)
{
    /// <param name="type">Null for any type of the connector.</param>
    public async Task<IReadOnlyList<Usage>> FindAsync(string connector, string? type, CancellationToken cancellationToken)
    {
        var users = await db.OrganizationConnections.AsNoTracking().Where(c => c.ConnectorKey == connector && (type == null || c.ConnectionTypeKey == type))
            .OrderBy(c => c.NormalizedName).Select(c => new Usage("connection", c.Id, c.Name)).ToListAsync(cancellationToken);
        var drafts = await db.Integrations.AsNoTracking().Where(i => i.ArchivedAt == null).OrderBy(i => i.NormalizedName).Select(i => new { i.Id, i.Name, i.Draft }).ToListAsync(cancellationToken);
        users.AddRange(drafts.Where(d => Asks(d.Draft, connector, type)).Select(d => new Usage("integration", d.Id, d.Name)));
        var versions = await db.IntegrationVersions.AsNoTracking().Select(v => new { v.Id, v.IntegrationName, v.Number, v.Definition }).ToListAsync(cancellationToken);
        users.AddRange(versions.Where(v => Asks(v.Definition, connector, type)).Select(v => new Usage("version", v.Id, $"{v.IntegrationName}, version {v.Number}")));
        return users;
    }

    private static bool Asks(IntegrationDefinition definition, string connector, string? type) =>
        definition.RequiredConfigVariables.Any(v => v.Connection is { } slot && slot.Connector == connector && (type is null || slot.ConnectionType == type))
        || (type is null && definition.AllSteps().Any(s => s.ActionKey.Connector == connector));
}
