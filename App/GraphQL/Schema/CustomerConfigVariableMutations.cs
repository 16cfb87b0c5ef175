using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>Giving customers values under connections: what other programs do when a customer signs up.</summary>
internal static class CustomerConfigVariableMutations
{
    private const string Type = CustomerConfigVariableFields.Type;

    public static void Bind(SchemaBinder binder) => binder
        .Mutation("createCustomerConfigVariable", CreateAsync)
        .Mutation("updateCustomerConfigVariable", UpdateAsync)
        .Mutation("deleteCustomerConfigVariable", DeleteAsync);

    private static async Task<Result<Changed>> CreateAsync(MutationInput input, ApiSession session)
    {
        var connection = input.Id("scopedConfigVariable", ScopedConfigVariableFields.Type);
        var customer = input.OptionalId("customer", CustomerFields.Type);
        var values = input.Values();
        if (input.Flag("isTest") == true)
        {
            return customer is null
                ? await CreateTestAsync(session, connection, values)
                : throw new InputException("customer", "The values of test runs belong to no customer: leave it out.");
        }

        if (customer is not { } owner)
        {
            throw new InputException("customer", "Give the id of the Customer whose values these are.");
        }

        var created = await session.SendAsync(new CreateCustomerConnection(connection, owner, values));
        return created.TryGet(out var id, out var error)
            ? new Changed(fields => ConfigVariableNode.CreatedAsync(session, id, connection, owner, fields))
            : await PlaceAsync(session, error, connection, owner);
    }

    private static async Task<Result<Changed>> CreateTestAsync(ApiSession session, Guid connection, IReadOnlyList<Domain.Values.SubmittedValue> values)
    {
        if ((await session.GetAsync(new FindTestConnections(Window.All, ConnectionIds: [connection]))).Items is [var existing])
        {
            throw new InputException("scopedConfigVariable", $"There are values for test runs already: {GlobalId.Of(Type, existing.Id)}. Update these instead.");
        }

        var created = await session.SendAsync(new SetTestConnection(connection, values));
        return created.TryGet(out var id, out var error) ? new Changed(await CustomerConfigVariableFields.FindAsync(session, id)) : await PlaceAsync(session, error, connection, null);
    }

    private static async Task<Result<Changed>> UpdateAsync(MutationInput input, ApiSession session)
    {
        var id = input.Id("id", Type);
        var values = input.Values();
        var test = await CustomerConfigVariableFields.FindTestAsync(session, id);
        await RefuseMoveAsync(input, session, id, test);
        var updated = test is null
            ? await session.SendAsync(new UpdateCustomerConnection(id, values))
            : await session.SendAsync(new SetTestConnection(test.ConnectionId, values, test.Revision));
        return updated.TryGet(out _, out var error) ? new Changed(await CustomerConfigVariableFields.FindAsync(session, id)) : error;
    }

    private static async Task<Result<Changed>> DeleteAsync(MutationInput input, ApiSession session)
    {
        var id = input.Id("id", Type);
        if (await CustomerConfigVariableFields.FindTestAsync(session, id) is not null)
        {
            throw new InputException("id", "The values of test runs cannot be removed: update them instead.");
        }

        var before = await CustomerConfigVariableFields.FindAsync(session, id);
        var removed = await session.SendAsync(new RemoveCustomerConnection(id));
        return removed.TryGet(out _, out var error) ? new Changed(before) : error;
    }

    /// <summary>Values stay where they are: another customer, or turning them into those of test runs, is refused rather than ignored.</summary>
    private static async Task RefuseMoveAsync(MutationInput input, ApiSession session, Guid id, FoundTestConnection? test)
    {
        if (input.Flag("isTest") is { } isTest && isTest != test is not null)
        {
            throw new InputException("isTest", "Values of a customer and values of test runs cannot be turned into each other.");
        }

        if (input.OptionalId("customer", CustomerFields.Type) is { } customer
            && (test is not null || (await session.GetAsync(new FindCustomerConnections(Window.All, [id]))).Items is [var own] && own.CustomerId != customer))
        {
            throw new InputException("customer", "Values cannot be moved to another customer.");
        }
    }

    /// <summary>Says at which field something is missing, and which values are there already.</summary>
    private static async Task<Result<Changed>> PlaceAsync(ApiSession session, Error error, Guid connection, Guid? customer)
    {
        if (error is ConflictError && customer is { } owner
            && (await session.GetAsync(new FindCustomerConnections(Window.All, CustomerIds: [owner], ConnectionIds: [connection]))).Items is [var existing])
        {
            throw new InputException("customer", $"This customer already has values for this connection: {GlobalId.Of(Type, existing.Id)}. Update these instead.");
        }

        return error switch
        {
            _ when error == ConnectionErrors.NotFound => new InvalidError("scopedConfigVariable", error.Message),
            _ when error == CustomerErrors.NotFound => new InvalidError("customer", error.Message),
            ConflictError { Field: "" } => new InvalidError("scopedConfigVariable", error.Message),
            _ => error,
        };
    }
}
