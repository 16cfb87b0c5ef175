using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Runner.Planning;

/// <summary>Everything stored that the configuration of an instance or a draft depends on.</summary>
internal sealed record StoredConfiguration(
    bool TestFallbackAllowed,
    IReadOnlyDictionary<string, OrganizationConnection> Connections,
    IReadOnlyDictionary<Guid, TestConnection> TestConnections,
    IReadOnlyDictionary<Guid, CustomerConnection> CustomerConnections,
    IReadOnlyDictionary<Guid, ConfigVariable> Variables,
    IReadOnlyDictionary<Guid, Credential> Credentials,
    IReadOnlyDictionary<Guid, ValueSet> ValueSets);

/// <summary>Loads it: a handful of queries, whatever the size of the definition.</summary>
internal static class ConfigurationLoader
{
    /// <param name="customerId">Null for a test run in the designer, which takes test connections instead.</param>
    public static async Task<StoredConfiguration> LoadAsync(
        IConsoleDb db, IntegrationDefinition definition, InstanceConfiguration bindings, Guid? customerId, CancellationToken cancellationToken)
    {
        var fallback = await db.Organizations.AsNoTracking().Select(o => o.TestFallbackAllowed).SingleAsync(cancellationToken);
        var stableKeys = definition.RequiredConfigVariables.Select(v => v.Connection?.StableKey).OfType<string>().Select(StableKey.Normalize).Distinct().ToList();
        var connections = stableKeys.Count == 0
            ? []
            : await db.OrganizationConnections.AsNoTracking().Where(c => stableKeys.Contains(c.NormalizedStableKey)).ToListAsync(cancellationToken);
        var ids = connections.Select(c => c.Id).ToList();
        var tests = ids.Count == 0 || customerId is not null
            ? []
            : await db.TestConnections.AsNoTracking().Where(t => ids.Contains(t.OrganizationConnectionId)).ToListAsync(cancellationToken);
        var customers = ids.Count == 0 || customerId is null
            ? []
            : await db.CustomerConnections.AsNoTracking().Where(c => c.CustomerId == customerId && ids.Contains(c.OrganizationConnectionId)).ToListAsync(cancellationToken);
        var references = bindings.Bindings.Select(b => b.ReferenceId).OfType<Guid>().Distinct().ToList();
        var variables = references.Count == 0 ? [] : await db.ConfigVariables.AsNoTracking().Where(v => references.Contains(v.Id)).ToListAsync(cancellationToken);
        var credentials = references.Count == 0 ? [] : await db.Credentials.AsNoTracking().Where(c => references.Contains(c.Id)).ToListAsync(cancellationToken);

        var versions = connections.Select(c => c.Values).Concat(tests.Select(t => t.Values)).Concat(customers.Select(c => c.Values))
            .Concat(variables.Select(v => v.Values)).Concat(credentials.Select(c => c.Values));
        return new StoredConfiguration(
            fallback,
            connections.ToDictionary(c => c.NormalizedStableKey, StringComparer.Ordinal),
            tests.ToDictionary(t => t.OrganizationConnectionId),
            customers.ToDictionary(c => c.OrganizationConnectionId),
            variables.ToDictionary(v => v.Id),
            credentials.ToDictionary(c => c.Id),
            await LoadValueSetsAsync(db, [.. versions.Select(v => v.CurrentId).OfType<Guid>()], cancellationToken));
    }

    public static async Task<IReadOnlyDictionary<Guid, ValueSet>> LoadValueSetsAsync(IConsoleDb db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? new Dictionary<Guid, ValueSet>()
            : await db.ValueSets.AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken);
}
