using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>Where a run stands that this process may take.</summary>
internal readonly record struct RunPosition(long Sequence, Guid RunId, int Epoch, DateTime? CancelRequestedAt);

/// <summary>
/// Reads runs for the runner itself, across organizations: a process takes up whatever waits. What it then does for a run happens in the run's
/// organization. Not used while a run executes.
/// </summary>
internal sealed class RunReader(ConsoleDbFactory databases)
{
    public async Task<Run?> FindAsync(long sequence, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.RunRows.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(r => r.Sequence == sequence, cancellationToken);
    }

    /// <summary>Null where the organization has no such run.</summary>
    public async Task<Run?> FindAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.RunRows.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.OrganizationId == organizationId, cancellationToken);
    }

    /// <summary>Null where the organization has no such run.</summary>
    public async Task<RunStatus?> FindStatusAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.RunRows.IgnoreQueryFilters().Where(r => r.Id == runId && r.OrganizationId == organizationId)
            .Select(r => (RunStatus?)r.Status).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<StepRun>> FindStepsAsync(long sequence, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.StepRuns.IgnoreQueryFilters().Where(s => s.RunSequence == sequence).OrderBy(s => s.Ordinal).ToListAsync(cancellationToken);
    }

    public async Task<int> CountLogLinesAsync(long sequence, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.RunLogLines.IgnoreQueryFilters().Where(l => l.RunSequence == sequence).MaxAsync(l => (int?)l.Number, cancellationToken) + 1 ?? 0;
    }

    /// <summary>Runs that wait for a process, the oldest first.</summary>
    public async Task<IReadOnlyList<RunPosition>> FindWaitingAsync(int most, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.RunRows.IgnoreQueryFilters().Where(r => r.OwnerId == null && r.EndedAt == null && r.Status == RunStatus.Queued)
            .OrderBy(r => r.Sequence).Take(most).Select(r => new RunPosition(r.Sequence, r.Id, r.Epoch, r.CancelRequestedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Runs under way that a process has, the oldest first.</summary>
    public async Task<IReadOnlyList<RunPosition>> FindOwnedAsync(Guid ownerId, int most, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.RunRows.IgnoreQueryFilters().Where(r => r.OwnerId == ownerId && r.EndedAt == null)
            .OrderBy(r => r.Sequence).Take(most).Select(r => new RunPosition(r.Sequence, r.Id, r.Epoch, r.CancelRequestedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Every process that has runs under way.</summary>
    public async Task<IReadOnlyList<Guid>> FindOwnersAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.RunRows.IgnoreQueryFilters().Where(r => r.OwnerId != null && r.EndedAt == null)
            .Select(r => r.OwnerId!.Value).Distinct().ToListAsync(cancellationToken);
    }
}
