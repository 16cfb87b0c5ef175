using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances.Queries;

/// <summary>Instances by name. <paramref name="ConnectionId"/>: only those that use this organization connection. Sort keys: <c>name</c> (default), <c>customer</c>, <c>integration</c>, <c>created</c>.</summary>
[Requires(Permission.ViewInstances)]
public sealed record ListInstances(PageRequest Page, Guid? CustomerId = null, Guid? IntegrationId = null, InstanceStatus? Status = null, Guid? ConnectionId = null) : IQuery<Page<InstanceRow>>;

public sealed record InstanceRow(
    Guid Id, string Name, Guid CustomerId, string CustomerName, Guid IntegrationId, string IntegrationName, int VersionNumber, int LatestVersion,
    InstanceStatus Status, DateTime CreatedAt);

internal sealed class ListInstancesValidator : AbstractValidator<ListInstances>
{
    public ListInstancesValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListInstancesHandler(IConsoleDb db, ConnectionUsage usage) : IRequestHandler<ListInstances, Result<Page<InstanceRow>>>
{
    public async Task<Result<Page<InstanceRow>>> Handle(ListInstances request, CancellationToken cancellationToken)
    {
        var instances = db.Instances.AsNoTracking().Where(i => i.ArchivedAt == null);
        if (request.ConnectionId is { } connectionId)
        {
            var key = await db.OrganizationConnections.Where(c => c.Id == connectionId).Select(c => c.NormalizedStableKey).SingleOrDefaultAsync(cancellationToken);
            if (key is null)
            {
                return ConnectionErrors.NotFound;
            }

            instances = usage.InstancesOf(key);
        }

        var rows =
            from instance in instances
            join customer in db.Customers on instance.CustomerId equals customer.Id
            join integration in db.Integrations on instance.IntegrationId equals integration.Id
            select new { instance, customer, integration };
        if (request.CustomerId is { } customerId)
        {
            rows = rows.Where(r => r.instance.CustomerId == customerId);
        }

        if (request.IntegrationId is { } integrationId)
        {
            rows = rows.Where(r => r.instance.IntegrationId == integrationId);
        }

        if (request.Status is { } status)
        {
            rows = rows.Where(r => r.instance.Status == status);
        }

        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            rows = rows.Where(r => r.instance.NormalizedName.Contains(search) || r.customer.NormalizedName.Contains(search));
        }

        rows = (request.Page.Sort, request.Page.Descending) switch
        {
            ("customer", false) => rows.OrderBy(r => r.customer.NormalizedName).ThenBy(r => r.instance.Id),
            ("customer", true) => rows.OrderByDescending(r => r.customer.NormalizedName).ThenByDescending(r => r.instance.Id),
            ("integration", false) => rows.OrderBy(r => r.integration.NormalizedName).ThenBy(r => r.instance.Id),
            ("integration", true) => rows.OrderByDescending(r => r.integration.NormalizedName).ThenByDescending(r => r.instance.Id),
            ("created", false) => rows.OrderBy(r => r.instance.CreatedAt).ThenBy(r => r.instance.Id),
            ("created", true) => rows.OrderByDescending(r => r.instance.CreatedAt).ThenByDescending(r => r.instance.Id),
            (_, true) => rows.OrderByDescending(r => r.instance.NormalizedName).ThenByDescending(r => r.instance.Id),
            _ => rows.OrderBy(r => r.instance.NormalizedName).ThenBy(r => r.instance.Id),
        };
        return await rows
            .Select(r => new InstanceRow(
                r.instance.Id, r.instance.Name, r.customer.Id, r.customer.Name, r.integration.Id, r.integration.Name,
                r.instance.VersionNumber, r.integration.LatestVersion, r.instance.Status, r.instance.CreatedAt))
            .ToPageAsync(request.Page, cancellationToken);
    }
}
