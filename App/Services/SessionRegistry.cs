using System.Collections.Concurrent;
using System.Security.Claims;
using ConnectionsConsole.Infrastructure.Accounts;

namespace ConnectionsConsole.App.Services;

/// <summary>
/// The circuits of each sign-in and each person, so that signing out in one tab ends the others, and another role ends them all. Of this process: others
/// notice by what they check of the database every few seconds.
/// </summary>
public sealed class SessionRegistry
{
    /// <summary>Identity's own name for it.</summary>
    private const string StampClaim = "AspNet.Identity.SecurityStamp";

    private readonly ConcurrentDictionary<Guid, string> _stamps = [];
    private readonly ConcurrentDictionary<string, Action> _ends = new(StringComparer.Ordinal);

    /// <summary>Calls <paramref name="ended"/> when the session is signed out, until the result is disposed.</summary>
    public IDisposable Register(string session, Action ended)
    {
        _ends.AddOrUpdate(session, ended, (_, others) => others + ended);
        return new Registration(this, session, ended);
    }

    /// <summary>The same for every session of a person.</summary>
    public IDisposable Register(Guid userId, Action ended) => Register(UserKey(userId), ended);

    /// <summary>Ends a person's circuits, and from now on refuses the cookies that they have: these still say the former roles.</summary>
    public void End(EndedSessions ended)
    {
        _stamps[ended.UserId] = ended.SecurityStamp;
        End(UserKey(ended.UserId));
    }

    /// <summary>Whether the cookie was made before <see cref="End(EndedSessions)"/>.</summary>
    public bool IsOver(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var user)
        && _stamps.TryGetValue(user, out var stamp) && principal.FindFirstValue(StampClaim) != stamp;

    public void End(string session)
    {
        if (_ends.TryRemove(session, out var ended))
        {
            ended();
        }
    }

    private static string UserKey(Guid userId) => $"user {userId:N}";

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
