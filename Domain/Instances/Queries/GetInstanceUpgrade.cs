using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances.Queries;

/// <summary>What it would mean for an instance to run another version.</summary>
/// <param name="VersionNumber">The version in question; null for the newest one.</param>
[Requires(Permission.DeployInstances)]
public sealed record GetInstanceUpgrade(Guid Id, int? VersionNumber = null) : IQuery<InstanceUpgrade>;

/// <param name="Versions">The newest hundred, newest first.</param>
/// <param name="Added">Config variables that the version requires and the instance's own does not.</param>
/// <param name="Dropped">Config variables that the version does not require any more; their bindings are given up.</param>
/// <param name="Problems">What the instance would lack.</param>
public sealed record InstanceUpgrade(
    int CurrentVersion, int VersionNumber, Guid Revision, InstanceStatus Status, IReadOnlyList<UpgradeVersion> Versions,
    IReadOnlyList<string> Added, IReadOnlyList<string> Dropped, IReadOnlyList<ConfigurationProblem> Problems);

public sealed record UpgradeVersion(int Number, string Comment, DateTime PublishedAt);

internal sealed class GetInstanceUpgradeHandler(IConsoleDb db, ConfigurationResolver resolver) : IRequestHandler<GetInstanceUpgrade, Result<InstanceUpgrade>>
{
    private const int MostVersions = 100;

    public async Task<Result<InstanceUpgrade>> Handle(GetInstanceUpgrade request, CancellationToken cancellationToken)
    {
        if (await db.Instances.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken) is not { } instance)
        {
            return InstanceErrors.NotFound;
        }

        var all = db.IntegrationVersions.AsNoTracking().Where(v => v.IntegrationId == instance.IntegrationId);
        var versions = await all.OrderByDescending(v => v.Number).Take(MostVersions)
            .Select(v => new UpgradeVersion(v.Number, v.Comment, v.PublishedAt)).ToListAsync(cancellationToken);
        var number = request.VersionNumber ?? versions[0].Number;
        if (await all.SingleOrDefaultAsync(v => v.Number == number, cancellationToken) is not { } target)
        {
            return IntegrationErrors.VersionNotFound;
        }

        var current = await all.SingleAsync(v => v.Id == instance.VersionId, cancellationToken);
        var (own, wanted) = (Keys(current), Keys(target));
        var resolved = await resolver.ResolveAsync(target.Definition, instance.Configuration, RunMode.Deployed, instance.CustomerId, cancellationToken);
        return new InstanceUpgrade(
            instance.VersionNumber, number, instance.Revision, instance.Status, versions, [.. wanted.Except(own)], [.. own.Except(wanted)], resolved.Problems);
    }

    private static List<string> Keys(IntegrationVersion version) => [.. version.Definition.RequiredConfigVariables.Select(v => v.Key)];
}
