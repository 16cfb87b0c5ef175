using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances;

/// <summary>
/// Puts together what a definition asks for and what is configured: the one place that pages (readiness, resolved configuration), deploying and runs
/// ask, so that they never disagree. Reads a fixed number of queries, however many variables there are.
/// </summary>
public sealed class ConfigurationResolver(IConsoleDb db, ConnectorCatalogues catalogues)
{
    /// <param name="customerId">Null for a designer test.</param>
    public async Task<ResolvedConfiguration> ResolveAsync(
        IntegrationDefinition definition, InstanceConfiguration configuration, RunMode mode, Guid? customerId, CancellationToken cancellationToken)
    {
        var data = await LoadAsync(definition, configuration, mode, customerId, cancellationToken);
        var problems = new List<ConfigurationProblem>();
        var variables = new List<ResolvedVariable>();
        var slots = new List<ResolvedSlot>();
        foreach (var variable in definition.RequiredConfigVariables)
        {
            if (variable.Connection is { } slot)
            {
                slots.Add(ResolveSlot(variable, slot, configuration.Find(variable.Key), mode, data, problems));
            }
            else
            {
                var resolved = ResolveVariable(variable, configuration.Find(variable.Key), data);
                variables.Add(resolved);
                if (!resolved.HasValue)
                {
                    problems.Add(new ConfigurationProblem(variable.Key, $"The config variable \"{variable.Key}\" has no value."));
                }
            }
        }

        return new ResolvedConfiguration(variables, slots, problems);
    }

    private static ResolvedVariable ResolveVariable(RequiredConfigVariable variable, VariableBinding? binding, Data data)
    {
        if (binding is { Source: BindingSource.Literal, Value.Length: > 0 })
        {
            return new ResolvedVariable(variable, VariableSource.Literal, binding.Value, null, null, false);
        }

        if (binding is { Source: BindingSource.OrganizationVariable or BindingSource.CustomerVariable, ReferenceId: { } id }
            && data.Variables.GetValueOrDefault(id) is { Values.CurrentId: { } current } stored && data.ValueSets.TryGetValue(current, out var values)
            && values.Find(ConfigVariable.ValueKey) is not null)
        {
            var source = stored.CustomerId is null ? VariableSource.OrganizationVariable : VariableSource.CustomerVariable;
            return new ResolvedVariable(variable, source, null, values, stored.Name, stored.IsSecret);
        }

        return variable.Default is { Length: > 0 } fallback
            ? new ResolvedVariable(variable, VariableSource.Default, fallback, null, null, false)
            : new ResolvedVariable(variable, VariableSource.None, null, null, null, false);
    }

    private static ResolvedSlot ResolveSlot(
        RequiredConfigVariable variable, ConnectionSlot slot, VariableBinding? binding, RunMode mode, Data data, List<ConfigurationProblem> problems)
    {
        if (slot.StableKey is null)
        {
            return ResolveCredential(variable, slot, binding, data, problems);
        }

        if (!data.Connections.TryGetValue(StableKey.Normalize(slot.StableKey), out var connection))
        {
            problems.Add(new ConfigurationProblem(variable.Key,
                $"\"{variable.Key}\" references the connection \"{slot.StableKey}\", which does not exist here. Create a connection with this stable key."));
            return new ResolvedSlot(variable, null, null, null);
        }

        if (data.Connectors.Find(connection.Type) is not { } type)
        {
            problems.Add(new ConfigurationProblem(variable.Key, $"The connection type \"{connection.Type}\" of \"{connection.Name}\" does not exist any more.", connection.Id));
            return new ResolvedSlot(variable, connection, null, null);
        }

        var test = data.Tests.GetValueOrDefault(connection.Id);
        var customer = data.CustomerConnections.GetValueOrDefault(connection.Id);
        var outcome = ConnectionResolution.Resolve(new ConnectionResolutionInput(
            type, connection.Kind, connection.Inputs, mode,
            data.Find(connection.Values), data.Find(test?.Values), data.Find(customer?.Values), data.FallbackAllowed));
        if (!outcome.IsResolved)
        {
            problems.Add(new ConfigurationProblem(variable.Key, ResolutionWords.For(outcome, connection, type, data.CustomerName), connection.Id));
        }

        return new ResolvedSlot(variable, connection, connection.Type, outcome)
        {
            Definition = type,
            Authorization = outcome.IsResolved && type.OAuth is { } definition
                ? Authorize(variable, connection, definition, outcome, mode, test, customer, data, problems)
                : null,
            Owners = new Dictionary<ValueSource, Guid>
            {
                [ValueSource.GlobalConnection] = connection.Id,
                [ValueSource.GlobalInput] = connection.Id,
                [ValueSource.TestConnection] = test?.Id ?? Guid.Empty,
                [ValueSource.CustomerConnection] = customer?.Id ?? Guid.Empty,
            },
        };
    }

