using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Runs.Queries;

/// <summary>In which order a list of runs is read.</summary>
internal enum RunOrder
{
    NewestFirst,
    OldestFirst,
}

/// <summary>Which runs of a list are asked for, by the time of their acceptance and by their sequence.</summary>
/// <param name="From">UTC; runs of this moment and later. Null for all.</param>
/// <param name="To">UTC; runs before this moment. Null for all.</param>
/// <param name="First">The lowest sequence; null for any.</param>
/// <param name="Last">The highest.</param>
internal readonly record struct RunSpan(DateTime? From, DateTime? To, long? First, long? Last)
{
    /// <summary>
    /// Lists go by sequence, which follows the time only roughly, since each process takes numbers in blocks. The sequences that the time spans are looked up first:
    /// otherwise the list of an old day would walk through all runs that are newer.
    /// </summary>
    public static async Task<RunSpan> OfAsync(IConsoleDb db, DateTime? from, DateTime? to, CancellationToken cancellationToken)
    {
        if (from is null && to is null)
        {
            return default;
        }

        var found = await new RunSpan(from, to, null, null).Within(db.Runs)
            .GroupBy(_ => 1).Select(g => new { First = g.Min(r => r.Sequence), Last = g.Max(r => r.Sequence) }).SingleOrDefaultAsync(cancellationToken);
        return new RunSpan(from, to, found?.First ?? 0, found?.Last ?? -1);
    }

    /// <summary>Only runs older than a sequence, whatever number that is.</summary>
    public RunSpan Before(long sequence) => this with { Last = Math.Min(Last ?? long.MaxValue, Math.Max(sequence, 1) - 1) };

    /// <summary>Only runs newer than a sequence, whatever number that is.</summary>
    public RunSpan After(long sequence) => this with { First = Math.Max(First ?? 0, Math.Min(sequence, long.MaxValue - 1) + 1) };

    /// <summary>For a list that nothing else narrows.</summary>
    public IQueryable<Run> Within(IQueryable<Run> runs)
    {
        runs = Accepted(runs);
        runs = First is { } first ? runs.Where(r => r.Sequence >= first) : runs;
        return Last is { } last ? runs.Where(r => r.Sequence <= last) : runs;
    }

    /// <summary>
    /// For a list that something else narrows as well, such as a status. Of a span with two ends SQLite, which has no statistics, expects fewer rows than of a status: it would read all
    /// runs of a day for those that failed. With the one end where the list begins it takes the index of what narrows the list; the other end, as a difference, is
    /// looked at in that index before a row is read.
    /// </summary>
    public IQueryable<Run> Within(IQueryable<Run> runs, RunOrder order)
    {
        runs = Accepted(runs);
        if (First is { } first)
        {
            runs = order == RunOrder.OldestFirst ? runs.Where(r => r.Sequence >= first) : runs.Where(r => r.Sequence - first >= 0);
        }

        if (Last is { } last)
        {
            runs = order == RunOrder.NewestFirst ? runs.Where(r => r.Sequence <= last) : runs.Where(r => r.Sequence - last <= 0);
        }

        return runs;
    }

    private IQueryable<Run> Accepted(IQueryable<Run> runs)
    {
        runs = From is { } from ? runs.Where(r => r.AcceptedAt >= from) : runs;
        return To is { } to ? runs.Where(r => r.AcceptedAt < to) : runs;
    }
}
