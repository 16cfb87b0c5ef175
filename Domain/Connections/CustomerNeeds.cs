using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>Whether a customer has what its instances need of one connection.</summary>
public enum CustomerConnectionState
{
    /// <summary>No values, and no instance that would need them.</summary>
    NotNeeded,

    /// <summary>An instance needs values, and there are none.</summary>
    Missing,

    /// <summary>There are values, but a required one lacks, or nobody has authorized them yet. Counts as missing for deploying and running.</summary>
    Incomplete,

    /// <summary>Complete.</summary>
    Set,

    /// <summary>Complete, but they do not work: the other side refused the last run of an instance because of them, or the last test, or the authorization failed.</summary>
    Failing,
}

/// <summary>What instances of customers need, for the rows of one page at a time.</summary>
public sealed class CustomerNeeds(IConsoleDb db, ConnectionHealths healths)
{
    /// <summary>The normalized stable keys that the customers' instances reference, archived instances left out.</summary>
    public async Task<ILookup<Guid, string>> KeysAsync(IReadOnlyList<Guid> customerIds, CancellationToken cancellationToken)
    {
        var needs = await (
            from instance in db.Instances.Where(i => i.ArchivedAt == null && customerIds.Contains(i.CustomerId))
            join version in db.IntegrationVersions on instance.VersionId equals version.Id
            from reference in version.Connections
            select new { instance.CustomerId, reference.NormalizedStableKey }).Distinct().ToListAsync(cancellationToken);
        return needs.ToLookup(n => n.CustomerId, n => n.NormalizedStableKey);
    }

    /// <summary>
    /// By customer and organization connection: that the last run of an instance ended because the other side refused this connection's credentials. A later
    /// run that ended otherwise makes it well again.
    /// </summary>
    public async Task<IReadOnlyDictionary<(Guid CustomerId, Guid ConnectionId), CredentialFailure>> FailuresAsync(IReadOnlyList<Guid> customerIds, CancellationToken cancellationToken)
    {
        var last = await db.Instances.Where(i => i.ArchivedAt == null && i.Status != InstanceStatus.NotDeployed && customerIds.Contains(i.CustomerId))
            .Select(i => db.Runs.Where(r => r.InstanceId == i.Id && r.EndedAt != null).OrderByDescending(r => r.Sequence).Select(r => (long?)r.Sequence).FirstOrDefault())
            .ToListAsync(cancellationToken);
        var failing = new Dictionary<(Guid, Guid), CredentialFailure>();
        foreach (var (customer, connection, failure) in await healths.RefusalsAsync([.. last.OfType<long>()], cancellationToken))
        {
            failing[(customer, connection)] = failure;
        }

        return failing;
    }

    /// <param name="values">The customer's values; null where there are none.</param>
    /// <param name="oauth">Of the connection type; null where it is not authorized by OAuth 2.0.</param>
    public static CustomerConnectionState StateOf(CustomerValues? values, bool isNeeded, CredentialFailure? failure, ConnectionSigns signs, OAuthDefinition? oauth)
    {
        if (values is null)
        {
            return isNeeded ? CustomerConnectionState.Missing : CustomerConnectionState.NotNeeded;
        }

        return signs.HealthOf(values.Id, values.CurrentId, failure, oauth) switch
        {
            _ when !values.IsComplete => CustomerConnectionState.Incomplete,
            ConnectionHealth.Pending => CustomerConnectionState.Incomplete,
            ConnectionHealth.Failing or ConnectionHealth.Expired => CustomerConnectionState.Failing,
            _ => CustomerConnectionState.Set,
        };
    }
}

/// <summary>A customer connection as lists need it.</summary>
/// <param name="CurrentId">The version of values in force.</param>
public sealed record CustomerValues(Guid Id, Guid ConnectionId, Guid CustomerId, bool IsComplete, Guid? CurrentId, DateTime LastConfiguredAt);
