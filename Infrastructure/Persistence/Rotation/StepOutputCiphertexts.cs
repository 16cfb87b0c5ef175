using System.Globalization;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence.Rotation;

/// <summary>The exact outputs of steps, which are encrypted where people see a redacted form.</summary>
internal sealed class StepOutputCiphertexts(ConsoleDbFactory databases) : ICiphertextSource
{
    /// <summary>An output can have many megabytes: a page of them is held in memory, and written in one transaction, for which SQLite's other writers wait.</summary>
    private const long MostBytes = 4 * 1024 * 1024;

    public string Name => "outputs of steps";

    /// <summary>A position is <c>sequence/ordinal</c> of the last step run. A page has one output at least, and no more than some megabytes of them.</summary>
    public async ValueTask<IReadOnlyList<StoredCiphertext>> ReadPageAsync(
        Guid organizationId, Guid currentKeyId, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var (sequence, ordinal) = after is null ? (long.MinValue, -1) : Parse(after);
        var outputs =
            from step in db.Set<StepRun>().IgnoreQueryFilters().AsNoTracking()
            where step.OrganizationId == organizationId && step.ExactOutput != null
                && (step.RunSequence > sequence || (step.RunSequence == sequence && step.Ordinal > ordinal))
            join run in db.RunRows.IgnoreQueryFilters() on step.RunSequence equals run.Sequence
            orderby step.RunSequence, step.Ordinal
            select new { step.RunSequence, step.Ordinal, step.Path, step.OutputLength, step.ExactOutput, run.Id };
        var lengths = await outputs.Select(o => o.OutputLength).Take(limit).ToListAsync(cancellationToken);
        var (count, bytes) = (0, 0L);
        while (count < lengths.Count && (count == 0 || bytes + lengths[count] <= MostBytes))
        {
            bytes += lengths[count++];
        }

        var rows = await outputs.Take(count).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new StoredCiphertext(
            OutputStore.ContextOf(organizationId, r.Id, r.Path), r.ExactOutput!, string.Create(CultureInfo.InvariantCulture, $"{r.RunSequence}/{r.Ordinal}")));
    }

    public async ValueTask<int> ReplaceAsync(IReadOnlyList<CiphertextReplacement> replacements, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var replaced = 0;
        foreach (var replacement in replacements)
        {
            var (sequence, ordinal) = Parse(replacement.Stored.Position);
            var before = replacement.Stored.Ciphertext;
            replaced += await db.Set<StepRun>().IgnoreQueryFilters()
                .Where(s => s.RunSequence == sequence && s.Ordinal == ordinal && s.ExactOutput == before)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.ExactOutput, replacement.Ciphertext), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return replaced;
    }

    private static (long Sequence, int Ordinal) Parse(string position)
    {
        var slash = position.IndexOf('/', StringComparison.Ordinal);
        return (long.Parse(position.AsSpan(0, slash), CultureInfo.InvariantCulture), int.Parse(position.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }
}
