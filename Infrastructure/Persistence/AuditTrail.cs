using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>An act that changes no row, to be recorded with the next save.</summary>
internal sealed record AuditAct(AuditAction Action, string SubjectKind, Guid SubjectId, string SubjectName);

/// <summary>A line of the audit log before it has its place in the chain.</summary>
internal sealed record AuditLine(string Action, string SubjectKind, Guid SubjectId, string SubjectName, string Changes);

/// <summary>
/// Writes the audit log: one line for each audited row that a save touches, in the same transaction, chained by keyed hashes.
/// Only columns that can hold no secret are written with their values; of others the name alone.
/// </summary>
internal sealed class AuditTrail(ActorContext actors, RequestName request, IFingerprinter fingerprinter, WriteQueue writes, TimeProvider time)
{
    private const int LongestValue = 200;
    private const string NoChanges = "{}";

    public List<AuditLine> Collect(ConsoleDbContext db, IReadOnlyList<AuditAct> acts)
    {
        var lines = new List<AuditLine>();
        foreach (var entry in db.ChangeTracker.Entries<IAudited>())
        {
            var action = entry.State switch
            {
                EntityState.Added => AuditAction.Created,
                EntityState.Modified => AuditAction.Changed,
                EntityState.Deleted => AuditAction.Deleted,
                _ => null,
            };
            if (action is null)
            {
                continue;
            }

            var changes = Describe(entry);
            // Only its revision moved: a command made others wait for it (see ChangeMemberRoles), and there is nothing to tell.
            if (entry.State != EntityState.Modified || changes != NoChanges)
            {
                lines.Add(new AuditLine(action.Text, KindOf(entry.Entity), entry.Entity.Id, entry.Entity.AuditName, changes));
            }
        }

        lines.AddRange(acts.Select(a => new AuditLine(a.Action.Text, a.SubjectKind, a.SubjectId, a.SubjectName, NoChanges)));
        return lines;
    }

    /// <summary>Saves the changes and the lines in one transaction. The chain's end is locked first, so that lines of concurrent saves do not interleave.</summary>
    public async Task<int> SaveAsync(ConsoleDbContext db, List<AuditLine> lines, Func<Task<int>> save, CancellationToken cancellationToken)
    {
        var organization = actors.OrganizationId;
        // The keyed hash may need the organization's key; reading it over another connection inside a SQLite write transaction would wait for ourselves.
        await fingerprinter.FingerprintAsync(organization, "audit", ReadOnlyMemory<char>.Empty, cancellationToken);

        // Inside a transaction the database is locked already: whoever has the turn may be waiting for it to end.
        var ownTransaction = db.Database.CurrentTransaction is null;
        using var turn = ownTransaction ? await writes.WaitAsync(cancellationToken) : default;
        await using var transaction = ownTransaction ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var chain = await ReserveAsync(db, organization, lines.Count, cancellationToken);
        var entries = new List<AuditEntry>(lines.Count);
        try
        {
            await AppendAsync(db, chain, lines, entries, cancellationToken);
            var saved = await save();
            if (transaction is not null)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return saved;
        }
        catch
        {
            // The lines belong to the save that failed; a later save of this context makes its own.
            foreach (var entry in entries)
            {
                db.Entry(entry).State = EntityState.Detached;
            }

            throw;
        }
        finally
        {
            // The next save has to see what others have added meanwhile.
            db.Entry(chain).State = EntityState.Detached;
        }
    }

