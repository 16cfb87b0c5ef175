using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>Turns an ordered query into a page, with two statements.</summary>
public static class PagingQueries
{
    /// <summary>Counts up to <see cref="Page{T}.CountLimit"/> only: an exact count of a million rows costs more than the page.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(this IQueryable<T> query, PageRequest request, CancellationToken cancellationToken)
    {
        var total = await query.Take(Page<T>.CountLimit + 1).CountAsync(cancellationToken);
        var items = total == 0 ? [] : await query.Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        return new Page<T>(items, Math.Min(total, Page<T>.CountLimit), total > Page<T>.CountLimit);
    }
}
