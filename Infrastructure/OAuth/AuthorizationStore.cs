using System.Data.Common;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.OAuth;

/// <summary>Names a row for a change.</summary>
/// <param name="Request">The request that the audit log names.</param>
internal sealed record AuthorizationChange(Guid OrganizationId, AuthorizationReference Owner, Actor Actor, string Request);

/// <summary>
/// The rows of authorizations: read as they are in the database, leased by compare-and-swap, changed under their version together with the audit line.
/// Every call has a context of its own, since tokens are wanted by many steps at once.
/// </summary>
internal sealed partial class AuthorizationStore(ConsoleDbFactory databases, IServiceScopeFactory scopes, TimeProvider time, ILogger<AuthorizationStore> logger)
{
    /// <summary>What the provider answered is in memory alone until it is stored, so storing it is tried for as long as a database usually takes to come back.</summary>
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(2);
    private const int MostTries = 12;
    private const int MostRaces = 50;

    public async Task<OAuthAuthorization?> FindAsync(Guid organizationId, AuthorizationReference owner, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.OAuthAuthorizations.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(
            a => a.OwnerId == owner.OwnerId && a.OwnerKind == owner.OwnerKind && a.OrganizationId == organizationId, cancellationToken);
    }

    /// <summary>Authorizations whose renewal is due, over all organizations, those first that wait the longest.</summary>
    public async Task<IReadOnlyList<TokenDue>> FindDueAsync(int most, CancellationToken cancellationToken)
    {
        var now = Now();
        await using var db = databases.CreateUnscoped();
        return await db.OAuthAuthorizations.IgnoreQueryFilters().AsNoTracking()
            .Where(a => (a.LeaseUntil == null || a.LeaseUntil < now)
                && ((a.Status == AuthorizationStatus.Active && a.RefreshAt <= now && (a.NextAttemptAt == null || a.NextAttemptAt <= now))
                    || (a.Status == AuthorizationStatus.Failing && a.NextAttemptAt <= now)))
            .OrderBy(a => a.RefreshAt).Take(most)
            .Select(a => new TokenDue(a.OrganizationId, a.OwnerKind, a.OwnerId)).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Takes the lease if nobody holds it and nothing has changed since <paramref name="seen"/> was read. One statement, so of any number of processes
    /// one gets it.
    /// </summary>
    /// <param name="isRenewal">A refresh token is about to be sent: if nothing is heard of it again, it may be used up.</param>
    public async Task<bool> TryLeaseAsync(OAuthAuthorization seen, Guid lease, TimeSpan duration, bool isRenewal, CancellationToken cancellationToken)
    {
        var now = Now();
        DateTime until = now + duration;
        var started = isRenewal ? now : seen.RefreshStartedAt;
        await using var db = databases.CreateUnscoped();
        return await db.OAuthAuthorizations.IgnoreQueryFilters()
            .Where(a => a.Id == seen.Id && a.Version == seen.Version && (a.LeaseUntil == null || a.LeaseUntil < now))
            .ExecuteUpdateAsync(
                s => s.SetProperty(a => a.LeaseId, lease).SetProperty(a => a.LeaseUntil, until).SetProperty(a => a.RefreshStartedAt, started),
                cancellationToken) == 1;
    }

    /// <summary>Makes the row of an owner that has none; another process may have been faster, which is as good.</summary>
    public async Task CreateAsync(AuthorizationTarget target, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.System, target.OrganizationId);
        var db = scope.ServiceProvider.GetRequiredService<IConsoleDb>();
        db.OAuthAuthorizations.Add(new OAuthAuthorization(target.OrganizationId, target.Reference, target.Name, Now()));
        await db.SaveAsync(cancellationToken);
    }

    /// <summary>
    /// Changes the row and writes the audit line in one transaction; again and again while others change it in between, and while the database is out of
    /// reach. Not cancelled: what the provider has done is done.
    /// </summary>
    /// <param name="change">Answers the act for the audit log, or null for none; called anew for each try. Not called where the row is gone.</param>
    /// <param name="applies">Whether the change still makes sense for the row as it is now.</param>
    /// <returns>The row as saved; null where it is gone or the change no longer applied.</returns>
    public async Task<OAuthAuthorization?> ChangeAsync(
        AuthorizationChange what, Func<OAuthAuthorization, bool> applies, Func<OAuthAuthorization, ValueTask<AuditAction?>> change, AuthorizationTarget? createFor = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (row, isSaved) = await TryChangeAsync(what, applies, change, createFor);
                if (isSaved)
                {
                    return row;
                }

                if (attempt > MostRaces)
                {
                    throw new InvalidOperationException($"The authorization of {what.Owner.OwnerId} is changed by others without end.");
                }
            }
            catch (Exception exception) when (exception is DbException or DbUpdateException or TimeoutException or IOException && attempt < MostTries)
            {
                LogNotSaved(exception, what.Owner.OwnerId, attempt);
            }

            var delay = TimeSpan.FromMilliseconds(Math.Min(s_longestDelay.TotalMilliseconds, 20 * Math.Pow(2, attempt)) * (0.5 + Random.Shared.NextDouble()));
            await Task.Delay(delay, time, CancellationToken.None);
        }
    }

    private async Task<(OAuthAuthorization? Row, bool IsSaved)> TryChangeAsync(
        AuthorizationChange what, Func<OAuthAuthorization, bool> applies, Func<OAuthAuthorization, ValueTask<AuditAction?>> change, AuthorizationTarget? createFor)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(what.Actor, what.OrganizationId);
        scope.ServiceProvider.GetRequiredService<RequestName>().Value = what.Request;
        var db = scope.ServiceProvider.GetRequiredService<IConsoleDb>();
        var row = await db.OAuthAuthorizations.SingleOrDefaultAsync(a => a.OwnerId == what.Owner.OwnerId && a.OwnerKind == what.Owner.OwnerKind);
        if (row is null && createFor is not null)
        {
            row = new OAuthAuthorization(what.OrganizationId, what.Owner, createFor.Name, Now());
            db.OAuthAuthorizations.Add(row);
        }

        if (row is null || !applies(row))
        {
            return (null, true);
        }

        if (await change(row) is { } act)
        {
            db.RecordAct(act, OAuthAuthorization.SubjectKind, row.OwnerId, row.OwnerName);
        }

        return (row, await db.SaveAsync(CancellationToken.None) is null);
    }

    /// <summary>The present, as precise as all databases keep it.</summary>
    private DateTime Now() => StoredTime.Now(time);

    [LoggerMessage(LogLevel.Warning, "The authorization of {OwnerId} could not be stored (try {Attempt}); it is tried again.")]
    private partial void LogNotSaved(Exception exception, Guid ownerId, int attempt);
}

/// <summary>An authorization whose renewal is due.</summary>
internal sealed record TokenDue(Guid OrganizationId, ValueOwner OwnerKind, Guid OwnerId);

internal static class StoredTime
{
    /// <summary>The present, cut to microseconds: what is read back is what was written, on each database.</summary>
    public static DateTime Now(TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }
}
