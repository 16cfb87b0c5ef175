using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>What connectors and connection types are called in lists; their keys where they do not exist any more.</summary>
internal static class ConnectionWords
{
    public static string Connector(this ConnectorCatalogue connectors, string key) => connectors.Find(key)?.Label ?? key;

    /// <summary>"AWS S3, API Key / Secret".</summary>
    public static string Type(this ConnectorCatalogue connectors, ConnectionTypeKey key) => $"{connectors.Connector(key.Connector)}, {connectors.TypeAlone(key)}";

    public static string TypeAlone(this ConnectorCatalogue connectors, ConnectionTypeKey key) => connectors.Find(key)?.Label ?? key.Type;
}
