using System.Globalization;
using System.Security.Cryptography;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Secrets;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>
/// Recomputes an organization's chain of audit lines and compares it with what is stored: finds a line that was altered, removed, inserted or moved,
/// the newest ones included. May run while lines are written. What it cannot find: the log and the chain's end both put back to an earlier state,
/// as restoring an old backup does; whoever must exclude that keeps the last hash elsewhere.
/// </summary>
internal sealed class AuditChainVerifier(ConsoleDbFactory databases, IFingerprinter fingerprinter) : IAuditChainVerifier
{
    private const int LinesAtOnce = 1_000;

    public async Task<AuditChainReport> VerifyAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();

        // Read first: lines that are written meanwhile come after this end.
        var end = await db.Set<AuditChain>().AsNoTracking().SingleOrDefaultAsync(c => c.OrganizationId == organizationId, cancellationToken);
        var lines = db.Set<AuditEntry>().IgnoreQueryFilters().AsNoTracking().Where(a => a.OrganizationId == organizationId);
        if (end is null)
        {
            return await lines.AnyAsync(cancellationToken)
                ? new AuditChainReport(0, 1, "The log has lines, but the chain's end is not recorded.")
                : new AuditChainReport(0);
        }

        var sequence = 0L;
        byte[] hash = [];
        while (sequence < end.LastSequence)
        {
            var after = sequence;
            var page = await lines.Where(a => a.Sequence > after && a.Sequence <= end.LastSequence).OrderBy(a => a.Sequence).Take(LinesAtOnce).ToListAsync(cancellationToken);
            if (page.Count == 0)
            {
                return Broken(sequence + 1, "is missing");
            }

            foreach (var line in page)
            {
                if (line.Sequence != sequence + 1)
                {
                    return Broken(sequence + 1, "is missing");
                }

                hash = await HashAsync(hash, line, cancellationToken);
                if (!CryptographicOperations.FixedTimeEquals(hash, line.Hash))
                {
                    return Broken(line.Sequence, "is not as it was written");
                }

                sequence = line.Sequence;
            }
        }

        return CryptographicOperations.FixedTimeEquals(hash, end.LastHash)
            ? new AuditChainReport(sequence)
            : Broken(sequence, "is not the one that the chain ends with");
    }

    private async ValueTask<byte[]> HashAsync(byte[] previous, AuditEntry line, CancellationToken cancellationToken)
    {
        // Roles are no part of a line.
        var actor = new Actor(line.ActorKind, line.ActorId, line.ActorName, Roles.None);
        var text = AuditTrail.Canonical(
            previous, line.OrganizationId, line.Sequence, line.At, actor, line.Request,
            new AuditLine(line.Action, line.SubjectKind, line.SubjectId, line.SubjectName, line.Changes));
        return Convert.FromHexString(await fingerprinter.FingerprintAsync(line.OrganizationId, "audit", text.AsMemory(), cancellationToken));
    }

    private static AuditChainReport Broken(long sequence, string what) =>
        new(sequence - 1, sequence, string.Create(CultureInfo.InvariantCulture, $"Line {sequence} of the audit log {what}."));
}
