using System.Globalization;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Secrets;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence.Rotation;

/// <summary>
/// Access and refresh tokens, as key rotation sees them. Code verifiers are left out: an attempt is over within ten minutes, and one that meets a retired
/// key is begun again.
/// </summary>
internal sealed class AuthorizationCiphertexts(ConsoleDbFactory databases) : ICiphertextSource
{
    private const string TokenPart = "token", RefreshTokenPart = "refreshToken";

    public string Name => "tokens of authorizations";

    /// <summary>A position is the authorization's id and which of its tokens; both tokens of a row come in one page.</summary>
    public async ValueTask<IReadOnlyList<StoredCiphertext>> ReadPageAsync(
        Guid organizationId, Guid currentKeyId, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var last = after is null ? Guid.Empty : Parse(after).Id;
        var rows = await db.OAuthAuthorizations.IgnoreQueryFilters().AsNoTracking()
            .Where(a => a.OrganizationId == organizationId && a.Token != null && a.Id.CompareTo(last) > 0)
            .OrderBy(a => a.Id).Take(limit).Select(a => new { a.Id, a.Token, a.RefreshToken }).ToListAsync(cancellationToken);
        var found = new List<StoredCiphertext>(rows.Count * 2);
        foreach (var row in rows)
        {
            found.Add(new StoredCiphertext(AuthorizationBinding.Token(organizationId, row.Id), row.Token!, $"{row.Id}/{TokenPart}"));
            if (row.RefreshToken is { } refreshToken)
            {
                found.Add(new StoredCiphertext(AuthorizationBinding.RefreshToken(organizationId, row.Id), refreshToken, $"{row.Id}/{RefreshTokenPart}"));
            }
        }

        return found;
    }

    /// <summary>Leaves the version alone: nothing changes for anybody, and a renewal that is under way must not be told that it came too late.</summary>
    public async ValueTask<int> ReplaceAsync(IReadOnlyList<CiphertextReplacement> replacements, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var replaced = 0;
        foreach (var replacement in replacements)
        {
            var (id, part) = Parse(replacement.Stored.Position);
            var (before, ciphertext) = (replacement.Stored.Ciphertext, replacement.Ciphertext);
            var rows = db.OAuthAuthorizations.IgnoreQueryFilters().Where(a => a.Id == id);
            replaced += part == TokenPart
                ? await rows.Where(a => a.Token == before).ExecuteUpdateAsync(s => s.SetProperty(a => a.Token, ciphertext), cancellationToken)
                : await rows.Where(a => a.RefreshToken == before).ExecuteUpdateAsync(s => s.SetProperty(a => a.RefreshToken, ciphertext), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return replaced;
    }

    private static (Guid Id, string Part) Parse(string position)
    {
        var slash = position.IndexOf('/', StringComparison.Ordinal);
        return (Guid.Parse(position.AsSpan(0, slash), CultureInfo.InvariantCulture), position[(slash + 1)..]);
    }
}
