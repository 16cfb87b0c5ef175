using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>Organization connections by name, for programs.</summary>
/// <param name="StableKeys">Any of these, compared without case.</param>
/// <param name="Name">Exactly this name.</param>
/// <param name="NameContains">Part of the name, compared without case.</param>
/// <param name="Health">Only those whose own values fare so; nothing is known against those of the customer kind, which hold none.</param>
[Requires(Permission.ViewConnections)]
public sealed record FindConnections(
    Window Window, IReadOnlyList<Guid>? Ids = null, IReadOnlyList<string>? StableKeys = null, string? Name = null, string? NameContains = null, ConnectionKind? Kind = null,
    ConnectionHealth? Health = null)
    : IQuery<Slice<FoundConnection>>;

/// <summary>The inputs of connections by connection: which have a value, and the values that are no secrets for those who may set them.</summary>
[Requires(Permission.ViewConnections)]
public sealed record FindConnectionInputs(IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, IReadOnlyList<FoundInput>>>;

/// <summary>Who uses connections, in numbers, by connection.</summary>
[Requires(Permission.ViewConnections)]
public sealed record FindConnectionUsage(IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, UsageCounts>>;

public sealed record FoundConnection(
    Guid Id, string Name, string StableKey, string Description, ConnectionTypeKey Type, ConnectionKind Kind, bool IsDefaultForConnector, DateTime CreatedAt);

/// <param name="Value">Null for a secret, for an input without a value, and for those who may not set it.</param>
public sealed record FoundInput(string Key, InputScope Scope, bool HasValue, string? Value)
{
    internal static FoundInput Of(InputField field, InputScope scope, ValueSet? values, bool mayRead)
    {
        var stored = values?.Find(field.Key);
        return new FoundInput(field.Key, scope, stored is not null, mayRead && !field.IsSecret ? stored?.Plain : null);
    }
}

internal sealed class FindConnectionsValidator : AbstractValidator<FindConnections>
{
    public FindConnectionsValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.Ids).AtMostManyIds();
        RuleFor(q => q.StableKeys).AtMostManyIds();
        RuleFor(q => q.NameContains).MaximumLength(ConnectionRules.MaximumNameLength).WithMessage($"Search for at most {ConnectionRules.MaximumNameLength} characters.");
    }
}

internal sealed class FindConnectionInputsValidator : AbstractValidator<FindConnectionInputs>
{
    public FindConnectionInputsValidator() => RuleFor(q => q.Ids).AtMostManyIds();
}

internal sealed class FindConnectionUsageValidator : AbstractValidator<FindConnectionUsage>
{
    public FindConnectionUsageValidator() => RuleFor(q => q.Ids).AtMostManyIds();
}

internal sealed class FindConnectionsHandler(IConsoleDb db, ConnectorCatalogues catalogues, ConnectionUsage usage, ConnectionHealths healths, ActorContext context)
    : IRequestHandler<FindConnections, Result<Slice<FoundConnection>>>, IRequestHandler<FindConnectionInputs, Result<IReadOnlyDictionary<Guid, IReadOnlyList<FoundInput>>>>,
      IRequestHandler<FindConnectionUsage, Result<IReadOnlyDictionary<Guid, UsageCounts>>>
{
    public async Task<Result<Slice<FoundConnection>>> Handle(FindConnections request, CancellationToken cancellationToken)
    {
        var connections = db.OrganizationConnections.AsNoTracking();
        connections = request.Ids is { } ids ? connections.Where(c => ids.Contains(c.Id)) : connections;
        connections = request.Kind is { } kind ? connections.Where(c => c.Kind == kind) : connections;
        if (request.StableKeys is { } stableKeys)
        {
            var normalized = stableKeys.Select(StableKey.Normalize).ToList();
            // One key is what programs ask for; a list is translated anew each time, since its length is part of the statement.
            connections = normalized is [var one] ? connections.Where(c => c.NormalizedStableKey == one) : connections.Where(c => normalized.Contains(c.NormalizedStableKey));
        }

        if (request.Name is { } name)
        {
            var normalized = Text.Normalize(name);
            connections = connections.Where(c => c.NormalizedName == normalized && c.Name == name);
        }

        if (request.NameContains is { } part)
        {
            var normalized = Text.Normalize(part);
            connections = connections.Where(c => c.NormalizedName.Contains(normalized));
        }

        connections = request.Health is { } health ? await OfHealthAsync(connections, health, cancellationToken) : connections;
        return await connections.OrderBy(c => c.NormalizedName).ThenBy(c => c.Id)
            .Select(c => new FoundConnection(
                c.Id, c.Name, c.StableKey, c.Description, new ConnectionTypeKey(c.ConnectorKey, c.ConnectionTypeKey), c.Kind, c.IsDefaultForConnector, c.CreatedAt))
            .ToSliceAsync(request.Window, cancellationToken);
    }

    private async Task<IQueryable<OrganizationConnection>> OfHealthAsync(IQueryable<OrganizationConnection> connections, ConnectionHealth health, CancellationToken cancellationToken)
    {
        var global = await healths.GlobalAsync(await catalogues.GetAsync(cancellationToken), cancellationToken);
        return health switch
        {
            ConnectionHealth.Pending => connections.Where(c => global.Pending.Contains(c.Id)),
            ConnectionHealth.Failing => connections.Where(c => global.Failing.Contains(c.Id)),
            ConnectionHealth.Expired => connections.Where(c => global.Expired.Contains(c.Id)),
            _ => connections.Where(c => !global.Pending.Contains(c.Id) && !global.Failing.Contains(c.Id) && !global.Expired.Contains(c.Id)),
        };
    }

    public async Task<Result<IReadOnlyDictionary<Guid, IReadOnlyList<FoundInput>>>> Handle(FindConnectionInputs request, CancellationToken cancellationToken)
    {
        var connections = await db.OrganizationConnections.AsNoTracking().Where(c => request.Ids.Contains(c.Id)).ToListAsync(cancellationToken);
        var current = connections.Select(c => c.Values.CurrentId).OfType<Guid>().ToList();
        var values = await db.ValueSets.AsNoTracking().Where(v => current.Contains(v.Id)).ToDictionaryAsync(v => v.OwnerId, cancellationToken);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var mayRead = context.Actor.May(Permission.ManageConnections);
        return connections.ToDictionary(
            c => c.Id,
            c => (IReadOnlyList<FoundInput>)[.. (catalogue.Find(c.Type)?.Inputs ?? []).Select(f => FoundInput.Of(f, c.ScopeOf(f.Key), values.GetValueOrDefault(c.Id), mayRead))]);
    }

    public async Task<Result<IReadOnlyDictionary<Guid, UsageCounts>>> Handle(FindConnectionUsage request, CancellationToken cancellationToken)
    {
        var keys = await db.OrganizationConnections.Where(c => request.Ids.Contains(c.Id)).Select(c => new { c.Id, c.NormalizedStableKey }).ToListAsync(cancellationToken);
        var counts = await usage.CountAsync(keys.ConvertAll(k => k.NormalizedStableKey), cancellationToken);
        return keys.ToDictionary(k => k.Id, k => counts[k.NormalizedStableKey]);
    }
}
