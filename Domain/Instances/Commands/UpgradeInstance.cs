using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances.Commands;

/// <summary>
/// Lets the instance run another version of its integration, newer or older, from its next run on. A deployed instance goes on without being deployed
/// again, so what would refuse deploying refuses this too, unless forced. Answers the new revision.
/// </summary>
[Requires(Permission.DeployInstances)]
public sealed record UpgradeInstance(Guid Id, int VersionNumber, bool Force = false, Guid? Revision = null) : ICommand<Guid>;

internal sealed class UpgradeInstanceHandler(IConsoleDb db, ConfigurationResolver resolver) : IRequestHandler<UpgradeInstance, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(UpgradeInstance request, CancellationToken cancellationToken)
    {
        if (await db.Instances.SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken) is not { } instance)
        {
            return InstanceErrors.NotFound;
        }

        if (instance.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        var version = await db.IntegrationVersions.AsNoTracking()
            .SingleOrDefaultAsync(v => v.IntegrationId == instance.IntegrationId && v.Number == request.VersionNumber, cancellationToken);
        if (version is null)
        {
            return IntegrationErrors.VersionNotFound;
        }

        if (instance.UseVersion(version) is { } refused)
        {
            return refused;
        }

        if (instance.Status == InstanceStatus.Deployed && !request.Force)
        {
            var resolved = await resolver.ResolveAsync(version.Definition, instance.Configuration, RunMode.Deployed, instance.CustomerId, cancellationToken);
            if (resolved.Problems.Count > 0)
            {
                return InstanceErrors.NotReady(resolved.Problems);
            }
        }

        return await db.SaveAsync(cancellationToken) is { } error ? error : instance.Revision;
    }
}
