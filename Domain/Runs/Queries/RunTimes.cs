using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Runs.Queries;

/// <summary>Narrows lists of runs to the time of their acceptance.</summary>
internal static class RunTimes
{
    /// <summary>
    /// Lists go by sequence, which follows the time only roughly, since each process takes numbers in blocks. The sequences that the time spans are looked up first:
    /// otherwise the list of an old day would walk through all runs that are newer.
    /// </summary>
    /// <param name="from">UTC; runs of this moment and later. Null for all.</param>
    /// <param name="to">UTC; runs before this moment. Null for all.</param>
    public static async Task<IQueryable<Run>> AcceptedAsync(this IQueryable<Run> runs, IConsoleDb db, DateTime? from, DateTime? to, CancellationToken cancellationToken)
    {
        if (from is null && to is null)
        {
            return runs;
        }

        var span = await Within(db.Runs, from, to).GroupBy(_ => 1).Select(g => new { First = g.Min(r => r.Sequence), Last = g.Max(r => r.Sequence) }).SingleOrDefaultAsync(cancellationToken);
        var (first, last) = span is null ? (0, -1) : (span.First, span.Last);
        return Within(runs, from, to).Where(r => r.Sequence >= first && r.Sequence <= last);
    }

    private static IQueryable<Run> Within(IQueryable<Run> runs, DateTime? from, DateTime? to)
    {
        runs = from is { } first ? runs.Where(r => r.AcceptedAt >= first) : runs;
        return to is { } end ? runs.Where(r => r.AcceptedAt < end) : runs;
    }
}
