using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>Defining, changing and deleting organization connections.</summary>
internal static class ScopedConfigVariableMutations
{
    private const string Type = ScopedConfigVariableFields.Type;

    public static void Bind(SchemaBinder binder) => binder
        .Mutation("createScopedConfigVariable", CreateAsync)
        .Mutation("updateScopedConfigVariable", UpdateAsync)
        .Mutation("deleteScopedConfigVariable", DeleteAsync)
        .Mutation("bulkDisableInstancesUsingConnection", DisableAsync);

    private static async Task<Result<Changed>> CreateAsync(MutationInput input, ApiSession session)
    {
        if (input.Text("managedBy") is { } managedBy && !managedBy.Equals("org", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException("managedBy", "Only connections that the organization manages (org) are possible here.");
        }

        if (input.Has("customer"))
        {
            throw new InputException("customer", "A connection belongs to the organization here: leave the customer out.");
        }

        var kind = ScopedConfigVariableFields.KindOf(input.Text("variableScope")!) ?? throw new InputException("variableScope", "The scope is org or customer.");
        var type = ConnectionTypeNode.Find(await session.CatalogueAsync(), input.Id("connection", "Connection")) ?? throw new InputException("connection", "There is no such connection type.");
        var expressions = input.Expressions();
        var scopes = kind == ConnectionKind.Global ? [] : expressions.Select(e => new ConnectionInput(e.Name, ScopeOf(e))).ToList();
        var misplaced = kind == ConnectionKind.Customer ? expressions.FirstOrDefault(e => ScopeOf(e) == InputScope.CustomerSpecific && !string.IsNullOrEmpty(e.Value)) : null;
        if (misplaced is not null)
        {
            throw new InputException(misplaced.Name, $"Each customer gives \"{MutationInput.Shorten(misplaced.Name)}\": leave its value out, or make it global with the scope org.");
        }

        var values = expressions.Where(e => kind == ConnectionKind.Global || ScopeOf(e) == InputScope.Global).Select(e => new SubmittedValue(e.Name, e.Value)).ToList();
        var created = await session.SendAsync(new CreateConnection(
            type.Key, kind, input.Text("key")!, input.Text("stableKey")!, values, input.Text("description") ?? "", scopes));
        return created.TryGet(out var id, out var error) ? new Changed(await ScopedConfigVariableFields.FindAsync(session, id)) : error;
    }

    private static async Task<Result<Changed>> UpdateAsync(MutationInput input, ApiSession session)
    {
        // Asked here as well, since nothing is sent where nothing is given.
        if (!session.Actor.May(Permission.ManageConnections))
        {
            return AccessErrors.NotAllowed(Permission.ManageConnections);
        }

        var id = input.Id("id", Type);
        var values = input.Values();
        if (await ScopedConfigVariableFields.FindAsync(session, id) is not { } before)
        {
            return ConnectionErrors.NotFound;
        }

        // The values first: they are what is refused most often, and then nothing has changed.
        if (values.Count > 0 && (await session.SendAsync(new UpdateConnectionValues(id, values))).Error is { } error)
        {
            return error;
        }

        if ((input.Has("key") || input.Has("description"))
            && (await session.SendAsync(new UpdateConnection(id, input.Text("key") ?? before.Name, input.Text("description") ?? before.Description))).Error is { } undescribed)
        {
            return undescribed;
        }

        if (input.Flag("defaultForComponent") is { } isDefault && isDefault != before.IsDefaultForConnector
            && (await session.SendAsync(new MarkDefaultConnection(id, isDefault))).Error is { } unmarked)
        {
            return unmarked;
        }

        return new Changed(await ScopedConfigVariableFields.FindAsync(session, id));
    }

    private static async Task<Result<Changed>> DisableAsync(MutationInput input, ApiSession session)
    {
        var id = input.Id("id", Type);
        var paused = await session.SendAsync(new PauseConnectionInstances(id));
        return paused.TryGet(out _, out var error) ? new Changed(await ScopedConfigVariableFields.FindAsync(session, id)) : error;
    }

    private static async Task<Result<Changed>> DeleteAsync(MutationInput input, ApiSession session)
    {
        var id = input.Id("id", Type);
        var before = await ScopedConfigVariableFields.FindAsync(session, id);
        var deleted = await session.SendAsync(new DeleteConnection(id));
        return deleted.TryGet(out _, out var error) ? new Changed(before) : error;
    }

    /// <summary>The scope in <c>meta</c>; an input without one is the customer's, since a global value can never be changed.</summary>
    private static InputScope ScopeOf(SubmittedExpression expression)
    {
        if (expression.Meta is not { Length: > 0 } meta)
        {
            return InputScope.CustomerSpecific;
        }

        try
        {
            using var json = JsonDocument.Parse(meta, new JsonDocumentOptions { MaxDepth = 8 });
            var scope = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("inputScope", out var value) ? value.GetString() : null;
            return scope?.ToUpperInvariant() switch
            {
                "ORG" => InputScope.Global,
                null or "CUSTOMER" => InputScope.CustomerSpecific,
                _ => throw new InputException(expression.Name, "The inputScope is org or customer."),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InputException(expression.Name, "\"meta\" is JSON text such as {\"inputScope\":\"org\"}.");
        }
    }
}
