using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>Who is affected when production values of a connection change: said before they are saved.</summary>
/// <param name="CustomerId">Only this customer's instances, for values of its own; null for all, for a global connection.</param>
[Requires(Permission.ViewConnections)]
public sealed record GetConnectionDependents(Guid ConnectionId, Guid? CustomerId = null) : IQuery<ConnectionDependents>;

/// <param name="Customers">With at least one of the instances.</param>
/// <param name="Instances">Deployed or paused, in all.</param>
/// <param name="Named">The first twenty of them by name.</param>
public sealed record ConnectionDependents(int Customers, int Instances, IReadOnlyList<DependentInstance> Named);

/// <param name="Triggers">What starts its next run.</param>
public sealed record DependentInstance(Guid Id, string Name, string CustomerName, InstanceStatus Status, IReadOnlyList<TriggerDefinition> Triggers);

internal sealed class GetConnectionDependentsHandler(IConsoleDb db, ConnectionUsage usage) : IRequestHandler<GetConnectionDependents, Result<ConnectionDependents>>
{
    private const int MostNamed = 20;

    public async Task<Result<ConnectionDependents>> Handle(GetConnectionDependents request, CancellationToken cancellationToken)
    {
        var key = await db.OrganizationConnections.Where(c => c.Id == request.ConnectionId).Select(c => c.NormalizedStableKey).SingleOrDefaultAsync(cancellationToken);
        if (key is null)
        {
            return ConnectionErrors.NotFound;
        }

        var instances = usage.InstancesOf(key).Where(i => i.Status != InstanceStatus.NotDeployed);
        if (request.CustomerId is { } customer)
        {
            if (!await db.Customers.AnyAsync(c => c.Id == customer, cancellationToken))
            {
                return CustomerErrors.NotFound;
            }

            instances = instances.Where(i => i.CustomerId == customer);
        }

        var named = await (
            from instance in instances.OrderBy(i => i.NormalizedName).ThenBy(i => i.Id).Take(MostNamed)
            join owner in db.Customers on instance.CustomerId equals owner.Id
            join version in db.IntegrationVersions on instance.VersionId equals version.Id
            orderby instance.NormalizedName, instance.Id
            select new { instance.Id, instance.Name, CustomerName = owner.Name, instance.Status, version.Definition }).ToListAsync(cancellationToken);
        return new ConnectionDependents(
            await instances.Select(i => i.CustomerId).Distinct().CountAsync(cancellationToken), await instances.CountAsync(cancellationToken),
            [.. named.Select(i => new DependentInstance(i.Id, i.Name, i.CustomerName, i.Status, [.. i.Definition.Flows.Select(f => f.Trigger)]))]);
    }
}
