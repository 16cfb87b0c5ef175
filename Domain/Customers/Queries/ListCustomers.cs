using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Customers.Queries;

/// <summary>Customers by name. Sort keys: <c>name</c> (default), <c>created</c>, <c>externalId</c>.</summary>
/// <param name="ExternalId">Only the customer with exactly this external ID.</param>
[Requires(Permission.ViewCustomers)]
public sealed record ListCustomers(PageRequest Page, string? ExternalId = null, bool IncludeArchived = false) : IQuery<Page<CustomerRow>>;

public sealed record CustomerRow(Guid Id, string Name, string Description, string? ExternalId, int Instances, DateTime CreatedAt, DateTime? ArchivedAt);

internal sealed class ListCustomersValidator : AbstractValidator<ListCustomers>
{
    public ListCustomersValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListCustomersHandler(IConsoleDb db) : IRequestHandler<ListCustomers, Result<Page<CustomerRow>>>
{
    public async Task<Result<Page<CustomerRow>>> Handle(ListCustomers request, CancellationToken cancellationToken)
    {
        var customers = db.Customers.AsNoTracking();
        if (!request.IncludeArchived)
        {
            customers = customers.Where(c => c.ArchivedAt == null);
        }

        if (request.ExternalId is { } externalId)
        {
            customers = customers.Where(c => c.ExternalId == externalId);
        }

        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            var exact = request.Page.Search.Trim();
            customers = customers.Where(c => c.NormalizedName.Contains(search) || c.ExternalId == exact);
        }

        customers = (request.Page.Sort, request.Page.Descending) switch
        {
            ("created", false) => customers.OrderBy(c => c.CreatedAt).ThenBy(c => c.Id),
            ("created", true) => customers.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id),
            ("externalId", false) => customers.OrderBy(c => c.ExternalId).ThenBy(c => c.Id),
            ("externalId", true) => customers.OrderByDescending(c => c.ExternalId).ThenByDescending(c => c.Id),
            (_, true) => customers.OrderByDescending(c => c.NormalizedName).ThenByDescending(c => c.Id),
            _ => customers.OrderBy(c => c.NormalizedName).ThenBy(c => c.Id),
        };
        return await customers
            .Select(c => new CustomerRow(
                c.Id, c.Name, c.Description, c.ExternalId, db.Instances.Count(i => i.CustomerId == c.Id && i.ArchivedAt == null), c.CreatedAt, c.ArchivedAt))
            .ToPageAsync(request.Page, cancellationToken);
    }
}
