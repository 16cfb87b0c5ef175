using System.Collections.Concurrent;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>
/// How often one person may test: a test reaches out into networks and signs in somewhere, and a provider locks accounts after a few wrong keys. Counted by the
/// lines of the audit log, which all processes share, and by what is under way in this one and has no line yet. What is under way in another process counts
/// from its end on, so several processes let through a few more of those that are begun at the same moment.
/// </summary>
internal sealed class ProbeLimit(IConsoleDb db, ActorContext context, ProbesUnderWay underWay, TimeProvider time)
{
    /// <summary>Tests of one person or token within <see cref="Window"/>.</summary>
    public const int MostTests = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Counts a test until the answer is disposed, which is to be once its line is in the audit log.</summary>
    public async Task<Result<IDisposable>> EnterAsync(CancellationToken cancellationToken)
    {
        // Entered before the lines are read: a test that ends in between is counted twice rather than not at all.
        var entered = underWay.Enter(context.OrganizationId, context.Actor);
        var isIn = false;
        try
        {
            var recorded = await RecordedAsync(cancellationToken);
            isIn = recorded.Count + entered.Position <= MostTests;
            return isIn ? Result<IDisposable>.Success(entered) : ProbeErrors.TooMany(recorded.Count > 0 ? recorded[^1] + Window - time.GetUtcNow().UtcDateTime : Window);
        }
        finally
        {
            if (!isIn)
            {
                entered.Dispose();
            }
        }
    }

    /// <summary>When the person's tests of the last minute ended, the latest first.</summary>
    private async Task<List<DateTime>> RecordedAsync(CancellationToken cancellationToken)
    {
        var (actor, kind, since) = (context.Actor.Id, context.Actor.Kind, time.GetUtcNow().UtcDateTime - Window);
        var tests = AuditAction.TextsOf(AuditAction.Tested.Group);
        return await db.AuditEntries
            .Where(a => a.ActorId == actor && a.ActorKind == kind && tests.Contains(a.Action) && a.At > since)
            .OrderByDescending(a => a.At).Take(MostTests).Select(a => a.At).ToListAsync(cancellationToken);
    }
}

/// <summary>The tests that this process has under way, by who runs them.</summary>
internal sealed class ProbesUnderWay
{
    private readonly ConcurrentDictionary<(Guid Organization, ActorKind Kind, Guid? Id), int> _counts = new();

    public Entry Enter(Guid organizationId, Actor actor)
    {
        var key = (organizationId, actor.Kind, actor.Id);
        return new Entry(() => Leave(key), _counts.AddOrUpdate(key, 1, (_, count) => count + 1));
    }

    private void Leave((Guid, ActorKind, Guid?) key)
    {
        // Nobody's entry stays behind: there are as many people as there are tokens and members of all organizations.
        if (_counts.AddOrUpdate(key, 0, (_, count) => count - 1) == 0)
        {
            _counts.TryRemove(new KeyValuePair<(Guid, ActorKind, Guid?), int>(key, 0));
        }
    }

    internal sealed class Entry(Action leave, int position) : IDisposable
    {
        private Action? _leave = leave;

        /// <summary>How many were under way with this one.</summary>
        public int Position => position;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
