using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>One customer's values under an organization connection: which are set, when and by whom. Values that are no secrets only for those who may set them.</summary>
[Requires(Permission.ViewCustomerConnections)]
public sealed record GetCustomerConnection(Guid Id) : IQuery<CustomerConnectionDetail>;

/// <param name="Values">The customer-specific inputs.</param>
public sealed record CustomerConnectionDetail(
    Guid Id, Guid ConnectionId, string ConnectionName, string StableKey, string TypeLabel, Guid CustomerId, string CustomerName, bool IsComplete, DateTime CreatedAt, DateTime LastConfiguredAt,
    ValuesDetail Values);

internal sealed class GetCustomerConnectionHandler(IConsoleDb db, ConnectorCatalogues catalogues, ActorContext context) : IRequestHandler<GetCustomerConnection, Result<CustomerConnectionDetail>>
{
    public async Task<Result<CustomerConnectionDetail>> Handle(GetCustomerConnection request, CancellationToken cancellationToken)
    {
        var row = await (
            from x in db.CustomerConnections.AsNoTracking().Where(o => o.Id == request.Id)
            join c in db.OrganizationConnections on x.OrganizationConnectionId equals c.Id
            join customer in db.Customers on x.CustomerId equals customer.Id
            select new { Own = x, Connection = c, CustomerName = customer.Name }).SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return ConnectionErrors.CustomerConnectionNotFound;
        }

        var (own, connection) = (row.Own, row.Connection);
        var values = await db.ValueSets.AsNoTracking().SingleOrDefaultAsync(v => v.Id == own.Values.CurrentId, cancellationToken);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var fields = (catalogue.Find(connection.Type)?.Inputs ?? []).Where(f => connection.ScopeOf(f.Key) == InputScope.CustomerSpecific);
        return new CustomerConnectionDetail(
            own.Id, connection.Id, connection.Name, connection.StableKey, catalogue.LongTypeLabel(connection.Type), own.CustomerId, row.CustomerName, own.IsComplete,
            own.CreatedAt, own.LastConfiguredAt,
            new ValuesDetail(own.Id, own.Revision, own.Values.Number, own.Values.CanUndo, InputState.Of(fields, values, context.Actor.May(Permission.ManageCustomerConnections))));
    }
}
