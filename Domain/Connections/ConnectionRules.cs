namespace ConnectionsConsole.Domain.Connections;

/// <summary>Lengths of the texts of a connection, in characters.</summary>
public static class ConnectionRules
{
    public const int MaximumNameLength = 200;
    public const int MaximumDescriptionLength = 2_000;
    public const int MaximumAllowedHosts = 50;
}
