using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>How connections stand: those of an OAuth 2.0 type by their authorization, each asked for, since it depends on the values it was obtained with.</summary>
internal static class AuthorizationStatuses
{
    /// <param name="owners">What holds the values, and its type; the kind is null for a shape without an authorization of its own.</param>
    /// <param name="other">The status, by number, of those without an authorization.</param>
    public static async Task<IReadOnlyList<object?>> OfAsync(
        ApiSession session, IEnumerable<(ValueOwner? Kind, Guid Id, ConnectionTypeKey Type)> owners, Func<int, string> other)
    {
        var catalogue = await session.CatalogueAsync();
        var statuses = new List<object?>();
        foreach (var (kind, id, type) in owners)
        {
            var isOAuth = kind is not null && catalogue.Find(type)?.OAuth is not null;
            statuses.Add(isOAuth ? NameOf((await session.GetAsync(new GetAuthorization(kind!.Value, id))).Status) : other(statuses.Count));
        }

        return statuses;
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
