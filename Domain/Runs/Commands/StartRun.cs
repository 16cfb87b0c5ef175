using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Runs.Commands;

/// <summary>RUN TEST on an instance: its own version, with its own values. Answers the run's id as soon as the run is durable.</summary>
/// <param name="FlowKey">Null for the first flow.</param>
[Requires(Permission.RunInstances)]
public sealed record RunInstance(Guid InstanceId, string? FlowKey = null, string? PayloadJson = null) : ICommand<Guid>;

/// <summary>RUN TEST in the designer: the draft, with test connections. Answers the run's id.</summary>
[Requires(Permission.TestIntegrations)]
public sealed record TestIntegration(Guid IntegrationId, string? FlowKey = null, string? PayloadJson = null) : ICommand<Guid>;

/// <summary>
/// Starts a new run with the trigger payload and the version of an earlier one, and with the values as they are now. Answers the new run's id.
/// </summary>
[Requires(Permission.ReplayRuns)]
public sealed record ReplayRun(Guid RunId) : ICommand<Guid>;

/// <summary>Asks a run to stop. Answers whether it was still under way.</summary>
[Requires(Permission.CancelRuns)]
public sealed record CancelRun(Guid RunId) : ICommand<bool>;

internal sealed class StartRunHandler(IConsoleDb db, ActorContext context, IRunner runner, DefinitionCatalogueLoader catalogues)
    : IRequestHandler<RunInstance, Result<Guid>>, IRequestHandler<TestIntegration, Result<Guid>>, IRequestHandler<ReplayRun, Result<Guid>>,
      IRequestHandler<CancelRun, Result<bool>>
{
    public async Task<Result<Guid>> Handle(RunInstance request, CancellationToken cancellationToken)
    {
        if (await db.Instances.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.InstanceId, cancellationToken) is not { } instance)
        {
            return InstanceErrors.NotFound;
        }

        if (instance.Status != InstanceStatus.Deployed)
        {
            return instance.Status == InstanceStatus.Paused ? InstanceErrors.Paused(instance.Name) : InstanceErrors.NotDeployed(instance.Name);
        }

        var trigger = context.Actor.Kind == ActorKind.Operator ? RunTrigger.CommandLine : RunTrigger.InstanceTest;
        return await runner.AcceptAsync(
            new RunRequest(context.OrganizationId, instance.Id, instance.IntegrationId, trigger, context.Actor.Name, request.FlowKey, request.PayloadJson), cancellationToken);
    }

    public async Task<Result<Guid>> Handle(TestIntegration request, CancellationToken cancellationToken)
    {
        if (await db.Integrations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.IntegrationId, cancellationToken) is not { } integration)
        {
            return IntegrationErrors.NotFound;
        }

        var problems = DefinitionValidator.Validate(integration.Draft, await catalogues.LoadAsync(cancellationToken));
        if (problems.Count > 0)
        {
            return IntegrationErrors.HasProblems(problems);
        }

        return await runner.AcceptAsync(
            new RunRequest(context.OrganizationId, null, integration.Id, RunTrigger.DesignerTest, context.Actor.Name, request.FlowKey, request.PayloadJson), cancellationToken);
    }

    public async Task<Result<Guid>> Handle(ReplayRun request, CancellationToken cancellationToken)
    {
        var original = await db.Runs.Where(r => r.Id == request.RunId)
            .Select(r => new { r.Id, r.InstanceId, r.IntegrationId, r.VersionId, r.FlowKey, r.EndedAt }).SingleOrDefaultAsync(cancellationToken);
        if (original is null)
        {
            return RunErrors.NotFound;
        }

        if (original.InstanceId is null || original.VersionId is null)
        {
            return RunErrors.NothingToReplay;
        }

        // Whether the instance may run now is for the runner, which looks at it anyway.
        return original.EndedAt is null
            ? RunErrors.NotEnded
            : await runner.AcceptAsync(
                new RunRequest(
                    context.OrganizationId, original.InstanceId, original.IntegrationId, RunTrigger.Replay, context.Actor.Name, original.FlowKey,
                    ReplayOf: original.Id, VersionId: original.VersionId),
                cancellationToken);
    }

    public Task<Result<bool>> Handle(CancelRun request, CancellationToken cancellationToken) =>
        runner.CancelAsync(context.OrganizationId, request.RunId, cancellationToken);
}
