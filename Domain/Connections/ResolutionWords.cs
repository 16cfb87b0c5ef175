using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>Says why a connection could not be resolved, and where that is mended.</summary>
public static class ResolutionWords
{
    public static string For(ConnectionResolutionOutcome outcome, OrganizationConnection connection, ConnectionType type, string? customerName)
    {
        var input = outcome.MissingInput is { } key ? type.FindInput(key)?.Label ?? key : null;
        return outcome.Problem switch
        {
            ResolutionProblem.None => "",
            ResolutionProblem.NoTestConnection =>
                $"The connection \"{connection.Name}\" has no test connection. Set one under Settings > Connections > {connection.Name} > Test Runner Connection.",
            ResolutionProblem.FallbackTurnedOff =>
                $"The connection \"{connection.Name}\" has no test connection, and the organization does not allow test runs to use production values. Set one under Settings > Connections > {connection.Name} > Test Runner Connection.",
            ResolutionProblem.NoCustomerConnection when input is not null =>
                $"{Customer(customerName)} has incomplete values for the connection \"{connection.Name}\": \"{input}\" is missing.",
            ResolutionProblem.NoCustomerConnection => $"{Customer(customerName)} has no values for the connection \"{connection.Name}\". Add them under Customers > {customerName ?? "customer"} > Connections.",
            ResolutionProblem.MissingRequiredInput => $"The connection \"{connection.Name}\" has no value for \"{input}\".",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }

    private static string Customer(string? name) => name is null ? "The customer" : $"The customer \"{name}\"";
}
