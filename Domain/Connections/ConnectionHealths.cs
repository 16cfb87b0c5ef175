using System.Text.Json;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>
/// Gathers what <see cref="ConnectionSigns"/> judges by, in a fixed number of statements for the rows of a page; and says the same rules in words of the
/// database, for filters.
/// </summary>
public sealed class ConnectionHealths(IConsoleDb db)
{
    /// <param name="ownerIds">What holds values, of any kind.</param>
    public async Task<ConnectionSigns> SignsAsync(IReadOnlyList<Guid> ownerIds, CancellationToken cancellationToken)
    {
        var authorizations = await db.OAuthAuthorizations.Where(a => ownerIds.Contains(a.OwnerId)).Select(a => new { a.OwnerId, a.Status, a.AuthorizedAt })
            .ToDictionaryAsync(a => a.OwnerId, a => new KnownAuthorization(a.Status, a.AuthorizedAt), cancellationToken);
        var tests = await RefusedTests.Where(o => ownerIds.Contains(o.OwnerId)).Select(o => new { o.OwnerId, o.ValueSetId, o.TestedAt })
            .ToDictionaryAsync(o => o.OwnerId, o => new FailedTest(o.ValueSetId, o.TestedAt), cancellationToken);
        return new ConnectionSigns(authorizations, tests);
    }

    /// <summary>
    /// By global connection: that the last run of an integration's instances ended because the other side refused this connection's credentials, whichever customer's
    /// instance it was, since all have these values. A later run that ended otherwise makes it well again.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, CredentialFailure>> FailuresOfGlobalAsync(CancellationToken cancellationToken)
    {
        // One look into an index for each integration, however many runs there are.
        var last = await db.Integrations.Where(i => i.ArchivedAt == null)
            .Select(i => db.Runs.Where(r => r.IntegrationId == i.Id && r.InstanceId != null && r.EndedAt != null).OrderByDescending(r => r.Sequence).Select(r => (long?)r.Sequence).FirstOrDefault())
            .ToListAsync(cancellationToken);
        var failing = new Dictionary<Guid, CredentialFailure>();
        foreach (var (_, connection, failure) in await RefusalsAsync([.. last.OfType<long>()], cancellationToken))
        {
            failing[connection] = failing.TryGetValue(connection, out var other)
                ? new CredentialFailure(failure.RunId, failure.At > other.At ? failure.At : other.At, failure.ValueSets.Union(other.ValueSets).ToHashSet())
                : failure;
        }

        return failing;
    }

    /// <summary>Which connections were refused in runs, and with which values.</summary>
    /// <param name="runs">By their sequence.</param>
    internal async Task<IReadOnlyList<(Guid CustomerId, Guid ConnectionId, CredentialFailure Failure)>> RefusalsAsync(IReadOnlyList<long> runs, CancellationToken cancellationToken)
    {
        if (runs.Count == 0)
        {
            return [];
        }

        var failed = await db.Runs.Where(r => runs.Contains(r.Sequence) && r.FailureCategory == FailureCategory.Credentials && r.CustomerId != null && r.EndedAt != null)
            .Select(r => new { r.Sequence, r.Id, CustomerId = r.CustomerId!.Value, EndedAt = r.EndedAt!.Value }).ToDictionaryAsync(r => r.Sequence, cancellationToken);
        if (failed.Count == 0)
        {
            return [];
        }

        var sequences = failed.Keys.ToList();
        var steps = await db.StepRuns
            .Where(s => sequences.Contains(s.RunSequence) && s.Status == StepStatus.Failed && s.FailureCategory == FailureCategory.Credentials && s.Connections != null)
            .Select(s => new { s.RunSequence, s.Connections }).ToListAsync(cancellationToken);
        return
        [
            .. from step in steps
               let run = failed[step.RunSequence]
               from used in JsonSerializer.Deserialize<List<UsedConnection>>(step.Connections!, StoredJson.Options) ?? []
               let connection = used.ConnectionId
               where connection is not null
               select (run.CustomerId, connection.Value, new CredentialFailure(run.Id, run.EndedAt, used.Inputs.Select(i => i.ValueSetId).OfType<Guid>().ToHashSet())),
        ];
    }

