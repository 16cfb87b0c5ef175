using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances.Queries;

/// <summary>An instance's configuration for editing: what its version requires, how each is bound, and what it could be bound to.</summary>
[Requires(Permission.ManageInstances)]
public sealed record GetInstanceBindings(Guid Id) : IQuery<InstanceBindingsDetail>;

/// <param name="OrganizationVariables">Names alone; at most <see cref="MostChoices"/> by name.</param>
/// <param name="CustomerVariables">Those of the instance's customer.</param>
public sealed record InstanceBindingsDetail(
    Guid Id, string Name, int VersionNumber, InstanceStatus Status, Guid CustomerId, string CustomerName, Guid Revision,
    IReadOnlyList<BindableVariable> Variables, IReadOnlyList<BindableSlot> Slots,
    IReadOnlyList<BindingChoice> OrganizationVariables, IReadOnlyList<BindingChoice> CustomerVariables)
{
    /// <summary>More than a person chooses from in one list.</summary>
    public const int MostChoices = 500;
}

/// <param name="Binding">Null where it has its default, or nothing.</param>
public sealed record BindableVariable(
    string Key, ConfigVariableType Type, string Description, string? Default, IReadOnlyList<string> Picklist, VariableBinding? Binding);

/// <param name="StableKey">The organization connection that the slot takes by itself; null for an open slot.</param>
/// <param name="Credentials">What fits an open slot.</param>
public sealed record BindableSlot(
    string Key, string Description, string Connector, string? StableKey, Guid? ConnectionId, VariableBinding? Binding, IReadOnlyList<BindingChoice> Credentials);

/// <param name="Detail">What tells it from others: a credential's authorization method, "secret".</param>
public sealed record BindingChoice(Guid Id, string Name, string Detail);

internal sealed class GetInstanceBindingsHandler(IConsoleDb db, ConnectorCatalogues catalogues) : IRequestHandler<GetInstanceBindings, Result<InstanceBindingsDetail>>
{
    public async Task<Result<InstanceBindingsDetail>> Handle(GetInstanceBindings request, CancellationToken cancellationToken)
    {
        var row = await (
            from instance in db.Instances.AsNoTracking().Where(i => i.Id == request.Id)
            join customer in db.Customers on instance.CustomerId equals customer.Id
            join version in db.IntegrationVersions on instance.VersionId equals version.Id
            select new { instance, CustomerName = customer.Name, version.Definition }).SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return InstanceErrors.NotFound;
        }

        var i = row.instance;
        var required = row.Definition.RequiredConfigVariables;
        return new InstanceBindingsDetail(
            i.Id, i.Name, i.VersionNumber, i.Status, i.CustomerId, row.CustomerName, i.Revision,
            [.. required.Where(v => v.Connection is null)
                .Select(v => new BindableVariable(v.Key, v.Type, v.Description, v.Default, v.Picklist ?? [], i.Configuration.Find(v.Key)))],
            await SlotsAsync(required, i.Configuration, cancellationToken),
            await VariablesAsync(null, cancellationToken),
            await VariablesAsync(i.CustomerId, cancellationToken));
    }

    private async Task<List<BindingChoice>> VariablesAsync(Guid? customerId, CancellationToken cancellationToken) =>
        await db.ConfigVariables.AsNoTracking().Where(v => v.CustomerId == customerId).OrderBy(v => v.NormalizedName).Take(InstanceBindingsDetail.MostChoices)
            .Select(v => new BindingChoice(v.Id, v.Name, v.IsSecret ? "secret" : "")).ToListAsync(cancellationToken);

    private async Task<List<BindableSlot>> SlotsAsync(IReadOnlyList<RequiredConfigVariable> required, InstanceConfiguration configuration, CancellationToken cancellationToken)
    {
        var keys = required.Select(v => v.Connection?.StableKey).OfType<string>().Select(Connections.StableKey.Normalize).ToList();
        var connections = await db.OrganizationConnections.AsNoTracking().Where(c => keys.Contains(c.NormalizedStableKey))
            .Select(c => new { c.NormalizedStableKey, c.Id }).ToDictionaryAsync(c => c.NormalizedStableKey, c => c.Id, cancellationToken);
        var credentials = await db.Credentials.AsNoTracking().OrderBy(c => c.NormalizedName).Take(InstanceBindingsDetail.MostChoices)
            .Select(c => new { c.Id, c.Name, c.AuthorizationMethod }).ToListAsync(cancellationToken);
        var connectors = await catalogues.GetAsync(cancellationToken);
        var slots = new List<BindableSlot>();
        foreach (var variable in required.Where(v => v.Connection is not null))
        {
            var slot = variable.Connection!;
            var connector = connectors.Find(slot.Connector);
            var methods = (connector?.ConnectionTypes ?? []).Where(t => slot.ConnectionType is null || t.Key == slot.ConnectionType)
                .SelectMany(t => t.Credentials).Select(m => m.AuthorizationMethod).ToHashSet(StringComparer.Ordinal);
            slots.Add(new BindableSlot(
                variable.Key, variable.Description, connector?.Label ?? slot.Connector, slot.StableKey,
                slot.StableKey is { } key && connections.TryGetValue(Connections.StableKey.Normalize(key), out var id) ? id : null,
                configuration.Find(variable.Key),
                slot.StableKey is not null
                    ? []
                    : [.. credentials.Where(c => methods.Contains(c.AuthorizationMethod))
                        .Select(c => new BindingChoice(c.Id, c.Name, AuthorizationMethods.Find(c.AuthorizationMethod)?.Label ?? c.AuthorizationMethod))]));
        }

        return slots;
    }
}
