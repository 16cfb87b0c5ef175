using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Customers.Queries;

/// <summary>A customer as lists of something else name it. An index holds all of it.</summary>
internal sealed record NamedCustomer(Guid Id, string Name, string? ExternalId);

/// <summary>Pages of customers by name, for lists whose rows are customers.</summary>
internal static class CustomerPages
{
    /// <param name="isSparse">The filter has to look at all customers to find a few: then counting and taking a page are one statement.</param>
    public static Task<Page<NamedCustomer>> ToPageByNameAsync(this IQueryable<Customer> customers, PageRequest request, bool isSparse, CancellationToken cancellationToken)
    {
        var named = customers.OrderBy(c => c.NormalizedName).ThenBy(c => c.Id).Select(c => new NamedCustomer(c.Id, c.Name, c.ExternalId));
        return isSparse ? named.ToPageAtOnceAsync(request, cancellationToken) : named.ToPageAsync(request, cancellationToken);
    }
}
