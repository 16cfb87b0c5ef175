using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>Which rows of a list a program asks for: it counts rows where pages count pages.</summary>
/// <param name="Skip">Rows before the first one.</param>
/// <param name="Take">1 to <see cref="MaximumTake"/>.</param>
/// <param name="Counted">Whether all rows are counted: exactly, so only where somebody wants to know.</param>
public readonly record struct Window(int Skip, int Take, bool Counted = false)
{
    public const int MaximumTake = 500;

    /// <summary>For rows that are named one by one.</summary>
    public static Window All { get; } = new(0, MaximumTake);
}

/// <summary>The rows of a <see cref="Window"/>.</summary>
/// <param name="HasMore">There are rows behind these.</param>
/// <param name="Total">All rows; null where they were not counted.</param>
public sealed record Slice<T>(IReadOnlyList<T> Items, bool HasMore, int? Total)
{
    public static Slice<T> Empty { get; } = new([], false, 0);

    public Slice<TOther> Select<TOther>(Func<T, TOther> map) => new([.. Items.Select(map)], HasMore, Total);
}

/// <summary>Keeps windows, and the ids that rows are named by, within what a database answers quickly.</summary>
internal sealed class WindowValidator : AbstractValidator<Window>
{
    /// <summary>Ids in one statement.</summary>
    public const int MostIds = 500;

    public WindowValidator()
    {
        RuleFor(w => w.Skip).InclusiveBetween(0, int.MaxValue - Window.MaximumTake).WithMessage("A list begins at its first row.");
        RuleFor(w => w.Take).InclusiveBetween(0, Window.MaximumTake).WithMessage($"At most {Window.MaximumTake} rows are read at once.");
    }
}

internal static class WindowRules
{
    public static void AtMostManyIds<T, TId>(this IRuleBuilder<T, IReadOnlyList<TId>?> rule) =>
        rule.Must(ids => ids is null || ids.Count <= WindowValidator.MostIds).WithMessage($"At most {WindowValidator.MostIds} are looked up at once.");
}

/// <summary>Turns ordered queries into slices.</summary>
internal static class WindowQueries
{
    /// <summary>One statement, and a second one where rows are counted. One row more than asked for tells whether there are more.</summary>
    public static async Task<Slice<T>> ToSliceAsync<T>(this IQueryable<T> query, Window window, CancellationToken cancellationToken)
    {
        int? total = window.Counted ? await query.CountAsync(cancellationToken) : null;
        var items = window.Take == 0 || total == 0 ? [] : await query.Skip(window.Skip).Take(window.Take + 1).ToListAsync(cancellationToken);
        var more = items.Count > window.Take;
        return new Slice<T>(more ? items.GetRange(0, window.Take) : items, more, total);
    }

    /// <summary>Deals out rows that were read for many owners, each with one row more than its window.</summary>
    public static IReadOnlyDictionary<Guid, Slice<T>> ToSlices<T>(
        this IEnumerable<(Guid Owner, T Item)> rows, IEnumerable<Guid> owners, Window window, IReadOnlyDictionary<Guid, int>? totals)
    {
        var byOwner = rows.ToLookup(r => r.Owner, r => r.Item);
        return owners.Distinct().ToDictionary(
            o => o,
            o => new Slice<T>([.. byOwner[o].Take(window.Take)], byOwner[o].Skip(window.Take).Any(), totals is null ? null : totals.GetValueOrDefault(o)));
    }
}
