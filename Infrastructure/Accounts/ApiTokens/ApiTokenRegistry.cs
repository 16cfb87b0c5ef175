using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Accounts.ApiTokens;

/// <summary>
/// Finds the token behind a text, with at most one indexed read; what was read is trusted for a few seconds. When a token was last used is written at
/// most once a minute.
/// </summary>
internal sealed partial class ApiTokenRegistry(ConsoleDbFactory databases, TimeProvider time, ILogger<ApiTokenRegistry> logger) : IApiTokenCache
{
    /// <summary>A revocation by another process is noticed within this time.</summary>
    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_betweenUses = TimeSpan.FromMinutes(1);
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, KnownToken> _known = new(StringComparer.Ordinal);
    private readonly Lock _keeping = new();
    private int _forgotten;

    /// <summary>The token as an actor, with its organization; null for a text that is no token, or one that is unknown, expired or revoked.</summary>
    public async Task<(Actor Actor, Guid OrganizationId)?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (!ApiTokenText.IsWellFormed(text))
        {
            return null;
        }

        var hash = ApiTokenText.Hash(text);
        var now = time.GetUtcNow().UtcDateTime;
        if (await KnowAsync(hash, now, cancellationToken) is not { RevokedAt: null } token || token.ExpiresAt <= now)
        {
            return null;
        }

        if (token.ClaimUse(now, s_betweenUses))
        {
            await WriteUseAsync(token.Actor.Id!.Value, now, cancellationToken);
        }

        return (token.Actor, token.OrganizationId);
    }

    /// <summary>Whether the text was found to be a token of this database some time ago, valid or not; nothing is read for it.</summary>
    public bool Knows(string text) => ApiTokenText.IsWellFormed(text) && _known.ContainsKey(Convert.ToBase64String(ApiTokenText.Hash(text)));

    public void Forget(Guid tokenId)
    {
        lock (_keeping)
        {
            // A read that began before must not bring back what it saw.
            _forgotten++;
            foreach (var (key, _) in _known.Where(k => k.Value.Actor.Id == tokenId))
            {
                _known.TryRemove(key, out _);
            }
        }
    }

    private async Task<KnownToken?> KnowAsync(byte[] hash, DateTime now, CancellationToken cancellationToken)
    {
        var key = Convert.ToBase64String(hash);
        if (_known.TryGetValue(key, out var known) && now - known.ReadAt < s_trusted)
        {
            return known;
        }

        var forgotten = Volatile.Read(ref _forgotten);
        var read = await ReadAsync(hash, now, cancellationToken);
        lock (_keeping)
        {
            if (read is null)
            {
                _known.TryRemove(key, out _);
            }
            else if (forgotten == _forgotten)
            {
                if (_known.Count >= MostKept)
                {
                    _known.Clear();
                }

                _known[key] = read;
            }
        }

        return read;
    }

    private async Task<KnownToken?> ReadAsync(byte[] hash, DateTime now, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var row = await db.ApiTokens.IgnoreQueryFilters().AsNoTracking().Where(t => t.Hash == hash)
            .Select(t => new { t.Id, t.OrganizationId, t.Name, t.Roles, t.Hash, t.ExpiresAt, t.RevokedAt, t.LastUsedAt })
            .SingleOrDefaultAsync(cancellationToken);
        return row is not null && CryptographicOperations.FixedTimeEquals(row.Hash, hash)
            ? new KnownToken(new Actor(ActorKind.ApiToken, row.Id, row.Name, row.Roles), row.OrganizationId, row.ExpiresAt, row.RevokedAt, now, row.LastUsedAt)
            : null;
    }

    private async Task WriteUseAsync(Guid id, DateTime now, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = databases.CreateUnscoped();
            var before = now - s_betweenUses;
            // Another process may have written it in the meantime.
            await db.ApiTokens.IgnoreQueryFilters().Where(t => t.Id == id && (t.LastUsedAt == null || t.LastUsedAt <= before))
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.LastUsedAt, now), cancellationToken);
        }
        catch (DbException exception)
        {
            // Knowing when it was used is worth less than the request itself.
            UseNotWritten(exception, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When the API token {Token} was used could not be written")]
    private partial void UseNotWritten(Exception exception, Guid token);

    private sealed class KnownToken(Actor actor, Guid organizationId, DateTime? expiresAt, DateTime? revokedAt, DateTime readAt, DateTime? lastUsedAt)
    {
        private long _lastUsedTicks = lastUsedAt?.Ticks ?? 0;

        public Actor Actor => actor;

        public Guid OrganizationId => organizationId;

        public DateTime? ExpiresAt => expiresAt;

        public DateTime? RevokedAt => revokedAt;

        public DateTime ReadAt => readAt;

        /// <summary>True for one request a minute: that one writes.</summary>
        public bool ClaimUse(DateTime now, TimeSpan between)
        {
            var last = Volatile.Read(ref _lastUsedTicks);
            return now.Ticks - last >= between.Ticks && Interlocked.CompareExchange(ref _lastUsedTicks, now.Ticks, last) == last;
        }
    }
}
