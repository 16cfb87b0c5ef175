using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>An integration, or one of its versions.</summary>
/// <param name="Id">The integration's id, also of a version.</param>
/// <param name="Version">Null for the integration itself.</param>
internal sealed record IntegrationNode(Guid Id, string Name, string Description, int VersionNumber, FoundVersion? Version)
{
    public static IntegrationNode Of(FoundIntegration i) => new(i.Id, i.Name, i.Description, i.LatestVersion, null);

    public static IntegrationNode Of(FoundVersion v) => new(v.IntegrationId, v.IntegrationName, "", v.Number, v);
}

/// <summary>Integrations, their versions, flows and required config variables.</summary>
internal static class IntegrationFields
{
    public const string Type = "Integration";

    private sealed record VariableNode(Guid IntegrationId, RequiredConfigVariable Variable, FoundConnection? Connection, ConnectionTypeNode? Type);

    public static void Bind(SchemaBinder binder)
    {
        binder.Query("integrations", async (context, session) => await ListAsync(context, session))
            .Query("integration", async (context, session) => (await FindAsync(session, [context.Id("id", Type)!.Value])).Values.FirstOrDefault())
            .Mutation("publishIntegration", PublishAsync);
        BindIntegration(binder);
        binder.On<(Guid IntegrationId, Flow Flow)>("IntegrationFlow")
            .Field("id", f => GlobalId.Of("IntegrationFlow", GlobalId.ForKey($"IntegrationFlow:{f.IntegrationId}/{f.Flow.Key}")))
            .Field("stableKey", f => f.Flow.Key)
            .Field("name", f => f.Flow.Name)
            .Field("description", f => f.Flow.Description)
            .Field("isSynchronous", _ => false)
            .Field("usesFifoQueue", _ => false);
        binder.On<VariableNode>("RequiredConfigVariable")
            .Field("id", v => GlobalId.Of("RequiredConfigVariable", GlobalId.ForKey($"RequiredConfigVariable:{v.IntegrationId}/{v.Variable.Key}")))
            .Field("key", v => v.Variable.Key)
            .Field("stableKey", v => v.Variable.StableKey)
            .Field("description", v => v.Variable.Description)
            .Field("dataType", v => v.Variable.Type.ToString().ToUpperInvariant())
            .Field("defaultValue", v => v.Variable.Default)
            .Field("orgOnly", v => v.Variable.OrganizationOnly)
            .Field("pickList", v => v.Variable.Picklist)
            .Field("connection", v => v.Type)
            .Field("scopedConfigVariable", v => v.Connection);
    }

    private static void BindIntegration(SchemaBinder binder) => binder.On<IntegrationNode>(Type)
        .Field("id", i => GlobalId.Of(Type, i.Version?.Id ?? i.Id))
        .Field("name", i => i.Name)
        .Field("description", i => i.Description)
        .Field("category", _ => null)
        .Field("labels", _ => Array.Empty<string>())
        .Field("isCodeNative", _ => false)
        .Field("versionNumber", i => i.VersionNumber)
        .Field("versionCreatedAt", i => i.Version?.PublishedAt)
        .Field("versionComment", i => i.Version?.Comment)
        .Field("versionIsAvailable", i => i.VersionNumber > 0)
        .Field("versionSequenceId", i => GlobalId.Of(Type, i.Id))
        .Field("customer", _ => null)
        .Batch("flows", async (context, session, integrations) =>
        {
            var definitions = await DefinitionsAsync(session, integrations);
            return [.. integrations.Select(i => RelayArguments.Read(context).Page([.. definitions(i).Flows.Select(f => (object)(i.Id, f))]))];
        })
        .Batch("requiredConfigVariables", RequiredVariablesAsync)
        .Batch("instances", async (context, session, integrations) =>
        {
            var arguments = RelayArguments.Read(context);
            if (context.Argument<bool?>("isSystem") == true)
            {
                return [.. integrations.Select(_ => arguments.Page([]))];
            }

            var window = arguments.ForEachOwner();
            var found = await session.FindAsync(integrations.Select(i => i.Id), ids => new FindInstancesOf(window, InstanceOwner.Integration, ids));
            return [.. integrations.Select(i => arguments.ToPage(window, found[i.Id]))];
        })
        .Batch("versionSequence", async (context, session, integrations) =>
        {
            var arguments = RelayArguments.Read(context);
            if (context.Argument<bool?>("versionIsAvailable") == false)
            {
                return [.. integrations.Select(_ => arguments.Page([]))];
            }

            var window = arguments.ForEachOwner();
            var ascending = context.Argument<List<object?>>("sortBy") is [IReadOnlyDictionary<string, object?> order, ..] && order["direction"] is "ASC";
            var found = await session.FindAsync(integrations.Select(i => i.Id), ids => new FindVersionsOfIntegrations(window, ids, ascending));
            return [.. integrations.Select(i => arguments.ToPage(window, found[i.Id].Select(IntegrationNode.Of)))];
        });

