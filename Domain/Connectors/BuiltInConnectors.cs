using System.Collections.Frozen;
using ConnectionsConsole.Domain.Connectors.BuiltIn;

namespace ConnectionsConsole.Domain.Connectors;

/// <summary>
/// The connectors that every organization has. Who looks for a connector or connection type asks <see cref="ConnectorCatalogues"/>, since an organization has its own
/// as well; actions alone are the built-in ones' for all, and can be looked up here where no organization is at hand.
/// </summary>
public static class BuiltInConnectors
{
    public static IReadOnlyList<Connector> All { get; } = 
    [
        CodeConnector.Definition, HttpConnector.Definition, AwsS3Connector.Definition, SlackConnector.Definition, SftpConnector.Definition, SmtpConnector.Definition,
    ];

    private static readonly FrozenDictionary<string, Connector> s_byKey = All.ToFrozenDictionary(c => c.Key);

    public static Connector? Find(string key) => s_byKey.GetValueOrDefault(key);

    public static ConnectionType? Find(ConnectionTypeKey key) => Find(key.Connector)?.FindConnectionType(key.Type);

    public static ActionDefinition? Find(ActionKey key) => Find(key.Connector)?.FindAction(key.Action);
}