    /// <summary>Adds the entries of <paramref name="lines"/> behind the chain's end, and moves the end there.</summary>
    private async Task AppendAsync(ConsoleDbContext db, AuditChain chain, List<AuditLine> lines, List<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var organization = chain.OrganizationId;
        var (sequence, hash) = (chain.LastSequence - lines.Count, chain.LastHash);
        var now = time.GetUtcNow().UtcDateTime;
        now = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        foreach (var line in lines)
        {
            sequence++;
            var canonical = Canonical(hash, organization, sequence, now, actors.Actor, request.Value, line);
            hash = Convert.FromHexString(await fingerprinter.FingerprintAsync(organization, "audit", canonical.AsMemory(), cancellationToken));
            entries.Add(new AuditEntry
            {
                OrganizationId = organization,
                Sequence = sequence,
                At = now,
                ActorKind = actors.Actor.Kind,
                ActorId = actors.Actor.Id,
                ActorName = actors.Actor.Name,
                Request = request.Value,
                Action = line.Action,
                SubjectKind = line.SubjectKind,
                SubjectId = line.SubjectId,
                SubjectName = line.SubjectName,
                Changes = line.Changes,
                Hash = hash,
            });
        }

        // Through the entry: changes are not looked for any more (ConsoleDbContext.SaveChangesAsync).
        db.Entry(chain).Property(c => c.LastHash).CurrentValue = hash;
        db.Set<AuditEntry>().AddRange(entries);
    }

    /// <summary>The text that a line's hash is made over; each part carries its length, so that no two lines read the same.</summary>
    internal static string Canonical(byte[] previous, Guid organization, long sequence, DateTime at, Actor actor, string request, AuditLine line)
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string>)
                 [
                     Convert.ToHexString(previous), organization.ToString("N"), sequence.ToString(CultureInfo.InvariantCulture),
                     (at.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture), actor.Kind.ToString(),
                     actor.Id?.ToString("N") ?? "", actor.Name, request, line.Action, line.SubjectKind, line.SubjectId.ToString("N"), line.SubjectName, line.Changes,
                 ])
        {
            text.Append(part.Length).Append(':').Append(part).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The organization's chain, locked and moved on by <paramref name="count"/> lines; tracked, so that its hash is saved with the lines.</summary>
    private async Task<AuditChain> ReserveAsync(ConsoleDbContext db, Guid organization, int count, CancellationToken cancellationToken)
    {
        var chains = db.Set<AuditChain>();
        // Where the transaction locks rows alone, writing the row first is what makes others wait.
        var moved = !writes.LocksDatabase
            && await chains.Where(c => c.OrganizationId == organization).ExecuteUpdateAsync(s => s.SetProperty(c => c.LastSequence, c => c.LastSequence + count), cancellationToken) > 0;
        if (await chains.SingleOrDefaultAsync(c => c.OrganizationId == organization, cancellationToken) is not { } chain)
        {
            return chains.Add(new AuditChain { OrganizationId = organization, LastSequence = count }).Entity;
        }

        if (!moved)
        {
            var sequence = db.Entry(chain).Property(c => c.LastSequence);
            sequence.CurrentValue += count;
        }

        return chain;
    }

    private static string KindOf(object entity) =>
        string.Concat(entity.GetType().Name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static string Describe(EntityEntry entry)
    {
        var changes = new Dictionary<string, object?>();
        foreach (var property in entry.Properties)
        {
            var name = property.Metadata.Name;
            if (property.Metadata.IsPrimaryKey() || name is "Revision" or "OrganizationId" or "CreatedAt" || name.StartsWith("Normalized", StringComparison.Ordinal)
                || (entry.State == EntityState.Modified && !property.IsModified) || entry.State == EntityState.Deleted)
            {
                continue;
            }

            if (!IsTellable(property.Metadata.ClrType))
            {
                changes[name] = "set";
            }
            else if (entry.State == EntityState.Added)
            {
                changes[name] = Tell(property.CurrentValue);
            }
            else
            {
                changes[name] = new { from = Tell(property.OriginalValue), to = Tell(property.CurrentValue) };
            }
        }

        if (entry.State == EntityState.Modified && entry.ComplexProperties.Any(c => c.IsModified))
        {
            changes["Values"] = "set";
        }

        return JsonSerializer.Serialize(changes, JsonSerializerOptions.Web);
    }

    /// <summary>Definitions, configurations and lists are told as "set": they can be long, and literals stand in them.</summary>
    private static bool IsTellable(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Guid) || type == typeof(DateTime);
    }

    private static object? Tell(object? value) => value switch
    {
        string { Length: > LongestValue } text => string.Concat(text.AsSpan(0, LongestValue), "..."),
        Enum e => e.ToString(),
        _ => value,
    };
}
