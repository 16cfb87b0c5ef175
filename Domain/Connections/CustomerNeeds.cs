using System.Text.Json;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Runs;
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

    /// <summary>There are values, but a required one lacks. Counts as missing for deploying and running.</summary>
    Incomplete,

    /// <summary>Complete.</summary>
    Set,

    /// <summary>Complete, but the last run of an instance was refused by the other side because of them.</summary>
    Failing,
}

/// <summary>The last run in which the other side refused a connection's credentials.</summary>
/// <param name="ValueSets">The versions of values that were refused; with another one in force nothing is known to fail.</param>
public sealed record CredentialFailure(Guid RunId, IReadOnlySet<Guid> ValueSets);

/// <summary>What instances of customers need, for the rows of one page at a time.</summary>
public sealed class CustomerNeeds(IConsoleDb db)
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
            .Where(s => s != null).ToListAsync(cancellationToken);
        var failed = await db.Runs.Where(r => last.Contains(r.Sequence) && r.FailureCategory == FailureCategory.Credentials && r.CustomerId != null)
            .Select(r => new { r.Sequence, r.Id, CustomerId = r.CustomerId!.Value }).ToListAsync(cancellationToken);
        var sequences = failed.ConvertAll(r => r.Sequence);
        var steps = await db.StepRuns
            .Where(s => sequences.Contains(s.RunSequence) && s.Status == StepStatus.Failed && s.FailureCategory == FailureCategory.Credentials && s.Connections != null)
            .Select(s => new { s.RunSequence, s.Connections }).ToListAsync(cancellationToken);
        var failing = new Dictionary<(Guid, Guid), CredentialFailure>();
        foreach (var step in steps)
        {
            var run = failed.Find(r => r.Sequence == step.RunSequence)!;
            foreach (var used in JsonSerializer.Deserialize<List<UsedConnection>>(step.Connections!, StoredJson.Options) ?? [])
            {
                if (used.ConnectionId is { } connection)
                {
                    failing[(run.CustomerId, connection)] = new CredentialFailure(run.Id, used.Inputs.Select(i => i.ValueSetId).OfType<Guid>().ToHashSet());
                }
            }
        }

        return failing;
    }

    /// <param name="values">The customer's values; null where there are none.</param>
    public static CustomerConnectionState StateOf(CustomerValues? values, bool isNeeded, CredentialFailure? failure) => values switch
    {
        null => isNeeded ? CustomerConnectionState.Missing : CustomerConnectionState.NotNeeded,
        { IsComplete: false } => CustomerConnectionState.Incomplete,
        _ => values.CurrentId is { } current && failure?.ValueSets.Contains(current) == true ? CustomerConnectionState.Failing : CustomerConnectionState.Set,
    };
}

/// <summary>A customer connection as lists need it.</summary>
/// <param name="CurrentId">The version of values in force.</param>
public sealed record CustomerValues(Guid Id, Guid ConnectionId, Guid CustomerId, bool IsComplete, Guid? CurrentId, DateTime LastConfiguredAt);
