using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Integrations;

/// <summary>Something wrong in a definition; drafts may be saved with it, publishing and running refuse.</summary>
/// <param name="Location">Where: <c>flow key/step id/input key</c>, as far down as it goes.</param>
public sealed record DefinitionProblem(string Location, string Message);

/// <summary>What validation needs to know of the organization.</summary>
public interface IDefinitionCatalogue
{
    ActionDefinition? FindAction(ActionKey key);

    ConnectionType? FindConnectionType(ConnectionTypeKey key);

    bool HasConnector(string key);

    /// <summary>The connection type behind a stable key; null where the organization has no such connection.</summary>
    ConnectionTypeKey? FindOrganizationConnection(string stableKey);
}

/// <summary>Finds everything that keeps a definition from being published, all at once.</summary>
public static class DefinitionValidator
{
    public const int MostSteps = 1_000;
    public const int DeepestNesting = 20;

    public static IReadOnlyList<DefinitionProblem> Validate(IntegrationDefinition definition, IDefinitionCatalogue catalogue)
    {
        var problems = new List<DefinitionProblem>();
        if (definition.Flows.Count == 0)
        {
            problems.Add(new DefinitionProblem("", "The integration has no flow."));
        }

        Duplicates(definition.Flows.Select(f => f.Key), key => problems.Add(new DefinitionProblem(key, $"Two flows have the key \"{key}\".")));
        Duplicates(definition.RequiredConfigVariables.Select(v => v.Key), key => problems.Add(new DefinitionProblem(key, $"Two config variables are called \"{key}\".")));
        foreach (var variable in definition.RequiredConfigVariables)
        {
            ValidateVariable(variable, catalogue, problems);
        }

        foreach (var flow in definition.Flows)
        {
            new FlowValidator(definition, flow, catalogue, problems).Validate();
        }

        return problems;
    }

    private static void ValidateVariable(RequiredConfigVariable variable, IDefinitionCatalogue catalogue, List<DefinitionProblem> problems)
    {
        void Add(string message) => problems.Add(new DefinitionProblem(variable.Key, message));

        if (string.IsNullOrWhiteSpace(variable.Key))
        {
            Add("A config variable has no name.");
        }

        if (variable.Type == ConfigVariableType.Picklist && variable.Picklist is not { Count: > 0 })
        {
            Add($"\"{variable.Key}\" is a picklist without choices.");
        }

        if ((variable.Type == ConfigVariableType.Connection) != (variable.Connection is not null))
        {
            Add($"\"{variable.Key}\" has to name a connection exactly when its type is connection.");
        }

        if (variable.Connection is { } slot)
        {
            if (!catalogue.HasConnector(slot.Connector))
            {
                Add($"\"{variable.Key}\" takes a connection of the connector \"{slot.Connector}\", which does not exist here.");
            }
            else if (slot.StableKey is { } stableKey)
            {
                if (catalogue.FindOrganizationConnection(stableKey) is not { } type)
                {
                    Add($"\"{variable.Key}\" references the connection \"{stableKey}\", which does not exist here. Create a connection with this stable key.");
                }
                else if (type.Connector != slot.Connector || (slot.ConnectionType is not null && slot.ConnectionType != type.Type))
                {
                    Add($"\"{variable.Key}\" references the connection \"{stableKey}\", which is of another type.");
                }
            }
            else if (slot.ConnectionType is { } typeKey && catalogue.FindConnectionType(new ConnectionTypeKey(slot.Connector, typeKey)) is null)
            {
                Add($"\"{variable.Key}\" takes the connection type \"{slot.Connector}/{typeKey}\", which does not exist here.");
            }
        }
    }

    internal static void Duplicates(IEnumerable<string> keys, Action<string> report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (!seen.Add(key) && told.Add(key))
            {
                report(key);
            }
        }
    }
}
