using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>Instances.</summary>
internal static class InstanceFields
{
    public const string Type = "Instance";

    /// <summary>What an instance itself tells of its integration: support sees the name without seeing integrations.</summary>
    private static readonly HashSet<string> s_toldByInstance = ["__typename", "id", "name", "versionNumber", "labels", "category", "isCodeNative", "versionSequenceId"];

    public static void Bind(SchemaBinder binder)
    {
        binder.Query("instances", async (context, session) => await ListAsync(context, session))
            .Query("instance", async (context, session) => (await FindAsync(session, [context.Id("id", Type)!.Value])).Values.FirstOrDefault())
            .Mutation("updateInstance", UpdateAsync)
            .Mutation("deployInstance", DeployAsync);
        binder.On<FoundInstance>(Type)
            .Field("id", i => GlobalId.Of(Type, i.Id))
            .Field("name", i => i.Name)
            .Field("description", i => i.Description)
            .Field("enabled", i => i.Status == InstanceStatus.Deployed)
            .Field("isSystem", _ => false)
            .Field("needsDeploy", i => i.Status == InstanceStatus.NotDeployed)
            .Field("deployedVersion", i => i.Status == InstanceStatus.NotDeployed ? null : i.VersionNumber)
            .Field("labels", _ => Array.Empty<string>())
            .Field("lastDeployedAt", i => i.DeployedAt)
            .Batch("customer", async (_, session, instances) =>
            {
                var customers = await CustomerFields.FindAsync(session, instances.Select(i => i.CustomerId));
                return [.. instances.Select(i => customers.GetValueOrDefault(i.CustomerId))];
            })
            .Batch("integration", async (context, session, instances) =>
            {
                var found = context.SelectedFields.All(s_toldByInstance.Contains) ? [] : await IntegrationFields.FindAsync(session, instances.Select(i => i.IntegrationId));
                return
                [
                    .. instances.Select(i => new IntegrationNode(
                        i.IntegrationId, i.IntegrationName, found.GetValueOrDefault(i.IntegrationId)?.Description ?? "", i.VersionNumber, null)),
                ];
            });
    }

    /// <summary>Instances by their ids; those that the token's tenant lacks are missing.</summary>
    public static Task<Dictionary<Guid, FoundInstance>> FindAsync(ApiSession session, IEnumerable<Guid> ids) =>
        session.FindAsync(ids, async chunk => (await session.GetAsync(new FindInstances(Window.All, chunk))).Items, i => i.Id);

    private static Task<RelayPage> ListAsync(FieldContext context, ApiSession session)
    {
        var (customers, integrations) = (context.OneId("customer", CustomerFields.Type), context.OneId("integration", IntegrationFields.Type));
        return RelayArguments.Read(context).FetchAsync(window => context.Argument<bool?>("isSystem") == true
            ? Task.FromResult(Slice<FoundInstance>.Empty)
            : session.GetAsync(new FindInstances(window, CustomerIds: customers, IntegrationIds: integrations, Deployed: context.Argument<bool?>("enabled"))));
    }

    private static async Task<Result<Changed>> UpdateAsync(MutationInput input, ApiSession session)
    {
        // Asked here as well, since nothing is sent where the instance stands as it should already.
        if (!session.Actor.May(Permission.PauseInstances))
        {
            return AccessErrors.NotAllowed(Permission.PauseInstances);
        }

        var id = input.Id("id", Type);
        if (!(await session.SendAsync(new FindInstances(Window.All, [id]))).TryGet(out var found, out var error))
        {
            return error;
        }

        if (found.Items is not [var instance])
        {
            return InstanceErrors.NotFound;
        }

        Error? refused = (input.Flag("enabled"), instance.Status) switch
        {
            (true, not InstanceStatus.Deployed) => (await session.SendAsync(new ResumeInstance(id))).Error,
            (false, InstanceStatus.Deployed) => (await session.SendAsync(new PauseInstance(id))).Error,
            _ => null,
        };
        return refused is not null ? refused : new Changed((await FindAsync(session, [id])).GetValueOrDefault(id));
    }

    private static async Task<Result<Changed>> DeployAsync(MutationInput input, ApiSession session)
    {
        var id = input.Id("id", Type);
        var deployed = await session.SendAsync(new DeployInstance(id, input.Flag("force") == true));
        return deployed.TryGet(out _, out var error) ? new Changed((await FindAsync(session, [id])).GetValueOrDefault(id)) : error;
    }
}
