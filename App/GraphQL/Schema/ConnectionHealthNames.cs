using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>How connections fare, in the words of the contract.</summary>
internal static class ConnectionHealthNames
{
    private const string Active = "ACTIVE";
    private const string Pending = "PENDING";

    /// <param name="owners">What holds the values; the kind is null for a shape, which has none of its own to fare. Incomplete values are pending, whatever else.</param>
    public static async Task<IReadOnlyList<object?>> OfAsync(ApiSession session, IReadOnlyList<(ValueOwner? Kind, Guid Id, bool IsComplete)> owners)
    {
        var found = new Dictionary<Guid, ConnectionHealth>();
        foreach (var kind in owners.Where(o => o.Kind is not null && o.IsComplete).GroupBy(o => o.Kind!.Value, o => o.Id))
        {
            foreach (var (id, health) in await session.FindAsync(kind, ids => new FindConnectionHealth(kind.Key, ids)))
            {
                found[id] = health;
            }
        }

        return [.. owners.Select(o => o.IsComplete ? NameOf(found.GetValueOrDefault(o.Id)) : Pending)];
    }

    /// <summary>Null for a word that names none; clients write it in either case.</summary>
    public static ConnectionHealth? Parse(string name) =>
        Enum.GetValues<ConnectionHealth>().Select(h => (ConnectionHealth?)h).FirstOrDefault(h => NameOf(h!.Value).Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string NameOf(ConnectionHealth health) => health switch
    {
        ConnectionHealth.Well => Active,
        ConnectionHealth.Pending => Pending,
        ConnectionHealth.Failing => "FAILED",
        ConnectionHealth.Expired => "ERROR",
        _ => throw new ArgumentOutOfRangeException(nameof(health)),
    };
}
