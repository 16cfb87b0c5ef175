using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>Customers' values under connections, and those of test runs: <c>CustomerConfigVariable</c>.</summary>
internal static class CustomerConfigVariableFields
{
    public const string Type = "CustomerConfigVariable";

    public static void Bind(SchemaBinder binder)
    {
        binder.Query("customerConfigVariables", async (context, session) =>
            {
                var (connections, customers) = (context.OneId("scopedConfigVariable", ScopedConfigVariableFields.Type), context.OneId("customer", CustomerFields.Type));
                return await RelayArguments.Read(context)
                    .FetchAsync(window => ConfigVariableNode.FindAsync(session, window, connections, customers, context.Argument<bool?>("isTest")));
            })
            .Query("customerConfigVariable", async (context, session) => await FindAsync(session, context.Id("id", Type)!.Value));
        binder.On<ConfigVariableNode>(Type)
            .Field("id", v => GlobalId.Of(Type, v.Id))
            .Field("key", v => v.Label)
            .Field("isTest", v => v.IsTest)
            .Batch("status", async (_, session, variables) =>
                await ConnectionHealthNames.OfAsync(
                    session, [.. variables.Select(v => ((ValueOwner?)(v.IsTest ? ValueOwner.TestConnection : ValueOwner.CustomerConnection), v.Id, v.IsComplete))]))
            .Field("lastConfiguredAt", v => v.LastConfiguredAt)
            .Batch("customer", async (_, session, variables) =>
            {
                var customers = await CustomerFields.FindAsync(session, variables.Select(v => v.CustomerId).OfType<Guid>());
                return [.. variables.Select(v => v.CustomerId is { } id ? customers.GetValueOrDefault(id) : null)];
            })
            .Batch("scopedConfigVariable", async (_, session, variables) =>
            {
                var connections = await ScopedConfigVariableFields.FindAsync(session, variables.Select(v => v.ConnectionId));
                return [.. variables.Select(v => connections.GetValueOrDefault(v.ConnectionId))];
            })
            .Batch("inputs", async (context, session, variables) =>
            {
                var inputs = await session.FindAsync(variables.Where(v => !v.IsTest).Select(v => v.Id), ids => new FindCustomerConnectionInputs(ids));
                var tests = await session.FindAsync(variables.Where(v => v.IsTest).Select(v => v.Id), ids => new FindTestConnectionInputs(ids));
                return [.. variables.Select(v => ScopedConfigVariableFields.Page(context, (v.IsTest ? tests : inputs).GetValueOrDefault(v.Id), hasScope: true))];
            });
    }

    /// <summary>Values by their id, be they a customer's or those of test runs; null where the token's tenant has none.</summary>
    public static async Task<ConfigVariableNode?> FindAsync(ApiSession session, Guid id)
    {
        if (await FindTestAsync(session, id) is { } test)
        {
            return ConfigVariableNode.Of(test);
        }

        return await FindOwnAsync(session, id);
    }

    /// <summary>A customer's values by their id.</summary>
    public static async Task<ConfigVariableNode?> FindOwnAsync(ApiSession session, Guid id) =>
        (await session.GetAsync(new FindCustomerConnections(Window.All, [id]))).Items is [var own] ? ConfigVariableNode.Of(own) : null;

    public static async Task<FoundTestConnection?> FindTestAsync(ApiSession session, Guid id) =>
        (await session.GetAsync(new FindTestConnections(Window.All, [id]))).Items is [var test] ? test : null;
}
