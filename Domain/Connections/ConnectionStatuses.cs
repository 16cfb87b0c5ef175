using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>Puts an organization connection's status together from what lists know of it.</summary>
internal static class ConnectionStatuses
{
    /// <param name="oauth">Of its type; null for a type that is not authorized by OAuth 2.0.</param>
    /// <param name="authorization">Null where there was never one.</param>
    /// <param name="incompleteCustomers">Customers whose values lack a required one.</param>
    public static ConnectionStatus Of(ConnectionKind kind, bool isSuperseded, OAuthDefinition? oauth, AuthorizationStatus? authorization, int incompleteCustomers)
    {
        if (isSuperseded)
        {
            return ConnectionStatus.Superseded;
        }

        if (authorization is AuthorizationStatus.Failing or AuthorizationStatus.Expired)
        {
            return ConnectionStatus.Failing;
        }

        if (kind == ConnectionKind.Global && oauth is { Grant: OAuthGrant.AuthorizationCode } && (authorization is null or AuthorizationStatus.Pending))
        {
            return ConnectionStatus.Pending;
        }

        return incompleteCustomers > 0 ? ConnectionStatus.Incomplete : ConnectionStatus.Ready;
    }
}
