using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Retention;

/// <summary>
/// Removes finished runs that are past their organization's time of retention, with steps, log lines and payload. A run's own row goes last: cut short, the next
/// round finds it again. Several processes may do this at once; each row is deleted by one of them.
/// </summary>
internal sealed class RunRetention(ConsoleDbFactory databases, TimeProvider time)
{
    private const int PageSize = 500;
    private const int LargeRows = 50;
    private const long LargeBytes = 256 * 1024;

    /// <summary>
    /// Numbers of runs follow the order of acceptance but for the blocks that processes take them in, so a page of young runs is not yet the end of the old ones;
    /// many pages of them are.
    /// </summary>
    private const int YoungPages = 20;

    public async Task<int> RemoveAsync(Guid organizationId, int days, RetentionBudgets budgets, CancellationToken cancellationToken)
    {
        var cutoff = time.GetUtcNow().UtcDateTime.AddDays(-days);
        var removed = 0;
        long? after = null;
        for (var young = 0; young < YoungPages;)
        {
            var page = await ReadAsync(organizationId, after, cancellationToken);
            if (page.Count == 0)
            {
                break;
            }

            after = page[^1].Sequence;
            young = page.TrueForAll(r => r.AcceptedAt >= cutoff) ? young + 1 : 0;
            var old = page.Where(r => r.EndedAt < cutoff).Select(r => r.Sequence).ToList();
            if (old.Count > 0)
            {
                removed += await RemoveAsync(old, budgets, cancellationToken);
            }
        }

        return removed;
    }

    /// <summary>Small runs together, so that their removal keeps up with a busy runner; the steps of large ones beforehand, in slices.</summary>
    private async Task<int> RemoveAsync(List<long> sequences, RetentionBudgets budgets, CancellationToken cancellationToken)
    {
        foreach (var large in await FindLargeAsync(sequences, cancellationToken))
        {
            await RemoveStepsAsync(large, budgets.Rows, cancellationToken);
        }

        var (left, removed) = (new Queue<long>(sequences), 0);
        while (left.Count > 0)
        {
            var slice = new List<long>();
            while (slice.Count < budgets.Runs.Rows && left.TryDequeue(out var sequence))
            {
                slice.Add(sequence);
            }

            removed += await budgets.Runs.RunAsync(() => RemoveTogetherAsync(slice, cancellationToken), cancellationToken);
        }

        return removed;
    }

    private async Task<int> RemoveTogetherAsync(List<long> sequences, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Set<StepRun>().IgnoreQueryFilters().Where(s => sequences.Contains(s.RunSequence)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<RunLogLine>().IgnoreQueryFilters().Where(l => sequences.Contains(l.RunSequence)).ExecuteDeleteAsync(cancellationToken);
        var removed = await db.RunRows.IgnoreQueryFilters().Where(r => sequences.Contains(r.Sequence)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return removed;
    }

    private async Task<List<long>> FindLargeAsync(List<long> sequences, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var bySteps = await db.Set<StepRun>().IgnoreQueryFilters().AsNoTracking().Where(s => sequences.Contains(s.RunSequence)).GroupBy(s => s.RunSequence)
            .Where(g => g.Count() > LargeRows || g.Sum(s => s.OutputLength) > LargeBytes).Select(g => g.Key).ToListAsync(cancellationToken);
        var byLines = await db.Set<RunLogLine>().IgnoreQueryFilters().AsNoTracking().Where(l => sequences.Contains(l.RunSequence)).GroupBy(l => l.RunSequence)
            .Where(g => g.Count() > LargeRows).Select(g => g.Key).ToListAsync(cancellationToken);
        return [.. bySteps.Union(byLines)];
    }

    private async Task<List<Row>> ReadAsync(Guid organizationId, long? after, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.RunRows.IgnoreQueryFilters().AsNoTracking()
            .Where(r => r.OrganizationId == organizationId && (after == null || r.Sequence > after))
            .OrderBy(r => r.Sequence).Take(PageSize).Select(r => new Row(r.Sequence, r.AcceptedAt, r.EndedAt)).ToListAsync(cancellationToken);
    }

    private async Task RemoveStepsAsync(long sequence, TransactionBudget budget, CancellationToken cancellationToken)
    {
        await RemoveSlicesAsync(
            (db, upTo) => db.Set<StepRun>().IgnoreQueryFilters().Where(s => s.RunSequence == sequence && s.Ordinal < upTo),
            db => db.Set<StepRun>().IgnoreQueryFilters().Where(s => s.RunSequence == sequence).Select(s => (int?)s.Ordinal), budget, cancellationToken);
        await RemoveSlicesAsync(
            (db, upTo) => db.Set<RunLogLine>().IgnoreQueryFilters().Where(l => l.RunSequence == sequence && l.Number < upTo),
            db => db.Set<RunLogLine>().IgnoreQueryFilters().Where(l => l.RunSequence == sequence).Select(l => (int?)l.Number), budget, cancellationToken);
    }

    /// <summary>Deletes by ranges of the key's second part: the databases have no common form of "the first so many".</summary>
    private async Task RemoveSlicesAsync<T>(
        Func<ConsoleDbContext, int, IQueryable<T>> below, Func<ConsoleDbContext, IQueryable<int?>> numbers, TransactionBudget budget, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            await using var db = databases.CreateUnscoped();
            if (await numbers(db).MinAsync(cancellationToken) is not { } first)
            {
                return;
            }

            await budget.RunAsync(() => below(db, first + budget.Rows).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        }
    }

    private sealed record Row(long Sequence, DateTime AcceptedAt, DateTime? EndedAt);
}
