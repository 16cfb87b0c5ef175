namespace ConnectionsConsole.Domain.Connectors;

/// <summary>The icons that come with the console, for connectors without a picture. Pages know how each looks.</summary>
public static class ConnectorIcons
{
    public const string Default = "connector";

    public static IReadOnlyList<string> All { get; } =
        [Default, "bucket", "chat", "code", "customers", "file", "key", "mail", "money", "network", "server", "variable"];
}
