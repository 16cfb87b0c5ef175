using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>
/// Keeps authorizations true to what they belong to, at each save, so that no command can forget it: what is deleted takes its tokens along; what gets
/// another client, secret or address is pending again. The second is a courtesy to lists, since whoever uses tokens compares settings anyway.
/// </summary>
internal static class AuthorizationUpkeep
{
    /// <summary>Marks what hangs on deleted owners as deleted too; answers the owners whose values are about to change.</summary>
    public static async Task<IReadOnlyList<AuthorizationReference>> BeforeSaveAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        List<Guid>? deleted = null;
        List<AuthorizationReference>? changed = null;
        foreach (var entry in db.ChangeTracker.Entries<Aggregate>())
        {
            if (KindOf(entry.Entity) is not { } kind)
            {
                continue;
            }

            if (entry.State == EntityState.Deleted)
            {
                (deleted ??= []).Add(entry.Entity.Id);
            }
            else if (entry.State == EntityState.Modified && entry.ComplexProperties.Any(c => c.IsModified))
            {
                (changed ??= []).Add(new AuthorizationReference(kind, entry.Entity.Id));
            }
        }

        if (deleted is not null)
        {
            db.RemoveRange(await db.OAuthAuthorizations.Where(a => deleted.Contains(a.OwnerId)).ToListAsync(cancellationToken));
            db.RemoveRange(await db.AuthorizationAttempts.Where(a => deleted.Contains(a.OwnerId)).ToListAsync(cancellationToken));
        }

        return changed ?? (IReadOnlyList<AuthorizationReference>)[];
    }

    /// <summary>Forgets the tokens of owners whose saved values have other settings than these tokens were obtained with.</summary>
    public static async Task AfterSaveAsync(ConsoleDbContext db, IReadOnlyList<AuthorizationReference> changed, CancellationToken cancellationToken)
    {
        var ids = changed.Select(c => c.OwnerId).ToList();
        var rows = await db.OAuthAuthorizations.Where(a => ids.Contains(a.OwnerId) && a.Status != AuthorizationStatus.Pending).ToListAsync(cancellationToken);
        var targets = new AuthorizationTargets(db, new ConnectorCatalogues(db, new ConnectorCatalogueCache()));
        foreach (var row in rows)
        {
            var found = await targets.FindAsync(new AuthorizationReference(row.OwnerKind, row.OwnerId), cancellationToken);
            if (found.TryGet(out var target, out _) && row.StatusFor(target.ConfigurationHash) == AuthorizationStatus.Pending)
            {
                row.Forget();
                db.RecordAct(AuditAction.AuthorizationForgotten, OAuthAuthorization.SubjectKind, row.OwnerId, row.OwnerName);
            }
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Renewed at this very moment. The values are saved, and whoever uses the tokens finds that they are of other settings.
            foreach (var row in rows)
            {
                db.Entry(row).State = EntityState.Detached;
            }
        }
    }

    private static ValueOwner? KindOf(Aggregate aggregate) => aggregate switch
    {
        OrganizationConnection => ValueOwner.OrganizationConnection,
        TestConnection => ValueOwner.TestConnection,
        CustomerConnection => ValueOwner.CustomerConnection,
        Credential => ValueOwner.Credential,
        _ => null,
    };
}
