using System.Globalization;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence.Rotation;

/// <summary>The exact outputs of steps, which are encrypted where people see a redacted form.</summary>
internal sealed class StepOutputCiphertexts(ConsoleDbFactory databases) : ICiphertextSource
{
    public string Name => "outputs of steps";

    /// <summary>A position is <c>sequence/ordinal</c> of the last step run.</summary>
    public async ValueTask<IReadOnlyList<StoredCiphertext>> ReadPageAsync(
        Guid organizationId, Guid currentKeyId, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var (sequence, ordinal) = after is null ? (long.MinValue, -1) : Parse(after);
        var rows = await (
            from step in db.Set<StepRun>().IgnoreQueryFilters().AsNoTracking()
            where step.OrganizationId == organizationId && step.ExactOutput != null
                && (step.RunSequence > sequence || (step.RunSequence == sequence && step.Ordinal > ordinal))
            join run in db.RunRows.IgnoreQueryFilters() on step.RunSequence equals run.Sequence
            orderby step.RunSequence, step.Ordinal
            select new { step.RunSequence, step.Ordinal, step.Path, step.ExactOutput, run.Id }).Take(limit).ToListAsync(cancellationToken);
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
