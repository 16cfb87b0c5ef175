using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>Turns an ordered query into a page.</summary>
public static class PagingQueries
{
    /// <summary>With two statements. Counts up to <see cref="Page{T}.CountLimit"/> only: an exact count of a million rows costs more than the page.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(this IQueryable<T> query, PageRequest request, CancellationToken cancellationToken)
    {
        var total = await query.Unordered().Take(Page<T>.CountLimit + 1).CountAsync(cancellationToken);
        var items = total == 0 ? [] : await query.Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        return new Page<T>(items, Math.Min(total, Page<T>.CountLimit), total > Page<T>.CountLimit);
    }

    /// <summary>
    /// With one statement that reads all rows up to <see cref="Page{T}.CountLimit"/>: for filters that have to look at every row to find a few, which counting would
    /// do a second time. The rows should be small.
    /// </summary>
    public static async Task<Page<T>> ToPageAtOnceAsync<T>(this IQueryable<T> query, PageRequest request, CancellationToken cancellationToken)
    {
        var all = await query.Take(Page<T>.CountLimit + 1).ToListAsync(cancellationToken);
        IReadOnlyList<T> items = [.. all.Skip(request.Skip).Take(request.Take)];
        return new Page<T>(items, Math.Min(all.Count, Page<T>.CountLimit), all.Count > Page<T>.CountLimit);
    }

    /// <summary>Databases sort what is limited, also where it is only counted.</summary>
    private static IQueryable<T> Unordered<T>(this IQueryable<T> query) => query.Provider.CreateQuery<T>(WithoutOrder(query.Expression));

    /// <summary>Only the orders of the query itself: those of subqueries may decide what is in it.</summary>
    private static Expression WithoutOrder(Expression expression)
    {
        if (expression is not MethodCallExpression call || call.Method.DeclaringType != typeof(Queryable))
        {
            return expression;
        }

        var source = call.Arguments[0];
        return call.Method.Name switch
        {
            nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending) or nameof(Queryable.ThenBy) or nameof(Queryable.ThenByDescending) => WithoutOrder(source),
            nameof(Queryable.Select) or nameof(Queryable.Where) => call.Update(null, [WithoutOrder(source), .. call.Arguments.Skip(1)]),
            _ => expression,
        };
    }
}