    /// <summary>Integrations by their ids; those that the token's tenant lacks are missing.</summary>
    public static async Task<Dictionary<Guid, IntegrationNode>> FindAsync(ApiSession session, IEnumerable<Guid> ids) =>
        await session.FindAsync<Guid, IntegrationNode>(ids, async chunk => [.. (await session.GetAsync(new FindIntegrations(Window.All, chunk))).Items.Select(IntegrationNode.Of)], i => i.Id);

    private static Task<RelayPage> ListAsync(FieldContext context, ApiSession session)
    {
        if (context.Argument<bool?>("allVersions") == true)
        {
            throw new FieldException("Integrations are listed without their versions: ask for \"versionSequence\".", Engine.ErrorCodes.BadVariables);
        }

        // Integrations belong to the organization; none is a customer's own.
        var isNone = context.Argument<string>("customer") is not null || context.Argument<bool?>("customer_Isnull") == false;
        return RelayArguments.Read(context).FetchAsync(async window => isNone
            ? Slice<IntegrationNode>.Empty
            : (await session.GetAsync(new FindIntegrations(window, Name: context.Argument<string>("name"), NameContains: context.Argument<string>("name_Icontains"))))
                .Select(IntegrationNode.Of));
    }

    private static async Task<IReadOnlyList<object?>> RequiredVariablesAsync(FieldContext context, ApiSession session, IReadOnlyList<IntegrationNode> integrations)
    {
        var definitions = await DefinitionsAsync(session, integrations);
        var keys = integrations.SelectMany(i => definitions(i).RequiredConfigVariables).Select(v => v.Connection?.StableKey).OfType<string>().Select(StableKey.Normalize);
        var connections = await session.FindAsync(
            keys, async chunk => (await session.GetAsync(new FindConnections(Window.All, StableKeys: chunk))).Items, c => StableKey.Normalize(c.StableKey));
        var catalogue = await session.CatalogueAsync();
        return [.. integrations.Select(i => RelayArguments.Read(context).Page([.. definitions(i).RequiredConfigVariables.Select(v => Node(i.Id, v))]))];

        VariableNode Node(Guid integration, RequiredConfigVariable variable)
        {
            var connection = variable.Connection?.StableKey is { } key ? connections.GetValueOrDefault(StableKey.Normalize(key)) : null;
            var type = connection?.Type ?? (variable.Connection is { ConnectionType: { } named } slot ? new ConnectionTypeKey(slot.Connector, named) : (ConnectionTypeKey?)null);
            return new VariableNode(integration, variable, connection, type is { } found ? ConnectionTypeNode.Find(catalogue, found) : null);
        }
    }

    /// <summary>What the integrations consist of: the draft of an integration, or the version's own definition.</summary>
    private static async Task<Func<IntegrationNode, IntegrationDefinition>> DefinitionsAsync(ApiSession session, IReadOnlyList<IntegrationNode> integrations)
    {
        var drafts = await session.FindAsync(integrations.Where(i => i.Version is null).Select(i => i.Id), ids => new FindDrafts(ids));
        var versions = await session.FindAsync(integrations.Select(i => i.Version?.Id).OfType<Guid>(), ids => new FindVersionDefinitions(ids));
        return i => (i.Version is { } version ? versions.GetValueOrDefault(version.Id) : drafts.GetValueOrDefault(i.Id)) ?? IntegrationDefinition.Empty;
    }

    private static async Task<Result<Changed>> PublishAsync(MutationInput input, ApiSession session)
    {
        var id = input.Id("id", Type);
        var published = await session.SendAsync(new PublishVersion(id, input.Text("comment")));
        return published.TryGet(out _, out var error) ? new Changed((await FindAsync(session, [id])).GetValueOrDefault(id)) : error;
    }
}
