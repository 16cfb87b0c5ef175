namespace ConnectionsConsole.Domain.Connections;

/// <summary>Puts an organization connection's status together from what lists know of it.</summary>
internal static class ConnectionStatuses
{
    /// <param name="health">Of its own values; what customers' values are like does not count.</param>
    /// <param name="incompleteCustomers">Customers whose values are incomplete.</param>
    public static ConnectionStatus Of(ConnectionKind kind, bool isSuperseded, ConnectionHealth health, int incompleteCustomers)
    {
        if (isSuperseded)
        {
            return ConnectionStatus.Superseded;
        }

        if (kind == ConnectionKind.Customer)
        {
            return incompleteCustomers > 0 ? ConnectionStatus.Incomplete : ConnectionStatus.Ready;
        }

        return health switch
        {
            ConnectionHealth.Well => ConnectionStatus.Ready,
            ConnectionHealth.Pending => ConnectionStatus.Pending,
            ConnectionHealth.Failing or ConnectionHealth.Expired => ConnectionStatus.Failing,
            _ => throw new ArgumentOutOfRangeException(nameof(health), health, null),
        };
    }
}
