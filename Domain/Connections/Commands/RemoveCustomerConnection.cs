using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>
/// Removes a customer's values under a connection. Refused with the list of the instances that would fail from their next run on, unless
/// <paramref name="Confirmed"/> says that whoever removes has seen it. Answers the customer connection's id.
/// </summary>
[Requires(Permission.ManageCustomerConnections)]
public sealed record RemoveCustomerConnection(Guid Id, bool Confirmed = false, Guid? Revision = null) : ICommand<Guid>;

internal sealed class RemoveCustomerConnectionHandler(IConsoleDb db, ConnectionUsage usage, OwnedValues values) : IRequestHandler<RemoveCustomerConnection, Result<Guid>>
{
    private const int MostNamed = 100;

    public async Task<Result<Guid>> Handle(RemoveCustomerConnection request, CancellationToken cancellationToken)
    {
        if (await db.CustomerConnections.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } customerConnection)
        {
            return ConnectionErrors.CustomerConnectionNotFound;
        }

        if (customerConnection.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        if (!request.Confirmed)
        {
            var key = await db.OrganizationConnections.Where(c => c.Id == customerConnection.OrganizationConnectionId).Select(c => c.NormalizedStableKey).SingleAsync(cancellationToken);
            var running = await usage.InstancesOf(key).Where(i => i.CustomerId == customerConnection.CustomerId && i.Status == InstanceStatus.Deployed)
                .OrderBy(i => i.NormalizedName).Take(MostNamed).Select(i => new Usage("instance", i.Id, i.Name)).ToListAsync(cancellationToken);
            if (running.Count > 0)
            {
                return ConnectionErrors.CustomerConnectionInUse(customerConnection.Label, running);
            }
        }

        await values.RemoveAsync([customerConnection.Id], cancellationToken);
        db.CustomerConnections.Remove(customerConnection);
        return await db.SaveAsync(cancellationToken) is { } error ? error : customerConnection.Id;
    }
}
