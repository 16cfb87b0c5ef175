using System.Collections.Concurrent;

namespace ConnectionsConsole.App.Services;

/// <summary>The circuits of each sign-in, so that signing out in one tab ends the others.</summary>
public sealed class SessionRegistry
{
    private readonly ConcurrentDictionary<string, Action> _ends = new(StringComparer.Ordinal);

    /// <summary>Calls <paramref name="ended"/> when the session is signed out, until the result is disposed.</summary>
    public IDisposable Register(string session, Action ended)
    {
        _ends.AddOrUpdate(session, ended, (_, others) => others + ended);
        return new Registration(this, session, ended);
    }

    public void End(string session)
    {
        if (_ends.TryRemove(session, out var ended))
        {
            ended();
        }
    }

    private sealed class Registration(SessionRegistry registry, string session, Action ended) : IDisposable
    {
        public void Dispose()
        {
            while (registry._ends.TryGetValue(session, out var all))
            {
                var rest = (Action?)Delegate.Remove(all, ended);
                if (rest is null ? registry._ends.TryRemove(KeyValuePair.Create(session, all)) : registry._ends.TryUpdate(session, rest, all))
                {
                    return;
                }
            }
        }
    }
}
