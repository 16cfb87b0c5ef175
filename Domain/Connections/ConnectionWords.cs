using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>What connectors and connection types are called in lists; their keys where they do not exist any more.</summary>
internal static class ConnectionWords
{
    public static string Connector(string key) => BuiltInConnectors.Find(key)?.Label ?? key;

    /// <summary>"AWS S3, API Key / Secret".</summary>
    public static string Type(ConnectionTypeKey key) => $"{Connector(key.Connector)}, {TypeAlone(key)}";

    public static string TypeAlone(ConnectionTypeKey key) => BuiltInConnectors.Find(key)?.Label ?? key.Type;
}
