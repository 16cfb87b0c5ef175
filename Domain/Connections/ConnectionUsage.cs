using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>Who uses an organization connection: drafts and versions that reference its stable key, and the instances of these versions.</summary>
public sealed class ConnectionUsage(IConsoleDb db)
{
    public async Task<IReadOnlyList<Usage>> FindAsync(OrganizationConnection connection, CancellationToken cancellationToken)
    {
        var users = new List<Usage>();
        var drafts = await db.Integrations.AsNoTracking().Select(i => new { i.Id, i.Name, i.Draft }).ToListAsync(cancellationToken);
        users.AddRange(drafts.Where(d => References(d.Draft, connection)).Select(d => new Usage("integration", d.Id, d.Name)));

        var versions = await db.IntegrationVersions.AsNoTracking().Select(v => new { v.Id, v.IntegrationName, v.Number, v.Definition }).ToListAsync(cancellationToken);
        var referencing = versions.Where(v => References(v.Definition, connection)).ToList();
        users.AddRange(referencing.Select(v => new Usage("version", v.Id, $"{v.IntegrationName}, version {v.Number}")));

        var ids = referencing.Select(v => v.Id).ToList();
        users.AddRange(await db.Instances.AsNoTracking().Where(i => ids.Contains(i.VersionId) && i.ArchivedAt == null)
            .OrderBy(i => i.NormalizedName).Select(i => new Usage("instance", i.Id, i.Name)).ToListAsync(cancellationToken));
        return users;
    }

    private static bool References(IntegrationDefinition definition, OrganizationConnection connection) =>
        definition.RequiredConfigVariables.Any(v =>
            v.Connection?.StableKey is { } key && string.Equals(StableKey.Normalize(key), connection.NormalizedStableKey, StringComparison.Ordinal));
}
