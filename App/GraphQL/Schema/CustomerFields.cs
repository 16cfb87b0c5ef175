using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>Customers.</summary>
internal static class CustomerFields
{
    public const string Type = "Customer";
    private const string NoLabels = "Customers have no labels here: leave them out.";

    public static void Bind(SchemaBinder binder)
    {
        binder.Query("customers", async (context, session) => await ListAsync(context, session))
            .Query("customer", async (context, session) => await FindAsync(session, context.Id("id", Type)!.Value))
            .Mutation("createCustomer", CreateAsync)
            .Mutation("updateCustomer", UpdateAsync)
            .Mutation("deleteCustomer", DeleteAsync);
        binder.On<FoundCustomer>(Type)
            .Field("id", c => GlobalId.Of(Type, c.Id))
            .Field("name", c => c.Name)
            .Field("description", c => c.Description)
            .Field("externalId", c => c.ExternalId)
            .Field("labels", _ => Array.Empty<string>())
            .Field("createdAt", c => c.CreatedAt)
            .Batch("instances", async (context, session, customers) =>
            {
                var arguments = RelayArguments.Read(context);
                if (context.Argument<bool?>("isSystem") == true)
                {
                    return [.. customers.Select(_ => arguments.Page([]))];
                }

                var window = arguments.ForEachOwner();
                var found = await session.FindAsync(customers.Select(c => c.Id), ids => new FindInstancesOf(window, InstanceOwner.Customer, ids));
                return [.. customers.Select(c => arguments.ToPage(window, found[c.Id]))];
            })
            .Batch("customerConfigVariables", async (context, session, customers) =>
            {
                var arguments = RelayArguments.Read(context);
                var window = arguments.ForEachOwner();
                var found = await session.FindAsync(customers.Select(c => c.Id), ids => new FindConnectionsOfCustomers(window, ids));
                return [.. customers.Select(c => ConfigVariableNode.Page(arguments, window, found[c.Id]))];
            });
    }

    /// <summary>Customers by their ids; those that the token's tenant lacks are missing.</summary>
    public static Task<Dictionary<Guid, FoundCustomer>> FindAsync(ApiSession session, IEnumerable<Guid> ids) =>
        session.FindAsync(ids, async chunk => (await session.GetAsync(new FindCustomers(Window.All, chunk))).Items, c => c.Id);

    private static async Task<FoundCustomer?> FindAsync(ApiSession session, Guid id) => (await FindAsync(session, [id])).GetValueOrDefault(id);

    private static Task<RelayPage> ListAsync(FieldContext context, ApiSession session) =>
        RelayArguments.Read(context).FetchAsync(window => context.Argument<bool?>("isSystem") == true
            ? Task.FromResult(Slice<FoundCustomer>.Empty)
            : session.GetAsync(new FindCustomers(
                window, context.Ids("id_In", Type), context.Argument<string>("externalId"), context.Argument<string>("name"), context.Argument<string>("name_Icontains"))));

    private static async Task<Result<Changed>> CreateAsync(MutationInput input, ApiSession session)
    {
        input.RefuseEntries("labels", NoLabels);
        var created = await session.SendAsync(new CreateCustomer(input.Text("name")!, input.Text("description"), input.Text("externalId")));
        return created.TryGet(out var id, out var error) ? new Changed(await FindAsync(session, id)) : error;
    }

    /// <summary>What is left out stays as it is: the command replaces everything, so the rest is read first.</summary>
    private static async Task<Result<Changed>> UpdateAsync(MutationInput input, ApiSession session)
    {
        input.RefuseEntries("labels", NoLabels);
        var id = input.Id("id", Type);
        if (!(await session.SendAsync(new GetCustomer(id))).TryGet(out var before, out var error))
        {
            return error;
        }

        var updated = await session.SendAsync(new UpdateCustomer(
            id, input.Text("name") ?? before.Name, input.Text("description") ?? before.Description, input.Text("externalId") ?? before.ExternalId, before.Revision));
        return updated.TryGet(out _, out error) ? new Changed(await FindAsync(session, id)) : error;
    }

    private static async Task<Result<Changed>> DeleteAsync(MutationInput input, ApiSession session)
    {
        var id = input.Id("id", Type);
        var before = await session.SendAsync(new FindCustomers(Window.All, [id]));
        var deleted = await session.SendAsync(new DeleteCustomer(id));
        return deleted.TryGet(out _, out var error) ? new Changed(before.Value.Items[0]) : error;
    }
}
