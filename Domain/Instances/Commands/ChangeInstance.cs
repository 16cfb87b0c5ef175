using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances.Commands;

/// <summary>Replaces the instance's bindings; hold from its next run on. Answers the new revision.</summary>
[Requires(Permission.ManageInstances)]
public sealed record ConfigureInstance(Guid Id, InstanceConfiguration Configuration, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Takes the instance into service; refused while something is missing, unless forced. Answers the new revision.</summary>
[Requires(Permission.DeployInstances)]
public sealed record DeployInstance(Guid Id, bool Force = false, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Triggers and schedules are ignored until it is resumed. Answers the new revision.</summary>
[Requires(Permission.PauseInstances)]
public sealed record PauseInstance(Guid Id, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Ends a pause. Answers the new revision.</summary>
[Requires(Permission.PauseInstances)]
public sealed record ResumeInstance(Guid Id, Guid? Revision = null) : ICommand<Guid>;

internal sealed class ChangeInstanceHandler(IConsoleDb db, ConfigurationResolver resolver, TimeProvider time)
    : IRequestHandler<ConfigureInstance, Result<Guid>>, IRequestHandler<DeployInstance, Result<Guid>>,
      IRequestHandler<PauseInstance, Result<Guid>>, IRequestHandler<ResumeInstance, Result<Guid>>
{
    public Task<Result<Guid>> Handle(ConfigureInstance request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, request.Revision, async instance =>
        {
            var version = await db.IntegrationVersions.AsNoTracking().SingleAsync(v => v.Id == instance.VersionId, cancellationToken);
            if (await InstanceBindings.CheckAsync(db, version.Definition, request.Configuration, instance.CustomerId, cancellationToken) is { } wrong)
            {
                return wrong;
            }

            instance.Configure(request.Configuration);
            return null;
        }, cancellationToken);

    public Task<Result<Guid>> Handle(DeployInstance request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, request.Revision, async instance =>
        {
            var version = await db.IntegrationVersions.AsNoTracking().SingleAsync(v => v.Id == instance.VersionId, cancellationToken);
            var resolved = await resolver.ResolveAsync(version.Definition, instance.Configuration, RunMode.Deployed, instance.CustomerId, cancellationToken);
            return instance.Deploy(resolved.Problems, request.Force, time.GetUtcNow().UtcDateTime);
        }, cancellationToken);

    public Task<Result<Guid>> Handle(PauseInstance request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, request.Revision, instance => Task.FromResult(instance.Pause()), cancellationToken);

    public Task<Result<Guid>> Handle(ResumeInstance request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, request.Revision, instance => Task.FromResult(instance.Resume()), cancellationToken);

    private async Task<Result<Guid>> ChangeAsync(Guid id, Guid? revision, Func<Instance, Task<Error?>> change, CancellationToken cancellationToken)
    {
        if (await db.Instances.SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } instance)
        {
            return InstanceErrors.NotFound;
        }

        if (instance.CheckRevision(revision) is { } stale)
        {
            return stale;
        }

        return (await change(instance) ?? await db.SaveAsync(cancellationToken)) is { } error ? error : instance.Revision;
    }
}
