using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Customers.Queries;

[Requires(Permission.ViewCustomers)]
public sealed record GetCustomer(Guid Id) : IQuery<CustomerDetail>;

public sealed record CustomerDetail(
    Guid Id, string Name, string Description, string? ExternalId, DateTime CreatedAt, DateTime? ArchivedAt, Guid Revision, int Instances, int Connections);

internal sealed class GetCustomerHandler(IConsoleDb db) : IRequestHandler<GetCustomer, Result<CustomerDetail>>
{
    public async Task<Result<CustomerDetail>> Handle(GetCustomer request, CancellationToken cancellationToken) =>
        await db.Customers.AsNoTracking().Where(c => c.Id == request.Id)
            .Select(c => new CustomerDetail(
                c.Id, c.Name, c.Description, c.ExternalId, c.CreatedAt, c.ArchivedAt, c.Revision,
                db.Instances.Count(i => i.CustomerId == c.Id && i.ArchivedAt == null),
                db.CustomerConnections.Count(x => x.CustomerId == c.Id)))
            .SingleOrDefaultAsync(cancellationToken) is { } customer
            ? customer
            : CustomerErrors.NotFound;
}
