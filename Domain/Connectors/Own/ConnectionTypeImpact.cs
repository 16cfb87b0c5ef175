using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>What saving an edited connection type would do to the connections that exist.</summary>
/// <param name="Refusals">Why it is refused, a sentence for each input; empty when it is allowed.</param>
/// <param name="Concerned">The connections for which it is refused.</param>
/// <param name="Incomplete">Customers' connections that become incomplete.</param>
/// <param name="OnDefault">Connections without a value of their own for an input whose default changes.</param>
/// <param name="Reauthorize">Connections that are authorized now and may have to be again, since tokens are obtained in another way.</param>
/// <param name="TestsIncomplete">Test connections that lack a value from now on; test runs that need them are refused.</param>
public sealed record ConnectionTypeImpact(IReadOnlyList<string> Refusals, IReadOnlyList<Usage> Concerned, int Incomplete, int OnDefault, int TestsIncomplete, int Reauthorize = 0)
{
    public static ConnectionTypeImpact None { get; } = new([], [], 0, 0, 0);
}

/// <summary>Looks an edited connection type up in the values of all its connections.</summary>
internal sealed class ConnectionTypeImpacts(IConsoleDb db)
{
    /// <summary>More customers' connections than these are not changed in one transaction, which would hold the database's one write lock for too long.</summary>
    public const int MostIncomplete = 1_000;

    public async Task<Measured> MeasureAsync(ConnectionTypeKey key, ConnectionType old, ConnectionType now, CancellationToken cancellationToken)
    {
        var measured = new Measured(old, now);
        if (ConnectionTypeChange.Between(old, now).IsFree)
        {
            return measured;
        }

        var connections = await db.OrganizationConnections.AsNoTracking().Where(c => c.ConnectorKey == key.Connector && c.ConnectionTypeKey == key.Type)
            .OrderBy(c => c.NormalizedName).ToListAsync(cancellationToken);
        var ids = connections.ConvertAll(c => c.Id);
        var tests = await db.TestConnections.AsNoTracking().Where(t => ids.Contains(t.OrganizationConnectionId)).ToDictionaryAsync(t => t.OrganizationConnectionId, cancellationToken);
        var current = connections.Select(c => c.Values.CurrentId).Concat(tests.Values.Select(t => t.Values.CurrentId)).OfType<Guid>().ToList();
        var sets = await db.ValueSets.AsNoTracking().Where(v => current.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken);
        foreach (var connection in connections)
        {
            measured.LookAt(connection, connection.Values.CurrentId is { } id ? sets.GetValueOrDefault(id) : null);
            if (tests.TryGetValue(connection.Id, out var test))
            {
                measured.LookAtTest(connection, test.Values.CurrentId is { } testId ? sets.GetValueOrDefault(testId) : null);
            }
        }

        // As many rows as there are customers: read one by one, never held together.
        var byId = connections.ToDictionary(c => c.Id);
        var customers =
            from customer in db.CustomerConnections.AsNoTracking().Where(c => ids.Contains(c.OrganizationConnectionId))
            join set in db.ValueSets.AsNoTracking() on customer.Values.CurrentId equals (Guid?)set.Id
            select new { customer.Id, customer.OrganizationConnectionId, customer.IsComplete, set };
        await foreach (var row in customers.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            measured.LookAtCustomer(byId[row.OrganizationConnectionId], row.Id, row.IsComplete, row.set);
        }

        if (ConnectionTypeChange.Between(old, now).IsOtherOAuth)
        {
            var owners = ids.Concat(tests.Values.Select(t => t.Id)).ToList();
            measured.Reauthorize = await db.OAuthAuthorizations.CountAsync(
                a => a.Status != AuthorizationStatus.Pending
                    && (owners.Contains(a.OwnerId) || db.CustomerConnections.Any(c => c.Id == a.OwnerId && ids.Contains(c.OrganizationConnectionId))),
                cancellationToken);
        }

        return measured;
    }

    /// <summary>Gathers what the connections say about the change.</summary>
    internal sealed class Measured(ConnectionType old, ConnectionType now)
    {
        private readonly ConnectionTypeChange _change = ConnectionTypeChange.Between(old, now);
        private readonly List<string> _refusals = [];
        private readonly Dictionary<Guid, Usage> _concerned = [];
        private int _onDefault;
        private int _tests;

        /// <summary>Customer connections whose completeness changes, with what it becomes.</summary>
        public Dictionary<Guid, bool> Completeness { get; } = [];

        public int Reauthorize { get; set; }

        public ConnectionTypeImpact Impact => new(_refusals, [.. _concerned.Values], Completeness.Values.Count(c => !c), _onDefault, _tests, Reauthorize);

        public void LookAt(OrganizationConnection connection, ValueSet? values)
        {
            LookForLosses(connection, values);
            foreach (var input in _change.NowRequired)
            {
                // A customer's part of the values is the customer's; the rest must be whole already.
                if (connection.ScopeOf(input.Key) == InputScope.Global && values?.Find(input.Key) is null)
                {
                    Refuse(connection, $"\"{input.Label}\" cannot become required, because a connection has no value for it.");
                }
            }

            CountDefaults(values, input => connection.ScopeOf(input.Key) == InputScope.Global);
        }

        public void LookAtTest(OrganizationConnection connection, ValueSet? values)
        {
            LookForLosses(connection, values);
            _tests += _change.NowRequired.Any(i => values?.Find(i.Key) is null && !(connection.Kind == ConnectionKind.Customer && connection.ScopeOf(i.Key) == InputScope.Global)) ? 1 : 0;
        }

        public void LookAtCustomer(OrganizationConnection connection, Guid id, bool isComplete, ValueSet values)
        {
            LookForLosses(connection, values);
            CountDefaults(values, input => connection.ScopeOf(input.Key) == InputScope.CustomerSpecific);
            var complete = now.Inputs.Where(i => connection.ScopeOf(i.Key) == InputScope.CustomerSpecific)
                .All(i => !i.Required || i.Default is not null || values.Find(i.Key) is not null);
            if (complete != isComplete)
            {
                Completeness[id] = complete;
            }
        }

        private void LookForLosses(OrganizationConnection connection, ValueSet? values)
        {
            if (values is null)
            {
                return;
            }

            foreach (var input in _change.Removed.Where(i => values.Find(i.Key) is not null))
            {
                Refuse(connection, $"\"{input.Label}\" ({input.Key}) cannot be removed or given another key, because values for it exist.");
            }

            foreach (var input in _change.Retyped.Where(i => values.Find(i.Key) is not null))
            {
                Refuse(connection, $"\"{input.Label}\" cannot be of another type, because values for it exist.");
            }

            foreach (var (key, gone) in _change.LostChoices)
            {
                if (values.Find(key)?.Plain is { } value && gone.Contains(value, StringComparer.Ordinal))
                {
                    Refuse(connection, $"The choice \"{value}\" of \"{old.FindInput(key)!.Label}\" cannot be removed, because it is somebody's value.");
                }
            }
        }

        private void CountDefaults(ValueSet? values, Func<InputField, bool> belongs) =>
            _onDefault += _change.ChangedDefaults.Any(i => belongs(i) && values?.Find(i.Key) is null) ? 1 : 0;

        private void Refuse(OrganizationConnection connection, string reason)
        {
            if (!_refusals.Contains(reason, StringComparer.Ordinal))
            {
                _refusals.Add(reason);
            }

            _concerned.TryAdd(connection.Id, new Usage("connection", connection.Id, connection.Name));
        }
    }
}
