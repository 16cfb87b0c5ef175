using ConnectionsConsole.Domain.Access;

namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>
/// How often one person may test: a test reaches out into networks and signs in somewhere, and a provider locks accounts after a few wrong keys. Counted in
/// this process; several processes multiply it.
/// </summary>
public sealed class ProbeLimit(TimeProvider time)
{
    /// <summary>Tests of one person or token within <see cref="Window"/>.</summary>
    public const int MostTests = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Beyond this many, those whose window has passed are forgotten.</summary>
    private const int MostActors = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid Organization, ActorKind Kind, Guid? Id), Queue<DateTimeOffset>> _tests = [];

    /// <summary>Counts a test; answers how long to wait where there were too many, null otherwise.</summary>
    public TimeSpan? Enter(Guid organizationId, Actor actor)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_tests.Count >= MostActors)
            {
                Forget(now);
            }

            var key = (organizationId, actor.Kind, actor.Id);
            if (!_tests.TryGetValue(key, out var tests))
            {
                _tests[key] = tests = new Queue<DateTimeOffset>();
            }

            while (tests.TryPeek(out var oldest) && now - oldest >= Window)
            {
                tests.Dequeue();
            }

            if (tests.Count >= MostTests)
            {
                return tests.Peek() + Window - now;
            }

            tests.Enqueue(now);
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, tests) in _tests.Where(t => t.Value.All(at => now - at >= Window)).ToList())
        {
            _tests.Remove(key);
        }
    }
}
