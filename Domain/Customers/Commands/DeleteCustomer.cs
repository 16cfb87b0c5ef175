using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Customers.Commands;

/// <summary>Deletes a customer with its connections and config variables; refused while it has instances, archived when it ever had runs.</summary>
[Requires(Permission.ManageCustomers)]
public sealed record DeleteCustomer(Guid Id) : ICommand<Guid>;

internal sealed class DeleteCustomerHandler(IConsoleDb db, BindingUsage usage, OwnedValues values, TimeProvider time) : IRequestHandler<DeleteCustomer, Result<Guid>>
{
    private const int MostUsersNamed = 20;

    public async Task<Result<Guid>> Handle(DeleteCustomer request, CancellationToken cancellationToken)
    {
        if (await db.Customers.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } customer)
        {
            return CustomerErrors.NotFound;
        }

        var instances = await db.Instances.Where(i => i.CustomerId == customer.Id && i.ArchivedAt == null).OrderBy(i => i.NormalizedName)
            .Take(MostUsersNamed).Select(i => new Usage("instance", i.Id, i.Name)).ToListAsync(cancellationToken);
        if (instances.Count > 0)
        {
            return CustomerErrors.InUse(customer.Name, instances);
        }

        if (await db.Runs.AnyAsync(r => r.CustomerId == customer.Id, cancellationToken) || await db.Instances.AnyAsync(i => i.CustomerId == customer.Id, cancellationToken))
        {
            customer.Archive(time.GetUtcNow().UtcDateTime);
        }
        else
        {
            var connections = await db.CustomerConnections.Where(c => c.CustomerId == customer.Id).ToListAsync(cancellationToken);
            var variables = await db.ConfigVariables.Where(v => v.CustomerId == customer.Id).ToListAsync(cancellationToken);
            var ids = variables.ConvertAll(v => v.Id);
            var tests = await usage.FirstAsync(db.BindingReferences.Where(r => r.ConfigVariableId != null && ids.Contains(r.ConfigVariableId.Value)), cancellationToken);
            if (tests.Total > 0)
            {
                return CustomerErrors.VariablesInUse(customer.Name, tests);
            }

            var owners = connections.Select(c => c.Id).Concat(variables.Select(v => v.Id)).ToList();
            await values.RemoveAsync(owners, cancellationToken);
            db.CustomerConnections.RemoveRange(connections);
            db.ConfigVariables.RemoveRange(variables);
            db.Customers.Remove(customer);
        }

        return await db.SaveAsync(cancellationToken) is { } error ? error : customer.Id;
    }
}
