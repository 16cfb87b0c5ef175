using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>A <c>CustomerConfigVariable</c>: one customer's values, or those of test runs.</summary>
/// <param name="CustomerId">Null for those of test runs.</param>
internal sealed record ConfigVariableNode(Guid Id, Guid ConnectionId, Guid? CustomerId, string Label, bool IsComplete, DateTime? LastConfiguredAt)
{
    private static readonly HashSet<string> s_toldByPlace = new(StringComparer.Ordinal) { "__typename", "id", "isTest", "customer", "scopedConfigVariable", "inputs" };

    public bool IsTest => CustomerId is null;

    /// <summary>
    /// A customer's values that were just created. Read only where the request asks for more than their place tells: programs create them by the thousand, and
    /// most ask for the id alone.
    /// </summary>
    public static async Task<object?> CreatedAsync(ApiSession session, Guid id, Guid connectionId, Guid customerId, IReadOnlySet<string> fields) =>
        fields.All(s_toldByPlace.Contains) ? new ConfigVariableNode(id, connectionId, customerId, "", false, null) : await CustomerConfigVariableFields.FindOwnAsync(session, id);

    public static ConfigVariableNode Of(FoundCustomerConnection c) => new(c.Id, c.ConnectionId, c.CustomerId, c.Label, c.IsComplete, c.LastConfiguredAt);

    public static ConfigVariableNode Of(FoundTestConnection t) => new(t.Id, t.ConnectionId, null, $"{t.ConnectionName} (test)", true, null);

    public static RelayPage Page(RelayArguments arguments, Window window, Slice<FoundCustomerConnection> slice) => arguments.ToPage(window, slice.Select(Of));

    /// <summary>A list of the customers' values and, behind them, those of test runs.</summary>
    /// <param name="isTest">Only the ones or the others; null for both.</param>
    public static async Task<Slice<ConfigVariableNode>> FindAsync(
        ApiSession session, Window window, IReadOnlyList<Guid>? connections, IReadOnlyList<Guid>? customers, bool? isTest)
    {
        if (isTest == true)
        {
            return customers is null ? (await session.GetAsync(new FindTestConnections(window, ConnectionIds: connections))).Select(Of) : Slice<ConfigVariableNode>.Empty;
        }

        var own = (await session.GetAsync(new FindCustomerConnections(window, CustomerIds: customers, ConnectionIds: connections))).Select(Of);
        if (isTest == false || customers is not null)
        {
            return own;
        }

        if (own.HasMore && !window.Counted)
        {
            return own;
        }

        var before = own.Total ?? (own.Items.Count > 0 || window.Skip == 0
            ? window.Skip + own.Items.Count
            : (await session.GetAsync(new FindCustomerConnections(new Window(0, 0, Counted: true), ConnectionIds: connections))).Total!.Value);
        var rest = new Window(Math.Max(0, window.Skip - before), window.Take - own.Items.Count, window.Counted);
        var tests = (await session.GetAsync(new FindTestConnections(rest, ConnectionIds: connections))).Select(Of);
        return own.HasMore
            ? own with { Total = own.Total + tests.Total }
            : new Slice<ConfigVariableNode>([.. own.Items, .. tests.Items], tests.HasMore || (rest.Take == 0 && tests.Total > 0), own.Total + tests.Total);
    }

    /// <summary>The values under each of many organization connections.</summary>
    public static async Task<IReadOnlyList<object?>> OfConnectionsAsync(FieldContext context, ApiSession session, IReadOnlyList<FoundConnection> connections)
    {
        var arguments = RelayArguments.Read(context);
        var (isTest, customers) = (context.Argument<bool?>("isTest"), context.OneId("customer", CustomerFields.Type));
        if (connections.Count == 1)
        {
            return [await arguments.FetchAsync(window => FindAsync(session, window, [connections[0].Id], customers, isTest))];
        }

        var window = arguments.ForEachOwner();
        var ids = connections.Select(c => c.Id).ToList();
        var tests = isTest == false || customers is not null
            ? []
            : await session.FindAsync(ids, async chunk => (await session.GetAsync(new FindTestConnections(Window.All, ConnectionIds: chunk))).Items, t => t.ConnectionId);
        // Where the page begins behind the customers' values, their number says whether the test run's values are on it.
        var counted = window with { Counted = window.Counted || window.Skip > 0 };
        var own = isTest == true
            ? []
            : await session.FindAsync(ids, chunk => new FindCustomersOfConnections(counted, chunk, customers));
        return [.. ids.Select(id => arguments.ToPage(window, Append(own.GetValueOrDefault(id), tests.GetValueOrDefault(id), window)))];
    }

    private static Slice<ConfigVariableNode> Append(Slice<FoundCustomerConnection>? own, FoundTestConnection? test, Window window)
    {
        var first = own is null ? Slice<ConfigVariableNode>.Empty : own.Select(Of);
        if (test is null)
        {
            return first;
        }

        var at = first.Total ?? first.Items.Count;
        var total = window.Counted ? first.Total + 1 : null;
        if (first.HasMore || at < window.Skip)
        {
            return first with { Total = total };
        }

        return first.Items.Count < window.Take
            ? new Slice<ConfigVariableNode>([.. first.Items, Of(test)], false, total)
            : first with { HasMore = true, Total = total };
    }
}