    /// <summary>The connections of the global kind that do not fare well, by their ids; those that stand in none of the three do.</summary>
    public async Task<HealthQueries> GlobalAsync(ConnectorCatalogue catalogue, CancellationToken cancellationToken)
    {
        var (consenting, inRuns) = (ConsentingTypes(catalogue), await FailingInRunsAsync(cancellationToken));
        var global = db.OrganizationConnections.Where(c => c.Kind == ConnectionKind.Global);
        var pending = global.Where(c => consenting.Contains(c.ConnectorKey + "/" + c.ConnectionTypeKey)
            && !db.OAuthAuthorizations.Any(a => a.OwnerId == c.Id && a.Status != AuthorizationStatus.Pending)).Select(c => c.Id);
        var expired = global.Where(c => db.OAuthAuthorizations.Any(a => a.OwnerId == c.Id && a.Status == AuthorizationStatus.Expired)).Select(c => c.Id);
        var tests = RefusedTests;
        var failing = global.Where(c => !pending.Contains(c.Id) && !expired.Contains(c.Id)
            && (inRuns.Contains(c.Id) || tests.Any(o => o.OwnerId == c.Id && o.ValueSetId == c.Values.CurrentId)
                || db.OAuthAuthorizations.Any(a => a.OwnerId == c.Id && a.Status == AuthorizationStatus.Failing))).Select(c => c.Id);
        return new HealthQueries(pending, failing, expired);

        // Few, and the versions of values that they were refused with stand in no column: told apart here, by the same rule.
        async Task<List<Guid>> FailingInRunsAsync(CancellationToken cancellation)
        {
            var failures = await FailuresOfGlobalAsync(cancellation);
            if (failures.Count == 0)
            {
                return [];
            }

            var ids = failures.Keys.ToList();
            var current = await db.OrganizationConnections.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Values.CurrentId }).ToListAsync(cancellation);
            var signs = await SignsAsync(ids, cancellation);
            return [.. current.Where(c => signs.HealthOf(c.Id, c.CurrentId, failures[c.Id], oauth: null) == ConnectionHealth.Failing).Select(c => c.Id)];
        }
    }

    /// <summary>Customers' values that are incomplete: a required one lacks, or consent does.</summary>
    /// <param name="connectionIds">The organization connections that they stand under.</param>
    /// <param name="consentingIds">Those of them whose type asks for consent.</param>
    public IQueryable<CustomerConnection> Incomplete(IReadOnlyList<Guid> connectionIds, IReadOnlyList<Guid> consentingIds)
    {
        var values = db.CustomerConnections.Where(x => connectionIds.Contains(x.OrganizationConnectionId));
        return consentingIds.Count == 0
            ? values.Where(x => !x.IsComplete)
            : values.Where(x => !x.IsComplete || (consentingIds.Contains(x.OrganizationConnectionId)
                && !db.OAuthAuthorizations.Any(a => a.OwnerId == x.Id && a.Status != AuthorizationStatus.Pending)));
    }

    /// <summary>The others: complete, and consented to where the type asks for it.</summary>
    public IQueryable<CustomerConnection> Complete(Guid connectionId, bool isConsenting)
    {
        var values = db.CustomerConnections.Where(x => x.OrganizationConnectionId == connectionId && x.IsComplete);
        return isConsenting ? values.Where(x => db.OAuthAuthorizations.Any(a => a.OwnerId == x.Id && a.Status != AuthorizationStatus.Pending)) : values;
    }

    /// <summary>By organization connection: how many customers' values are complete but for consent.</summary>
    /// <param name="consentingIds">Connections whose type asks for consent.</param>
    public async Task<IReadOnlyDictionary<Guid, int>> UnconsentedAsync(IReadOnlyList<Guid> consentingIds, CancellationToken cancellationToken) =>
        consentingIds.Count == 0
            ? new Dictionary<Guid, int>()
            : await db.CustomerConnections.Where(x => consentingIds.Contains(x.OrganizationConnectionId) && x.IsComplete
                    && !db.OAuthAuthorizations.Any(a => a.OwnerId == x.Id && a.Status != AuthorizationStatus.Pending))
                .GroupBy(x => x.OrganizationConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);

    /// <summary>Customers with values that are complete, and known to fail by their authorization or their last test; what runs tell is another question.</summary>
    public IQueryable<Guid> CustomersOfFailing(IReadOnlyList<Guid> connectionIds)
    {
        // From what fails to the values, as a question for each of the few, not as a join: SQLite, which has no statistics, would begin with the values, which are many.
        var values = db.CustomerConnections.Where(x => x.IsComplete && connectionIds.Contains(x.OrganizationConnectionId));
        var refused = RefusedTests.Select(o => values.Where(x => x.Id == o.OwnerId && x.Values.CurrentId == o.ValueSetId).Select(x => (Guid?)x.CustomerId).FirstOrDefault());
        var unauthorized = db.OAuthAuthorizations.Where(a => a.Status == AuthorizationStatus.Failing || a.Status == AuthorizationStatus.Expired)
            .Select(a => values.Where(x => x.Id == a.OwnerId).Select(x => (Guid?)x.CustomerId).FirstOrDefault());
        return refused.Concat(unauthorized).Where(id => id != null).Select(id => id!.Value);
    }

    /// <summary>The types for which somebody has to consent at the provider, as <c>connector/type</c>.</summary>
    public static IReadOnlyList<string> ConsentingTypes(ConnectorCatalogue catalogue) =>
        [.. catalogue.All.SelectMany(c => c.ConnectionTypes.Where(t => t.OAuth is { Grant: OAuthGrant.AuthorizationCode }).Select(t => $"{c.Key}/{t.Key}"))];

    /// <summary>Last tests in which the other side refused the values, unless somebody has consented anew since.</summary>
    private IQueryable<ConnectionTestOutcome> RefusedTests => db.ConnectionTestOutcomes.Where(o => !o.Works && ProbeRules.RefusedCauses.Contains(o.Cause)
        && !db.OAuthAuthorizations.Any(a => a.OwnerId == o.OwnerId && a.AuthorizedAt > o.TestedAt));
}

/// <summary>Ids of organization connections of the global kind, each in at most one of these.</summary>
public sealed record HealthQueries(IQueryable<Guid> Pending, IQueryable<Guid> Failing, IQueryable<Guid> Expired);
