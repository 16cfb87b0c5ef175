using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>How connections stand: those of an OAuth 2.0 type by their authorization.</summary>
internal static class AuthorizationStatuses
{
    /// <param name="owners">What holds the values, and its type; the kind is null for a shape without an authorization of its own.</param>
    /// <param name="other">The status, by number, of those without an authorization.</param>
    public static async Task<IReadOnlyList<object?>> OfAsync(
        ApiSession session, IEnumerable<(ValueOwner? Kind, Guid Id, ConnectionTypeKey Type)> owners, Func<int, string> other)
    {
        var catalogue = await session.CatalogueAsync();
        var asked = owners.Select(o => (Kind: catalogue.Find(o.Type)?.OAuth is null ? null : o.Kind, o.Id)).ToList();
        var statuses = new Dictionary<Guid, AuthorizationStatus>();
        foreach (var kind in asked.Where(o => o.Kind is not null).GroupBy(o => o.Kind!.Value, o => o.Id))
        {
            foreach (var (id, status) in await session.FindAsync(kind, ids => new FindAuthorizationStatuses(kind.Key, ids)))
            {
                statuses[id] = status;
            }
        }

        return [.. asked.Select((o, i) => o.Kind is null ? other(i) : NameOf(statuses.GetValueOrDefault(o.Id, AuthorizationStatus.Pending)))];
    }

    private static string NameOf(AuthorizationStatus status) => status switch
    {
        AuthorizationStatus.Pending => "PENDING",
        AuthorizationStatus.Active => "ACTIVE",
        AuthorizationStatus.Failing => "FAILED",
        AuthorizationStatus.Expired => "ERROR",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
