namespace ConnectionsConsole.Domain.Connections;

/// <summary>How an organization connection stands, in lists and for filters.</summary>
public enum ConnectionStatus
{
    /// <summary>Nothing is known to be missing.</summary>
    Ready,

    /// <summary>Of the customer kind, and some customer's values lack a required one.</summary>
    Incomplete,

    /// <summary>Another connection takes its place; it serves on until nothing uses it.</summary>
    Superseded,
}
