using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>The value of one input, with its scope.</summary>
/// <param name="HasScope">Global connections have no scopes: all their inputs are the organization's.</param>
internal sealed record ExpressionNode(FoundInput Input, bool HasScope)
{
    /// <summary>JSON text; the keys are those that clients know (reference §2.2).</summary>
    public string? Meta => !HasScope ? null : Input.Scope == InputScope.Global ? """{"managedBy":"org","inputScope":"org"}""" : """{"managedBy":"org","inputScope":"customer"}""";
}

/// <summary>Organization connections: <c>ScopedConfigVariable</c>.</summary>
internal static class ScopedConfigVariableFields
{
    public const string Type = "ScopedConfigVariable";

    public static void Bind(SchemaBinder binder)
    {
        binder.Query("scopedConfigVariables", async (context, session) => await ListAsync(context, session))
            .Query("scopedConfigVariable", async (context, session) => await FindAsync(session, context.Id("id", Type)!.Value));
        binder.On<FoundConnection>(Type)
            .Field("id", c => GlobalId.Of(Type, c.Id))
            .Field("key", c => c.Name)
            .Field("stableKey", c => c.StableKey)
            .Field("description", c => c.Description)
            .Field("variableScope", c => c.Kind == ConnectionKind.Global ? "ORG" : "CUSTOMER")
            .Field("managedBy", _ => "ORG")
            .Batch("status", async (_, session, connections) =>
                await ConnectionHealthNames.OfAsync(
                    session, [.. connections.Select(c => (c.Kind == ConnectionKind.Global ? (ValueOwner?)ValueOwner.OrganizationConnection : null, c.Id, true))]))
            .Batch("connection", async (_, session, connections) =>
            {
                var catalogue = await session.CatalogueAsync();
                return [.. connections.Select(c => ConnectionTypeNode.Find(catalogue, c.Type))];
            })
            .Batch("isInUse", async (_, session, connections) =>
            {
                var usage = await session.FindAsync(connections.Select(c => c.Id), ids => new FindConnectionUsage(ids));
                return [.. connections.Select(c => (object?)(usage.GetValueOrDefault(c.Id) is { Integrations: > 0 } or { Instances: > 0 }))];
            })
            .Field("customer", _ => null)
            .Field("defaultForComponent", c => c.IsDefaultForConnector)
            .Field("createdAt", c => c.CreatedAt)
            .Batch("inputs", async (context, session, connections) =>
            {
                var found = await session.FindAsync(connections.Select(c => c.Id), ids => new FindConnectionInputs(ids));
                return [.. connections.Select(c => Page(context, found.GetValueOrDefault(c.Id), hasScope: c.Kind == ConnectionKind.Customer))];
            })
            .Batch("customerConfigVariables", ConfigVariableNode.OfConnectionsAsync);
        binder.On<ExpressionNode>("Expression")
            .Field("name", e => e.Input.Key)
            .Field("type", _ => "VALUE")
            .Field("value", e => e.Input.Value)
            .Field("hasValue", e => e.Input.HasValue)
            .Field("meta", e => e.Meta);
    }

    /// <summary>Connections by their ids; those that the token's tenant lacks are missing.</summary>
    public static Task<Dictionary<Guid, FoundConnection>> FindAsync(ApiSession session, IEnumerable<Guid> ids) =>
        session.FindAsync(ids, async chunk => (await session.GetAsync(new FindConnections(Window.All, chunk))).Items, c => c.Id);

    public static async Task<FoundConnection?> FindAsync(ApiSession session, Guid id) => (await FindAsync(session, [id])).GetValueOrDefault(id);

    /// <summary>Inputs as a list; <c>inputs</c> takes no arguments, so it is a page of all of them.</summary>
    public static RelayPage Page(FieldContext context, IReadOnlyList<FoundInput>? inputs, bool hasScope) =>
        RelayArguments.Read(context).Page([.. (inputs ?? []).Select(i => new ExpressionNode(i, hasScope))]);

    private static Task<RelayPage> ListAsync(FieldContext context, ApiSession session) =>
        RelayArguments.Read(context).FetchAsync(window => IsNone(context)
            ? Task.FromResult(Slice<FoundConnection>.Empty)
            : session.GetAsync(new FindConnections(
                window, context.Ids("id_In", Type), context.Argument<string>("stableKey") is { } stableKey ? [stableKey] : null, context.Argument<string>("key"), context.Argument<string>("key_Icontains"), KindOf(context),
                HealthOf(context))));

    /// <summary>Filters for what does not exist here: connections that customers manage, or a status that nothing has.</summary>
    private static bool IsNone(FieldContext context) =>
        context.Argument<string>("managedBy") is { } managedBy && !managedBy.Equals("org", StringComparison.OrdinalIgnoreCase)
        || context.Argument<string>("status") is not null && HealthOf(context) is null
        || context.Argument<string>("variableScope") is { } scope && KindOf(scope) is null
        || context.Argument<string>("customer") is not null;

    private static ConnectionHealth? HealthOf(FieldContext context) => context.Argument<string>("status") is { } status ? ConnectionHealthNames.Parse(status) : null;

    private static ConnectionKind? KindOf(FieldContext context) => context.Argument<string>("variableScope") is { } scope ? KindOf(scope) : null;

    /// <summary>Clients write values of enums in lower case; either is taken.</summary>
    public static ConnectionKind? KindOf(string scope) => scope.ToUpperInvariant() switch
    {
        "ORG" => ConnectionKind.Global,
        "CUSTOMER" => ConnectionKind.Customer,
        _ => null,
    };
}
