using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>How many use an organization connection.</summary>
/// <param name="Integrations">With the draft or any version.</param>
/// <param name="Instances">Not archived, deployed or not.</param>
public readonly record struct UsageCounts(int Integrations, int Instances);

/// <summary>Who uses an organization connection: drafts and versions that reference its stable key, and the instances of these versions.</summary>
public sealed class ConnectionUsage(IConsoleDb db)
{
    /// <summary>How many users an answer names; more are counted.</summary>
    private const int MostNamed = 100;

    /// <summary>The users by kind and name, each kind at most a hundred.</summary>
    public async Task<IReadOnlyList<Usage>> FindAsync(OrganizationConnection connection, CancellationToken cancellationToken)
    {
        var key = connection.NormalizedStableKey;
        var users = await db.Integrations.AsNoTracking().Where(i => i.DraftConnections.Any(r => r.NormalizedStableKey == key)).OrderBy(i => i.NormalizedName)
            .Take(MostNamed).Select(i => new Usage("integration", i.Id, i.Name)).ToListAsync(cancellationToken);
        users.AddRange(await db.IntegrationVersions.AsNoTracking().Where(v => v.Connections.Any(r => r.NormalizedStableKey == key))
            .OrderBy(v => v.IntegrationName).ThenBy(v => v.Number).Take(MostNamed)
            .Select(v => new Usage("version", v.Id, $"{v.IntegrationName}, version {v.Number}")).ToListAsync(cancellationToken));
        users.AddRange(await InstancesOf(key).OrderBy(i => i.NormalizedName).Take(MostNamed).Select(i => new Usage("instance", i.Id, i.Name)).ToListAsync(cancellationToken));
        return users;
    }

    /// <summary>The instances, archived ones left out, whose version references the connection.</summary>
    public IQueryable<Instance> InstancesOf(string normalizedStableKey) => db.Instances.AsNoTracking().Where(i => i.ArchivedAt == null
        && db.IntegrationVersions.Any(v => v.Id == i.VersionId && v.Connections.Any(r => r.NormalizedStableKey == normalizedStableKey)));

    /// <summary>Counts for the connections of one page, in two statements, whatever their number.</summary>
    public async Task<IReadOnlyDictionary<string, UsageCounts>> CountAsync(IReadOnlyList<string> normalizedStableKeys, CancellationToken cancellationToken)
    {
        var drafts =
            from integration in db.Integrations
            from reference in integration.DraftConnections
            where normalizedStableKeys.Contains(reference.NormalizedStableKey)
            select new { Key = reference.NormalizedStableKey, IntegrationId = integration.Id };
        var versions =
            from version in db.IntegrationVersions
            from reference in version.Connections
            where normalizedStableKeys.Contains(reference.NormalizedStableKey)
            select new { Key = reference.NormalizedStableKey, version.IntegrationId };
        var instances =
            from version in db.IntegrationVersions
            from reference in version.Connections
            where normalizedStableKeys.Contains(reference.NormalizedStableKey)
            join instance in db.Instances.Where(i => i.ArchivedAt == null) on version.Id equals instance.VersionId
            select new { Key = reference.NormalizedStableKey, instance.Id };
        var integrationCounts = await drafts.Union(versions).GroupBy(u => u.Key).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var instanceCounts = await instances.GroupBy(u => u.Key).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return normalizedStableKeys.ToDictionary(k => k, k => new UsageCounts(integrationCounts.GetValueOrDefault(k), instanceCounts.GetValueOrDefault(k)));
    }
}
