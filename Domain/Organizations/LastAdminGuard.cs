using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Organizations;

/// <summary>Keeps an organization from losing its last admin, also to two admins who take the role from each other at the same moment.</summary>
internal static class LastAdminGuard
{
    /// <summary>To be asked before an admin loses the role, in the same save.</summary>
    public static async Task<Error?> CheckAsync(IConsoleDb db, Membership losing, CancellationToken cancellationToken)
    {
        if (!losing.Roles.HasFlag(Roles.Admin))
        {
            return null;
        }

        // The organization's row decides between two such saves: the later one finds another revision and is refused. So it is read before the others are
        // counted; after that, an admin who went in between would be missed.
        var organization = await db.Organizations.SingleAsync(cancellationToken);
        if (!await db.Memberships.AnyAsync(m => m.Id != losing.Id && (m.Roles & Roles.Admin) != Roles.None, cancellationToken))
        {
            return OrganizationErrors.LastAdmin(losing.Name);
        }

        organization.Touch();
        return null;
    }
}