    /// <summary>Whose token counts follows from whose values do.</summary>
    private static PinnedAuthorization Authorize(
        RequiredConfigVariable variable, OrganizationConnection connection, OAuthDefinition definition, ConnectionResolutionOutcome outcome, RunMode mode,
        TestConnection? test, CustomerConnection? customer, Data data, List<ConfigurationProblem> problems)
    {
        var page = $"Settings > Connections > {connection.Name}";
        var (owner, id, place) = mode == RunMode.DesignerTest && test is not null ? (ValueOwner.TestConnection, test.Id, $"{page} > Test Runner Connection")
            : connection.Kind == ConnectionKind.Customer ? (ValueOwner.CustomerConnection, customer!.Id, $"Customers > {data.CustomerName ?? "customer"} > Connections")
            : (ValueOwner.OrganizationConnection, connection.Id, page);
        var authorization = new PinnedAuthorization(owner, id, OAuthConfiguration.Hash(definition, outcome.Inputs));
        if (AuthorizationRules.Problem(data.Authorizations.GetValueOrDefault(authorization.Reference), definition, authorization.ConfigurationHash, connection.Name, place) is { } problem)
        {
            problems.Add(new ConfigurationProblem(variable.Key, problem, connection.Id));
        }

        return authorization;
    }

    private static PinnedAuthorization? Authorize(RequiredConfigVariable variable, Credentials.Credential credential, ValueSet values, Data data, List<ConfigurationProblem> problems)
    {
        if (AuthorizationMethods.Find(credential.AuthorizationMethod)?.OAuth is not { } definition)
        {
            return null;
        }

        var authorization = new PinnedAuthorization(ValueOwner.Credential, credential.Id, OAuthConfiguration.Hash(definition, AuthorizationTargets.InputsOf(values)));
        if (AuthorizationRules.Problem(
            data.Authorizations.GetValueOrDefault(authorization.Reference), definition, authorization.ConfigurationHash, credential.Name, $"Settings > Credentials > {credential.Name}") is { } problem)
        {
            problems.Add(new ConfigurationProblem(variable.Key, problem));
        }

        return authorization;
    }

    private static ResolvedSlot ResolveCredential(
        RequiredConfigVariable variable, ConnectionSlot slot, VariableBinding? binding, Data data, List<ConfigurationProblem> problems)
    {
        var connector = data.Connectors.Find(slot.Connector);
        if (binding is not { Source: BindingSource.Credential, ReferenceId: { } id } || !data.Credentials.TryGetValue(id, out var credential)
            || data.Find(credential.Values) is not { } values)
        {
            problems.Add(new ConfigurationProblem(variable.Key, $"The slot \"{variable.Key}\" has no credential. Bind one."));
            return new ResolvedSlot(variable, null, null, null);
        }

        var fitting = (connector?.ConnectionTypes ?? []).Where(t => slot.ConnectionType is null || t.Key == slot.ConnectionType)
            .Select(t => (Type: t, Mapping: t.Credentials.FirstOrDefault(m => m.AuthorizationMethod == credential.AuthorizationMethod)))
            .FirstOrDefault(t => t.Mapping is not null);
        if (fitting.Mapping is null)
        {
            problems.Add(new ConfigurationProblem(variable.Key, $"The credential \"{credential.Name}\" does not fit the slot \"{variable.Key}\". Bind one of another authorization method."));
            return new ResolvedSlot(variable, null, null, null);
        }

        return new ResolvedSlot(variable, null, new ConnectionTypeKey(slot.Connector, fitting.Type.Key), null, credential.Id, credential.Name, values, fitting.Mapping)
        {
            Definition = fitting.Type,
            Owners = new Dictionary<ValueSource, Guid> { [ValueSource.Credential] = credential.Id },
            Authorization = fitting.Type.OAuth is null ? null : Authorize(variable, credential, values, data, problems),
        };
    }

