namespace ConnectionsConsole.Domain.Connections;

/// <summary>How an organization connection stands, in lists and for filters.</summary>
public enum ConnectionStatus
{
    /// <summary>Nothing is known to be missing.</summary>
    Ready,

    /// <summary>Of the global kind and authorized by OAuth 2.0: nobody has authorized it yet.</summary>
    Pending,

    /// <summary>Of the global kind: the other side refused its values in the last test or run, or the authorization cannot be renewed or has run out (<see cref="ConnectionHealth"/>).</summary>
    Failing,

    /// <summary>Of the customer kind, and some customer's values lack a required one, or consent.</summary>
    Incomplete,

    /// <summary>Another connection takes its place; it serves on until nothing uses it.</summary>
    Superseded,
}
