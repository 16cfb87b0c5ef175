using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Retention;

/// <param name="Runs">Finished runs past their time.</param>
/// <param name="Versions">Versions of values that nothing needs any more.</param>
/// <param name="LongestTransaction">The longest of the transactions.</param>
internal sealed record RetentionRound(int Runs, int Versions, TimeSpan LongestTransaction);

/// <summary>One round over all organizations.</summary>
internal sealed partial class RetentionCleaner(
    ConsoleDbFactory databases, RunRetention runs, ValueRetention values, TimeProvider time, ILogger<RetentionCleaner> logger)
{
    public async Task<RetentionRound> CleanAsync(CancellationToken cancellationToken)
    {
        var budgets = new RetentionBudgets(new TransactionBudget(time), new TransactionBudget(time));
        var (removedRuns, removedVersions) = (0, 0);
        foreach (var (organizationId, days) in await OrganizationsAsync(cancellationToken))
        {
            removedRuns += await runs.RemoveAsync(organizationId, days, budgets, cancellationToken);
            removedVersions += await values.RemoveAsync(organizationId, budgets.Rows, cancellationToken);
            await values.RemoveOutcomesAsync(organizationId, budgets.Rows, cancellationToken);
        }

        if (removedRuns + removedVersions > 0)
        {
            LogRemoved(removedRuns, removedVersions, (long)budgets.Longest.TotalMilliseconds);
        }

        return new RetentionRound(removedRuns, removedVersions, budgets.Longest);
    }

    private async Task<List<(Guid Id, int Days)>> OrganizationsAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var found = await db.Organizations.IgnoreQueryFilters().AsNoTracking().Select(o => new { o.Id, o.RunRetentionDays }).ToListAsync(cancellationToken);
        return found.ConvertAll(o => (o.Id, o.RunRetentionDays));
    }

    [LoggerMessage(LogLevel.Information, "Removed {Runs} runs past their time of retention and {Versions} versions of values that nothing needs; the longest transaction took {Milliseconds} ms.")]
    private partial void LogRemoved(int runs, int versions, long milliseconds);
}