    private async Task<Data> LoadAsync(
        IntegrationDefinition definition, InstanceConfiguration configuration, RunMode mode, Guid? customerId, CancellationToken cancellationToken)
    {
        var keys = definition.RequiredConfigVariables.Select(v => v.Connection?.StableKey).OfType<string>().Select(StableKey.Normalize).ToList();
        var bound = configuration.Bindings.Select(b => b.ReferenceId).OfType<Guid>().ToList();
        var connections = await db.OrganizationConnections.AsNoTracking().Where(c => keys.Contains(c.NormalizedStableKey)).ToListAsync(cancellationToken);
        var ids = connections.ConvertAll(c => c.Id);
        var tests = mode == RunMode.DesignerTest
            ? await db.TestConnections.AsNoTracking().Where(t => ids.Contains(t.OrganizationConnectionId)).ToListAsync(cancellationToken)
            : [];
        var customers = mode == RunMode.Deployed
            ? await db.CustomerConnections.AsNoTracking().Where(c => c.CustomerId == customerId && ids.Contains(c.OrganizationConnectionId)).ToListAsync(cancellationToken)
            : [];
        // A variable of another customer is never used, whatever a binding says.
        var variables = await db.ConfigVariables.AsNoTracking()
            .Where(v => bound.Contains(v.Id) && (v.CustomerId == null || v.CustomerId == customerId || mode == RunMode.DesignerTest)).ToListAsync(cancellationToken);
        var credentials = await db.Credentials.AsNoTracking().Where(c => bound.Contains(c.Id)).ToListAsync(cancellationToken);
        var current = connections.Select(c => c.Values).Concat(tests.Select(t => t.Values)).Concat(customers.Select(c => c.Values))
            .Concat(variables.Select(v => v.Values)).Concat(credentials.Select(c => c.Values)).Select(v => v.CurrentId).OfType<Guid>().ToList();
        return new Data(
            await catalogues.GetAsync(cancellationToken),
            connections.ToDictionary(c => c.NormalizedStableKey),
            tests.ToDictionary(t => t.OrganizationConnectionId),
            customers.ToDictionary(c => c.OrganizationConnectionId),
            variables.ToDictionary(v => v.Id),
            credentials.ToDictionary(c => c.Id),
            await db.ValueSets.AsNoTracking().Where(v => current.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken),
            await LoadAuthorizationsAsync([.. ids, .. tests.Select(t => t.Id), .. customers.Select(c => c.Id), .. credentials.Select(c => c.Id)], cancellationToken),
            await db.Organizations.Select(o => o.TestFallbackAllowed).SingleAsync(cancellationToken),
            customerId is null ? null : await db.Customers.Where(c => c.Id == customerId).Select(c => c.Name).SingleOrDefaultAsync(cancellationToken));
    }

    private async Task<Dictionary<AuthorizationReference, OAuthAuthorization>> LoadAuthorizationsAsync(List<Guid> owners, CancellationToken cancellationToken) =>
        owners.Count == 0
            ? []
            : await db.OAuthAuthorizations.AsNoTracking().Where(a => owners.Contains(a.OwnerId))
                .ToDictionaryAsync(a => new AuthorizationReference(a.OwnerKind, a.OwnerId), cancellationToken);

    private sealed record Data(
        ConnectorCatalogue Connectors,
        Dictionary<string, OrganizationConnection> Connections,
        Dictionary<Guid, TestConnection> Tests,
        Dictionary<Guid, CustomerConnection> CustomerConnections,
        Dictionary<Guid, ConfigVariable> Variables,
        Dictionary<Guid, Credentials.Credential> Credentials,
        Dictionary<Guid, ValueSet> ValueSets,
        Dictionary<AuthorizationReference, OAuthAuthorization> Authorizations,
        bool FallbackAllowed,
        string? CustomerName)
    {
        public ValueSet? Find(ValueVersions? versions) => versions?.CurrentId is { } id ? ValueSets.GetValueOrDefault(id) : null;
    }
}
