using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Infrastructure.Runner.Planning;

/// <summary>What a configuration came to: the versions of values that a run pins, and the first thing that keeps it from running.</summary>
internal sealed record ResolvedConfiguration(RunConfiguration Pins, string? Failure);

/// <summary>
/// Decides for each required config variable which version of which value counts. Goes on after a problem, so that what could be resolved is
/// known; the run then fails with the first problem.
/// </summary>
internal sealed class ConfigurationResolver(IntegrationDefinition definition, InstanceConfiguration bindings, StoredConfiguration stored, Guid? customerId, string? customerName)
{
    private readonly List<PinnedVariable> _variables = [];
    private readonly List<PinnedConnection> _connections = [];
    private string? _failure;

    private RunMode Mode => customerId is null ? RunMode.DesignerTest : RunMode.Deployed;

    public ResolvedConfiguration Resolve()
    {
        foreach (var variable in definition.RequiredConfigVariables)
        {
            if (variable.Connection is not { } slot)
            {
                ResolveVariable(variable, bindings.Find(variable.Key));
            }
            else if (slot.StableKey is { } stableKey)
            {
                ResolveConnection(variable, stableKey);
            }
            else
            {
                ResolveCredential(variable, slot, bindings.Find(variable.Key));
            }
        }

        return new ResolvedConfiguration(new RunConfiguration(_variables, _connections), _failure);
    }

    private void ResolveVariable(RequiredConfigVariable variable, VariableBinding? binding)
    {
        switch (binding)
        {
            case { Source: BindingSource.Literal, Value.Length: > 0 }:
                _variables.Add(new PinnedVariable(variable.Key, binding.Value, null));
                break;
            case { Source: BindingSource.OrganizationVariable or BindingSource.CustomerVariable, ReferenceId: { } id }:
                ResolveReference(variable, binding.Source, id);
                break;
            case { Source: BindingSource.Credential }:
                Fail($"The config variable \"{variable.Key}\" is bound to a credential, but it takes a value.");
                break;
            default:
                if (variable.Default is { } value)
                {
                    _variables.Add(new PinnedVariable(variable.Key, value, null));
                }
                else
                {
                    Fail($"The config variable \"{variable.Key}\" has no value. {WhereToSet}");
                }

                break;
        }
    }

    private void ResolveReference(RequiredConfigVariable variable, BindingSource source, Guid id)
    {
        if (!stored.Variables.TryGetValue(id, out var referenced))
        {
            Fail($"The config variable \"{variable.Key}\" takes its value from a config variable that does not exist any more. {WhereToSet}");
        }
        else if (source == BindingSource.CustomerVariable && customerId is not null && referenced.CustomerId != customerId)
        {
            Fail($"The config variable \"{variable.Key}\" takes its value from another customer's config variable. {WhereToSet}");
        }
        else if (referenced.Values.CurrentId is not { } current)
        {
            Fail($"The config variable \"{variable.Key}\" takes its value from \"{referenced.Name}\", which has none.");
        }
        else
        {
            _variables.Add(new PinnedVariable(variable.Key, null, current, referenced.IsSecret));
        }
    }

    private void ResolveConnection(RequiredConfigVariable variable, string stableKey)
    {
        if (!stored.Connections.TryGetValue(StableKey.Normalize(stableKey), out var connection))
        {
            Fail($"\"{variable.Key}\" references the connection \"{stableKey}\", which does not exist here. Create a connection with this stable key under Settings > Connections.");
            return;
        }

        if (BuiltInConnectors.Find(connection.Type) is not { } type)
        {
            Fail($"The connection \"{connection.Name}\" is of the type \"{connection.Type}\", which this program does not have.");
            return;
        }

        var customer = stored.CustomerConnections.GetValueOrDefault(connection.Id);
        var outcome = ConnectionResolution.Resolve(new ConnectionResolutionInput(
            type, connection.Kind, connection.Inputs, Mode,
            Values(connection.Values),
            stored.TestConnections.TryGetValue(connection.Id, out var test) ? Values(test.Values) : null,
            customer is { IsComplete: true } ? Values(customer.Values) : null,
            stored.TestFallbackAllowed));
        if (!outcome.IsResolved)
        {
            Fail(Describe(connection, type, outcome));
            return;
        }

        var inputs = outcome.Inputs.Select(i => new PinnedInput(i.Key, i.Source, i.ValueSetId, i.Default, null, i.Stored?.IsSecret ?? false));
        _connections.Add(new PinnedConnection(
            variable.Key, connection.Id, connection.Name, connection.StableKey, connection.Type.ToString(), [.. inputs], outcome.FellBack, connection.AllowedHosts));
    }

