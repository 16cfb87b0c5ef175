using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances.Queries;

/// <summary>Instances by name, for programs. Archived ones are found by their id alone.</summary>
/// <param name="CustomerIds">Only those of these customers.</param>
/// <param name="IntegrationIds">Only those of these integrations.</param>
/// <param name="Deployed">Only those that are deployed, or only those that are not.</param>
[Requires(Permission.ViewInstances)]
public sealed record FindInstances(
    Window Window, IReadOnlyList<Guid>? Ids = null, IReadOnlyList<Guid>? CustomerIds = null, IReadOnlyList<Guid>? IntegrationIds = null, bool? Deployed = null)
    : IQuery<Slice<FoundInstance>>;

/// <summary>The instances of each of many customers or integrations; the window counts for each of them.</summary>
/// <param name="Of">What <paramref name="OwnerIds"/> names.</param>
[Requires(Permission.ViewInstances)]
public sealed record FindInstancesOf(Window Window, InstanceOwner Of, IReadOnlyList<Guid> OwnerIds) : IQuery<IReadOnlyDictionary<Guid, Slice<FoundInstance>>>;

/// <summary>What instances are grouped by.</summary>
public enum InstanceOwner
{
    Customer,
    Integration,
}

public sealed record FoundInstance(
    Guid Id, string Name, string Description, Guid CustomerId, Guid IntegrationId, string IntegrationName, int VersionNumber, InstanceStatus Status, DateTime? DeployedAt);

internal sealed class FindInstancesValidator : AbstractValidator<FindInstances>
{
    public FindInstancesValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.Ids).AtMostManyIds();
        RuleFor(q => q.CustomerIds).AtMostManyIds();
        RuleFor(q => q.IntegrationIds).AtMostManyIds();
    }
}

internal sealed class FindInstancesOfValidator : AbstractValidator<FindInstancesOf>
{
    public FindInstancesOfValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.OwnerIds).AtMostManyIds();
    }
}

internal sealed class FindInstancesHandler(IConsoleDb db)
    : IRequestHandler<FindInstances, Result<Slice<FoundInstance>>>, IRequestHandler<FindInstancesOf, Result<IReadOnlyDictionary<Guid, Slice<FoundInstance>>>>
{
    public async Task<Result<Slice<FoundInstance>>> Handle(FindInstances request, CancellationToken cancellationToken)
    {
        var instances = db.Instances.AsNoTracking();
        instances = request.Ids is { } ids ? instances.Where(i => ids.Contains(i.Id)) : instances.Where(i => i.ArchivedAt == null);
        instances = request.CustomerIds is { } customers ? instances.Where(i => customers.Contains(i.CustomerId)) : instances;
        instances = request.IntegrationIds is { } integrations ? instances.Where(i => integrations.Contains(i.IntegrationId)) : instances;
        instances = request.Deployed is { } deployed ? instances.Where(i => i.Status == InstanceStatus.Deployed == deployed) : instances;
        return await instances.Join(db.Integrations, i => i.IntegrationId, x => x.Id, (i, x) => new { i, x.Name })
            .OrderBy(r => r.i.NormalizedName).ThenBy(r => r.i.Id)
            .Select(r => new FoundInstance(
                r.i.Id, r.i.Name, r.i.Description, r.i.CustomerId, r.i.IntegrationId, r.Name, r.i.VersionNumber, r.i.Status, r.i.DeployedAt))
            .ToSliceAsync(request.Window, cancellationToken);
    }

    public async Task<Result<IReadOnlyDictionary<Guid, Slice<FoundInstance>>>> Handle(FindInstancesOf request, CancellationToken cancellationToken)
    {
        var (skip, take, ids) = (request.Window.Skip, request.Window.Take + 1, request.OwnerIds);
        // Named beforehand: rows are numbered within the owners that are asked for, not within all.
        var instances = db.Instances.AsNoTracking().Where(i => i.ArchivedAt == null);
        instances = request.Of == InstanceOwner.Customer ? instances.Where(i => ids.Contains(i.CustomerId)) : instances.Where(i => ids.Contains(i.IntegrationId));
        var found = request.Of == InstanceOwner.Customer
            ? from owner in db.Customers.Where(c => ids.Contains(c.Id))
              from i in instances.Where(i => i.CustomerId == owner.Id).OrderBy(i => i.NormalizedName).ThenBy(i => i.Id).Skip(skip).Take(take)
              select new { Owner = owner.Id, Instance = i }
            : from owner in db.Integrations.Where(c => ids.Contains(c.Id))
              from i in instances.Where(i => i.IntegrationId == owner.Id).OrderBy(i => i.NormalizedName).ThenBy(i => i.Id).Skip(skip).Take(take)
              select new { Owner = owner.Id, Instance = i };
        var rows = await found.Join(db.Integrations, r => r.Instance.IntegrationId, x => x.Id, (r, x) => new { r.Owner, r.Instance, IntegrationName = x.Name })
            .Select(r => new
            {
                r.Owner, r.Instance.NormalizedName,
                Row = new FoundInstance(
                    r.Instance.Id, r.Instance.Name, r.Instance.Description, r.Instance.CustomerId, r.Instance.IntegrationId, r.IntegrationName, r.Instance.VersionNumber,
                    r.Instance.Status, r.Instance.DeployedAt),
            }).ToListAsync(cancellationToken);
        var totals = request.Window.Counted ? await CountAsync(instances, request, cancellationToken) : null;
        return Result<IReadOnlyDictionary<Guid, Slice<FoundInstance>>>.Success(
            rows.OrderBy(r => r.NormalizedName, StringComparer.Ordinal).ThenBy(r => r.Row.Id).Select(r => (r.Owner, r.Row)).ToSlices(ids, request.Window, totals));
    }

    private static async Task<Dictionary<Guid, int>> CountAsync(IQueryable<Instance> instances, FindInstancesOf request, CancellationToken cancellationToken)
    {
        var owners = request.Of == InstanceOwner.Customer ? instances.GroupBy(i => i.CustomerId) : instances.GroupBy(i => i.IntegrationId);
        return await owners.Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
    }
}
