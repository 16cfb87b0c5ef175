using System.Collections.Frozen;

namespace ConnectionsConsole.Domain.Connectors;

/// <summary>
/// Every connector that an organization has: the built-in ones and its own. Immutable, kept in memory and shared by requests; get one from
/// <see cref="ConnectorCatalogues"/>. An own connector hides a built-in one of the same key, so that a later version of the console, which may bring one of this
/// key, changes nothing about connections that exist.
/// </summary>
public sealed class ConnectorCatalogue
{
    private readonly FrozenDictionary<string, Connector> _byKey;

    public ConnectorCatalogue(IReadOnlyList<Connector> own)
    {
        Own = own;
        var keys = own.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        All = own.Count == 0 ? BuiltInConnectors.All : [.. BuiltInConnectors.All.Where(c => !keys.Contains(c.Key)), .. own];
        _byKey = All.ToFrozenDictionary(c => c.Key, StringComparer.Ordinal);
    }

    /// <summary>What an organization without own connectors has.</summary>
    public static ConnectorCatalogue BuiltIn { get; } = new([]);

    /// <summary>The built-in ones first.</summary>
    public IReadOnlyList<Connector> All { get; }

    public IReadOnlyList<Connector> Own { get; }

    public Connector? Find(string key) => _byKey.GetValueOrDefault(key);

    public ConnectionType? Find(ConnectionTypeKey key) => Find(key.Connector)?.FindConnectionType(key.Type);

    public ActionDefinition? Find(ActionKey key) => Find(key.Connector)?.FindAction(key.Action);
}
