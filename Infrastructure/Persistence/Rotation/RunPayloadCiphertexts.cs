using System.Globalization;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Runner;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence.Rotation;

/// <summary>The payloads that runs were started with.</summary>
internal sealed class RunPayloadCiphertexts(ConsoleDbFactory databases) : ICiphertextSource
{
    public string Name => "payloads of runs";

    /// <summary>A position is the last run's sequence.</summary>
    public async ValueTask<IReadOnlyList<StoredCiphertext>> ReadPageAsync(
        Guid organizationId, Guid currentKeyId, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var sequence = after is null ? long.MinValue : long.Parse(after, CultureInfo.InvariantCulture);
        var rows = await db.RunRows.IgnoreQueryFilters().AsNoTracking()
            .Where(r => r.OrganizationId == organizationId && r.Payload != null && r.Sequence > sequence)
            .OrderBy(r => r.Sequence).Take(limit).Select(r => new { r.Sequence, r.Id, r.Payload }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new StoredCiphertext(
            RunResumer.PayloadContext(organizationId, r.Id), r.Payload!, r.Sequence.ToString(CultureInfo.InvariantCulture)));
    }

    public async ValueTask<int> ReplaceAsync(IReadOnlyList<CiphertextReplacement> replacements, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var replaced = 0;
        foreach (var replacement in replacements)
        {
            var sequence = long.Parse(replacement.Stored.Position, CultureInfo.InvariantCulture);
            var before = replacement.Stored.Ciphertext;
            replaced += await db.RunRows.IgnoreQueryFilters().Where(r => r.Sequence == sequence && r.Payload == before)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Payload, replacement.Ciphertext), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return replaced;
    }
}
