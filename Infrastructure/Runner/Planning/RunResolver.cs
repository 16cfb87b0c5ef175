using System.Collections.Concurrent;
using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Infrastructure.Runner.Planning;

/// <summary>
/// Gives the plan of a run. Plans are kept while the configuration of their organization does not change, so a run of something that ran before costs one
/// small read; a change holds from the next run on.
/// </summary>
internal sealed class RunResolver(IServiceScopeFactory scopes, ChangeProbe changes, PlanBuilder builder)
{
    private const int MostPlans = 2_000;

    private readonly ConcurrentDictionary<(Guid Organization, Guid Subject), CachedPlan> _plans = new();

    /// <summary>The plan for a run that is to be accepted now.</summary>
    public async ValueTask<Result<RunPlan>> ResolveAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var key = (request.OrganizationId, request.InstanceId ?? request.IntegrationId ?? Guid.Empty);

        // Read before the configuration is: a change in between makes the kept plan look older than it is, never newer.
        var change = await changes.ReadAsync(request.OrganizationId, cancellationToken);
        // The plan of another version is made for its one run: it must not be taken for the instance's own.
        var isOwnVersion = request.VersionId is null;
        if (isOwnVersion && _plans.TryGetValue(key, out var cached) && cached.Change == change)
        {
            return cached.Plan;
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.System, request.OrganizationId);
        var source = request.InstanceId is { } instanceId
            ? await LoadInstanceAsync(scope.ServiceProvider, instanceId, request.VersionId, cancellationToken)
            : await LoadDraftAsync(scope.ServiceProvider, request.IntegrationId ?? Guid.Empty, cancellationToken);
        if (!source.TryGet(out var found, out var error))
        {
            return error;
        }

        var plan = await builder.BuildAsync(found, cancellationToken);
        if (!isOwnVersion)
        {
            return plan;
        }

        if (_plans.Count >= MostPlans)
        {
            _plans.Clear();
        }

        _plans[key] = new CachedPlan(change, plan);
        return plan;
    }

    /// <summary>The plan of a run that was accepted before: of the definition and the versions of values that it pinned then, never of newer ones.</summary>
    public async Task<RunPlan> RestoreAsync(Run run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.System, run.OrganizationId);
        var db = scope.ServiceProvider.GetRequiredService<IConsoleDb>();
        var version = run.VersionId is { } versionId ? await db.IntegrationVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId, cancellationToken) : null;
        var draft = run.Definition is null ? null : JsonSerializer.Deserialize<IntegrationDefinition>(run.Definition, IntegrationDefinition.Json);
        var name = version?.IntegrationName
            ?? await db.Integrations.AsNoTracking().Where(i => i.Id == run.IntegrationId).Select(i => i.Name).SingleOrDefaultAsync(cancellationToken) ?? "";
        var instanceName = await db.Instances.AsNoTracking().Where(i => i.Id == run.InstanceId).Select(i => i.Name).SingleOrDefaultAsync(cancellationToken);
        var pins = JsonSerializer.Deserialize<RunConfiguration>(run.Configuration, RunConfiguration.Json) ?? RunConfiguration.Empty;
        return await builder.BuildAsync(
            new PlanSource(
                run.OrganizationId,
                new NamedId(run.IntegrationId, name),
                run.VersionId,
                run.Definition,
                run.InstanceId is { } instanceId ? new NamedId(instanceId, instanceName ?? "") : null,
                null,
                await LoadCustomerAsync(db, run.CustomerId, cancellationToken),
                draft ?? version?.Definition ?? IntegrationDefinition.Empty,
                pins,
                await LoadValueSetsAsync(db, pins, cancellationToken),
                await LoadConnectorsAsync(scope.ServiceProvider, cancellationToken),
                draft is null && version is null ? "The version that this run was started with is no longer there." : null),
            cancellationToken);
    }

    private static async Task<Result<PlanSource>> LoadInstanceAsync(IServiceProvider services, Guid instanceId, Guid? versionId, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<IConsoleDb>();
        if (await db.Instances.AsNoTracking().SingleOrDefaultAsync(i => i.Id == instanceId, cancellationToken) is not { } instance)
        {
            return InstanceErrors.NotFound;
        }

        if (instance.ArchivedAt is not null)
        {
            return InstanceErrors.Archived(instance.Name);
        }

        var wanted = versionId ?? instance.VersionId;
        if (await db.IntegrationVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == wanted && v.IntegrationId == instance.IntegrationId, cancellationToken) is not { } version)
        {
            return IntegrationErrors.VersionNotFound;
        }

        var customer = await LoadCustomerAsync(db, instance.CustomerId, cancellationToken);
        var resolved = await services.GetRequiredService<ConfigurationResolver>()
            .ResolveAsync(version.Definition, instance.Configuration, RunMode.Deployed, instance.CustomerId, cancellationToken);
        var pins = resolved.Pin();
        return new PlanSource(
            instance.OrganizationId,
            new NamedId(instance.IntegrationId, version.IntegrationName),
            version.Id,
            null,
            new NamedId(instance.Id, instance.Name),
            instance.Status,
            customer,
            version.Definition,
            pins,
            await LoadValueSetsAsync(db, pins, cancellationToken),
            await LoadConnectorsAsync(services, cancellationToken),
            Describe(resolved.Problems));
    }

    private static async Task<Result<PlanSource>> LoadDraftAsync(IServiceProvider services, Guid integrationId, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<IConsoleDb>();
        if (await db.Integrations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == integrationId, cancellationToken) is not { } integration)
        {
            return IntegrationErrors.NotFound;
        }

        if (integration.ArchivedAt is not null)
        {
            return IntegrationErrors.Archived(integration.Name);
        }

        var resolved = await services.GetRequiredService<ConfigurationResolver>()
            .ResolveAsync(integration.Draft, integration.TestConfiguration, RunMode.DesignerTest, null, cancellationToken);
        var pins = resolved.Pin();
        return new PlanSource(
            integration.OrganizationId,
            new NamedId(integration.Id, integration.Name),
            null,
            JsonSerializer.Serialize(integration.Draft, IntegrationDefinition.Json),
            null,
            null,
            null,
            integration.Draft,
            pins,
            await LoadValueSetsAsync(db, pins, cancellationToken),
            await LoadConnectorsAsync(services, cancellationToken),
            Describe(resolved.Problems));
    }

    private static Task<ConnectorCatalogue> LoadConnectorsAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<ConnectorCatalogues>().GetAsync(cancellationToken);

    private static string? Describe(IReadOnlyList<ConfigurationProblem> problems) =>
        problems.Count == 0 ? null : string.Join(" ", problems.Select(p => p.Message));

    private static async Task<IReadOnlyDictionary<Guid, ValueSet>> LoadValueSetsAsync(IConsoleDb db, RunConfiguration pins, CancellationToken cancellationToken)
    {
        var ids = pins.PinnedValueSets.ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, ValueSet>()
            : await db.ValueSets.AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken);
    }

    private static async Task<CustomerReference?> LoadCustomerAsync(IConsoleDb db, Guid? customerId, CancellationToken cancellationToken) =>
        customerId is null
            ? null
            : await db.Customers.AsNoTracking().Where(c => c.Id == customerId)
                .Select(c => new CustomerReference(c.Id, c.Name, c.ExternalId)).SingleOrDefaultAsync(cancellationToken);

    private sealed record CachedPlan(long Change, RunPlan Plan);
}