    private void ResolveCredential(RequiredConfigVariable variable, ConnectionSlot slot, VariableBinding? binding)
    {
        if (binding is not { Source: BindingSource.Credential, ReferenceId: { } id })
        {
            Fail($"\"{variable.Key}\" has no credential. {WhereToSet}");
            return;
        }

        if (!stored.Credentials.TryGetValue(id, out var credential))
        {
            Fail($"\"{variable.Key}\" is bound to a credential that does not exist any more. {WhereToSet}");
            return;
        }

        if (FindType(slot, credential) is not ({ } type, { } mapping))
        {
            Fail($"The credential \"{credential.Name}\" does not fit \"{variable.Key}\", which takes a connection of \"{slot.Connector}\". {WhereToSet}");
            return;
        }

        var set = Values(credential.Values);
        var inputs = new List<PinnedInput>();
        foreach (var field in type.Inputs)
        {
            var storedKey = mapping.Fields.FirstOrDefault(f => f.Value == field.Key).Key;
            if (storedKey is not null && set?.Find(storedKey) is { } value)
            {
                inputs.Add(new PinnedInput(field.Key, ValueSource.Credential, set.Id, null, storedKey, value.IsSecret));
            }
            else if (field.Default is not null)
            {
                inputs.Add(new PinnedInput(field.Key, ValueSource.ConnectionTypeDefault, null, field.Default));
            }
            else if (field.Required)
            {
                Fail($"The credential \"{credential.Name}\" gives no \"{field.Label}\" for \"{variable.Key}\". Complete it under Settings > Credentials.");
                return;
            }
        }

        _connections.Add(new PinnedConnection(variable.Key, null, credential.Name, null, new ConnectionTypeKey(slot.Connector, type.Key).ToString(), inputs, false, []));
    }

    /// <summary>The slot's own type, or the connector's first one that takes the credential's authorization method.</summary>
    private static (ConnectionType? Type, CredentialMapping? Mapping) FindType(ConnectionSlot slot, Credential credential) =>
        (from type in BuiltInConnectors.Find(slot.Connector)?.ConnectionTypes ?? []
         where slot.ConnectionType is null || slot.ConnectionType == type.Key
         from mapping in type.Credentials
         where mapping.AuthorizationMethod == credential.AuthorizationMethod
         select (type, mapping)).FirstOrDefault();

    private ValueSet? Values(ValueVersions versions) => versions.CurrentId is { } id ? stored.ValueSets.GetValueOrDefault(id) : null;

    private string Describe(OrganizationConnection connection, ConnectionType type, ConnectionResolutionOutcome outcome)
    {
        var settings = $"Settings > Connections > {connection.Name}";
        var missing = outcome.MissingInput is { } key ? type.FindInput(key)?.Label ?? key : null;
        return outcome.Problem switch
        {
            ResolutionProblem.NoTestConnection => $"The connection \"{connection.Name}\" has no test connection. Set it under {settings} > Test connection.",
            ResolutionProblem.FallbackTurnedOff =>
                $"The connection \"{connection.Name}\" has no test connection, and this organization does not let test runs use production values. Set a test connection under {settings} > Test connection.",
            ResolutionProblem.NoCustomerConnection when missing is not null =>
                $"The customer \"{customerName}\" has given no \"{missing}\" for the connection \"{connection.Name}\". Complete it on the customer's page under Connections.",
            ResolutionProblem.NoCustomerConnection =>
                $"The customer \"{customerName}\" has no complete values for the connection \"{connection.Name}\". Set them on the customer's page under Connections.",
            ResolutionProblem.MissingRequiredInput => $"The connection \"{connection.Name}\" has no value for \"{missing}\". Set it under {settings}.",
            ResolutionProblem.None => throw new ArgumentOutOfRangeException(nameof(outcome)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }

    private string WhereToSet => Mode == RunMode.DesignerTest ? "Set it in the test configuration of the integration." : "Set it in the configuration of the instance.";

    private void Fail(string message) => _failure ??= message;
}
