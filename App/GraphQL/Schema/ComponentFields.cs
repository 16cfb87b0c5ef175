using System.Text.Json;
using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>A connection type with its connector.</summary>
internal sealed record ConnectionTypeNode(Connector Connector, ConnectionType Type)
{
    public ConnectionTypeKey Key => new(Connector.Key, Type.Key);

    public Guid Id => GlobalId.ForKey($"Connection:{Key}");

    /// <summary>Null for a type that does not exist any more.</summary>
    public static ConnectionTypeNode? Find(ConnectorCatalogue catalogue, ConnectionTypeKey key) =>
        catalogue.Find(key.Connector) is { } connector && connector.FindConnectionType(key.Type) is { } type ? new ConnectionTypeNode(connector, type) : null;

    public static ConnectionTypeNode? Find(ConnectorCatalogue catalogue, Guid id) =>
        catalogue.All.SelectMany(c => c.ConnectionTypes.Select(t => new ConnectionTypeNode(c, t))).FirstOrDefault(n => n.Id == id);
}

/// <summary>Connectors, with their connection types and actions.</summary>
internal static class ComponentFields
{
    private sealed record ActionNode(Connector Connector, ActionDefinition Action);

    /// <param name="Owner">Connector and connection type or action, so that each input has an id of its own.</param>
    private sealed record InputNode(string Owner, InputField Field);

    public static void Bind(SchemaBinder binder)
    {
        binder.Query("components", async (context, session) => RelayArguments.Read(context).Page([.. Filter(context, (await session.CatalogueAsync()).All)]))
            .Query("component", async (context, session) =>
            {
                var id = context.Id("id", "Component");
                return (await session.CatalogueAsync()).All.FirstOrDefault(c => IdOf(c) == id);
            });
        binder.On<Connector>("Component")
            .Field("id", c => GlobalId.Of("Component", IdOf(c)))
            .Field("key", c => c.Key)
            .Field("label", c => c.Label)
            .Field("description", c => c.Description)
            .Field("public", c => c.IsBuiltIn)
            .Field("versionNumber", _ => 1)
            .Field("versionCreatedAt", _ => null)
            .Field("category", _ => null)
            .Field("signature", _ => null)
            .Field("customer", _ => null)
            .Field("forCodeNativeIntegration", _ => false)
            .List("actions", (c, context) => context.Argument<bool?>("isTrigger") == true || context.Argument<bool?>("isDataSource") == true
                ? []
                : c.Actions.Where(a => context.Argument<string>("key") is not { } key || a.Key == key).Select(a => new ActionNode(c, a)))
            .List("connections", (c, _) => c.ConnectionTypes.Select(t => new ConnectionTypeNode(c, t)));
        binder.On<ActionNode>("Action")
            .Field("id", a => GlobalId.Of("Action", GlobalId.ForKey($"Action:{a.Connector.Key}/{a.Action.Key}")))
            .Field("key", a => a.Action.Key)
            .Field("label", a => a.Action.Label)
            .Field("description", a => a.Action.Description)
            .Field("component", a => a.Connector)
            .Field("isTrigger", _ => false)
            .Field("isDataSource", _ => false)
            .Field("isPollingTrigger", _ => false)
            .List("inputs", (a, _) => a.Action.Inputs.Select(i => new InputNode($"{a.Connector.Key}/{a.Action.Key}", i)));
        binder.On<ConnectionTypeNode>("Connection")
            .Field("id", t => GlobalId.Of("Connection", t.Id))
            .Field("key", t => t.Type.Key)
            .Field("label", t => t.Type.Label)
            .Field("comments", t => t.Type.Description)
            .Field("component", t => t.Connector)
            .Field("oauth2Type", t => t.Type.OAuth?.Grant switch { OAuthGrant.AuthorizationCode => "AUTHORIZATION_CODE", OAuthGrant.ClientCredentials => "CLIENT_CREDENTIALS", _ => null })
            .List("inputs", (t, _) => t.Type.Inputs.Select(i => new InputNode(t.Key.ToString(), i)));
        binder.On<InputNode>("InputField")
            .Field("id", i => GlobalId.Of("InputField", GlobalId.ForKey($"InputField:{i.Owner}/{i.Field.Key}")))
            .Field("key", i => i.Field.Key)
            .Field("label", i => i.Field.Label)
            .Field("type", i => TypeOf(i.Field.Type))
            .Field("collection", i => i.Field.Type == InputType.KeyValueList ? "KEYVALUELIST" : null)
            .Field("comments", i => i.Field.Hint)
            .Field("example", _ => null)
            .Field("placeholder", i => i.Field.Placeholder)
            .Field("default", i => i.Field.Default)
            .Field("required", i => i.Field.Required)
            .Field("shown", _ => true);
    }

    private static Guid IdOf(Connector connector) => connector.OwnId ?? GlobalId.ForKey($"Component:{connector.Key}");

    private static IEnumerable<Connector> Filter(FieldContext context, IEnumerable<Connector> connectors)
    {
        connectors = context.Argument<string>("key") is { } key ? connectors.Where(c => c.Key == key) : connectors;
        connectors = context.Argument<List<object?>>("key_In") is { } keys ? connectors.Where(c => keys.Contains(c.Key)) : connectors;
        connectors = context.Argument<bool?>("public") is { } isPublic ? connectors.Where(c => c.IsBuiltIn == isPublic) : connectors;
        connectors = context.Argument<int?>("versionNumber") is { } version && version != 1 ? [] : connectors;
        return context.Argument<string>("filterQuery") is { } filter ? connectors.Where(ReadFilter(filter)) : connectors;
    }

    /// <summary>A filter as clients write it: <c>["or", ["in", "key", "text"], ["in", "label", "text"]]</c>.</summary>
    private static Func<Connector, bool> ReadFilter(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            return ReadFilter(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FieldException("\"filterQuery\" is a JSON list such as [\"or\", [\"in\", \"key\", \"http\"], [\"in\", \"label\", \"http\"]].", Engine.ErrorCodes.BadVariables);
        }
    }

    private static Func<Connector, bool> ReadFilter(JsonElement json)
    {
        var parts = json.EnumerateArray().ToList();
        switch (parts[0].GetString())
        {
            case "or":
                var any = parts.Skip(1).Select(ReadFilter).ToList();
                return c => any.Exists(f => f(c));
            case "and":
                var all = parts.Skip(1).Select(ReadFilter).ToList();
                return c => all.TrueForAll(f => f(c));
            case "in":
                var (field, part) = (parts[1].GetString(), parts[2].GetString()!);
                return field switch
                {
                    "key" => c => c.Key.Contains(part, StringComparison.OrdinalIgnoreCase),
                    "label" => c => c.Label.Contains(part, StringComparison.OrdinalIgnoreCase),
                    "description" => c => c.Description.Contains(part, StringComparison.OrdinalIgnoreCase),
                    _ => throw new ArgumentException("unknown field", nameof(json)),
                };
            default:
                throw new ArgumentException("unknown operator", nameof(json));
        }
    }

    private static string TypeOf(InputType type) => type switch
    {
        InputType.String or InputType.Choice or InputType.Number => "STRING",
        InputType.Text => "TEXT",
        InputType.Password => "PASSWORD",
        InputType.Boolean => "BOOLEAN",
        InputType.Code => "CODE",
        InputType.Data => "DATA",
        InputType.Connection => "CONNECTION",
        InputType.KeyValueList => "STRING",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
