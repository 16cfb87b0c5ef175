using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>Gives a customer values under an organization connection of the customer kind; may be incomplete. Answers the customer connection's id.</summary>
[Requires(Permission.ManageCustomerConnections)]
public sealed record CreateCustomerConnection(Guid ConnectionId, Guid CustomerId, IReadOnlyList<SubmittedValue> Values) : ICommand<Guid>;

/// <summary>Changes a customer's values; those left out stay as they are.</summary>
[Requires(Permission.ManageCustomerConnections)]
public sealed record UpdateCustomerConnection(Guid Id, IReadOnlyList<SubmittedValue> Values, Guid? Revision = null) : ICommand<Guid>;

internal sealed class SetCustomerConnectionHandler(IConsoleDb db, ConnectorCatalogues catalogues, ValueWriter writer, TimeProvider time)
    : IRequestHandler<CreateCustomerConnection, Result<Guid>>, IRequestHandler<UpdateCustomerConnection, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CreateCustomerConnection request, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.SingleOrDefaultAsync(c => c.Id == request.ConnectionId, cancellationToken) is not { } connection)
        {
            return ConnectionErrors.NotFound;
        }

        // One statement: programs give thousands of customers their values this way.
        var found = await db.Customers.Where(c => c.Id == request.CustomerId)
            .Select(c => new
            {
                c.Name,
                Existing = db.CustomerConnections.Where(o => o.OrganizationConnectionId == request.ConnectionId && o.CustomerId == c.Id).Select(o => (Guid?)o.Id).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return CustomerErrors.NotFound;
        }

        if (found.Existing is { } id)
        {
            return ConnectionErrors.ExistsForCustomer(id);
        }

        var created = CustomerConnection.Create(connection, request.CustomerId, found.Name, time.GetUtcNow().UtcDateTime);
        if (!created.TryGet(out var customerConnection, out var error))
        {
            return error;
        }

        db.CustomerConnections.Add(customerConnection);
        return await WriteAsync(connection, customerConnection, request.Values, cancellationToken);
    }

    public async Task<Result<Guid>> Handle(UpdateCustomerConnection request, CancellationToken cancellationToken)
    {
        if (await db.CustomerConnections.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } customerConnection)
        {
            return ConnectionErrors.CustomerConnectionNotFound;
        }

        if (customerConnection.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        var connection = await db.OrganizationConnections.SingleAsync(c => c.Id == customerConnection.OrganizationConnectionId, cancellationToken);
        return await WriteAsync(connection, customerConnection, request.Values, cancellationToken);
    }

    private async Task<Result<Guid>> WriteAsync(
        OrganizationConnection connection, CustomerConnection customerConnection, IReadOnlyList<SubmittedValue> submitted, CancellationToken cancellationToken)
    {
        if ((await catalogues.GetAsync(cancellationToken)).Find(connection.Type) is not { } type)
        {
            return ConnectionErrors.UnknownConnectionType(connection.Type.ToString());
        }

        if (connection.CheckCustomerValues(type, submitted.Select(s => s.Key)) is { } refused)
        {
            return refused;
        }

        var inputs = connection.CustomerFields(type);
        var previous = customerConnection.Values.CurrentId is { } current ? await db.ValueSets.SingleOrDefaultAsync(v => v.Id == current, cancellationToken) : null;
        var written = await writer.WriteAsync(
            ValueOwner.CustomerConnection, customerConnection.Id, inputs, submitted, previous, customerConnection.Values.Number + 1, cancellationToken);
        if (!written.TryGet(out var values, out var error))
        {
            return error;
        }

        customerConnection.UseValues(values, connection.IsComplete(type, values), time.GetUtcNow().UtcDateTime);
        db.ValueSets.Add(values);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : customerConnection.Id;
    }
}
