using System.Text.Json;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.OAuth;
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

    /// <summary>There are values, but a required one lacks, or nobody has authorized them yet. Counts as missing for deploying and running.</summary>
    Incomplete,

    /// <summary>Complete.</summary>
    Set,

    /// <summary>Complete, but they do not work: the other side refused the last run of an instance because of them, or the last test, or the authorization failed.</summary>
    Failing,
}

/// <summary>That the other side refused a connection's credentials.</summary>
/// <param name="RunId">The last run, in which it did; null where the last test tells it.</param>
/// <param name="ValueSets">The versions of values that were refused; with another one in force nothing is known to fail.</param>
public sealed record CredentialFailure(Guid? RunId, IReadOnlySet<Guid> ValueSets);

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

    /// <summary>What is known of customer connections besides their values: authorizations by OAuth 2.0, and the outcome of the last test.</summary>
    public async Task<CustomerSigns> SignsAsync(IReadOnlyList<CustomerValues> values, CancellationToken cancellationToken)
    {
        var ids = values.Select(v => v.Id).ToList();
        var authorizations = await db.OAuthAuthorizations.Where(a => ids.Contains(a.OwnerId)).ToDictionaryAsync(a => a.OwnerId, a => a.Status, cancellationToken);
        var failedTests = await db.ConnectionTestOutcomes.Where(o => ids.Contains(o.OwnerId) && !o.Works && ProbeRules.RefusedCauses.Contains(o.Cause)).Select(o => new { o.OwnerId, o.ValueSetId }).ToListAsync(cancellationToken);
        return new CustomerSigns(authorizations, failedTests.ToDictionary(t => t.OwnerId, t => t.ValueSetId));
    }

    /// <param name="values">The customer's values; null where there are none.</param>
    /// <param name="oauth">Of the connection type; null where it is not authorized by OAuth 2.0.</param>
    public static CustomerConnectionState StateOf(CustomerValues? values, bool isNeeded, CredentialFailure? failure, CustomerSigns signs, OAuthDefinition? oauth)
    {
        if (values is null)
        {
            return isNeeded ? CustomerConnectionState.Missing : CustomerConnectionState.NotNeeded;
        }

        AuthorizationStatus? authorization = signs.Authorizations.TryGetValue(values.Id, out var status) ? status : null;
        if (!values.IsComplete || (oauth is { Grant: OAuthGrant.AuthorizationCode } && (authorization is null or AuthorizationStatus.Pending)))
        {
            return CustomerConnectionState.Incomplete;
        }

        var isRefused = values.CurrentId is { } current && failure?.ValueSets.Contains(current) == true;
        var failedItsTest = signs.FailedTests.TryGetValue(values.Id, out var tested) && tested == values.CurrentId;
        return isRefused || failedItsTest || authorization is AuthorizationStatus.Failing or AuthorizationStatus.Expired ? CustomerConnectionState.Failing : CustomerConnectionState.Set;
    }
}

/// <param name="FailedTests">The version of values that the other side refused in the last test, by customer connection. That it could not be reached says nothing of the values.</param>
public sealed record CustomerSigns(IReadOnlyDictionary<Guid, AuthorizationStatus> Authorizations, IReadOnlyDictionary<Guid, Guid?> FailedTests);

/// <summary>A customer connection as lists need it.</summary>
/// <param name="CurrentId">The version of values in force.</param>
public sealed record CustomerValues(Guid Id, Guid ConnectionId, Guid CustomerId, bool IsComplete, Guid? CurrentId, DateTime LastConfiguredAt);
