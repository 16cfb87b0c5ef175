using System.Globalization;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence.Rotation;

/// <summary>The encrypted values of connections, credentials and config variables, as key rotation sees them.</summary>
internal sealed class ValueSetCiphertexts(ConsoleDbFactory databases) : ICiphertextSource
{
    public string Name => "values of connections, credentials and config variables";

    /// <summary>A position is the last value set's id; all ciphertexts of a set come in one page.</summary>
    public async ValueTask<IReadOnlyList<StoredCiphertext>> ReadPageAsync(
        Guid organizationId, Guid currentKeyId, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var last = after is null ? Guid.Empty : Guid.Parse(after, CultureInfo.InvariantCulture);
        var found = new List<StoredCiphertext>();
        // Sets without a secret are passed over, so an empty page means the end and nothing else.
        while (found.Count == 0)
        {
            var sets = await db.ValueSets.IgnoreQueryFilters().AsNoTracking()
                .Where(v => v.OrganizationId == organizationId && v.Id.CompareTo(last) > 0)
                .OrderBy(v => v.Id).Take(limit).ToListAsync(cancellationToken);
            if (sets.Count == 0)
            {
                break;
            }

            foreach (var set in sets)
            {
                found.AddRange(set.Values.Where(v => v.Ciphertext is not null)
                    .Select(v => new StoredCiphertext(SecretBinding.For(organizationId, set.OwnerId, v.Key), v.Ciphertext!, set.Id.ToString())));
            }

            last = sets[^1].Id;
        }

        return found;
    }

    public async ValueTask<int> ReplaceAsync(IReadOnlyList<CiphertextReplacement> replacements, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var replaced = 0;
        foreach (var group in replacements.GroupBy(r => Guid.Parse(r.Stored.Position, CultureInfo.InvariantCulture)))
        {
            var set = await db.ValueSets.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(v => v.Id == group.Key, cancellationToken);
            if (set is null)
            {
                continue;
            }

            var count = 0;
            IReadOnlyList<StoredValue> before = set.Values;
            IReadOnlyList<StoredValue> after = [.. before.Select(value =>
            {
                var replacement = value.Ciphertext is { } stored ? group.FirstOrDefault(r => r.Stored.Ciphertext.AsSpan().SequenceEqual(stored)) : null;
                count += replacement is null ? 0 : 1;
                return replacement is null ? value : value with { Ciphertext = replacement.Ciphertext };
            })];
            // The whole list is compared, so that another rotation's result is never overwritten.
            replaced += count > 0 && await db.ValueSets.IgnoreQueryFilters().Where(v => v.Id == set.Id && v.Values == before)
                .ExecuteUpdateAsync(s => s.SetProperty(v => v.Values, after), cancellationToken) == 1 ? count : 0;
        }

        await transaction.CommitAsync(cancellationToken);
        return replaced;
    }
}
