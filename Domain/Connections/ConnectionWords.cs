using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>What connectors and connection types are called in lists; their keys where they do not exist any more.</summary>
internal static class ConnectionWords
{
    public static string ConnectorLabel(this ConnectorCatalogue catalogue, string key) => catalogue.Find(key)?.Label ?? key;

    public static string TypeLabel(this ConnectorCatalogue catalogue, ConnectionTypeKey key) => catalogue.Find(key)?.Label ?? key.Type;

    /// <summary>"AWS S3, API Key / Secret".</summary>
    public static string LongTypeLabel(this ConnectorCatalogue catalogue, ConnectionTypeKey key) => $"{catalogue.ConnectorLabel(key.Connector)}, {catalogue.TypeLabel(key)}";
}
