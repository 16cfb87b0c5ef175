using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.OAuth.Queries;

/// <summary>How the authorizations of many connections of one kind stand, by connection, for programs. Those that are not there, or not authorized by OAuth 2.0, are missing.</summary>
[Requires(Permission.ViewConnections)]
public sealed record FindAuthorizationStatuses(ValueOwner OwnerKind, IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, AuthorizationStatus>>;

internal sealed class FindAuthorizationStatusesValidator : AbstractValidator<FindAuthorizationStatuses>
{
    public FindAuthorizationStatusesValidator()
    {
        RuleFor(q => q.OwnerKind).Must(k => k is ValueOwner.OrganizationConnection or ValueOwner.TestConnection or ValueOwner.CustomerConnection)
            .WithMessage("Only connections are looked up together.");
        RuleFor(q => q.Ids).AtMostManyIds();
    }
}

internal sealed class FindAuthorizationStatusesHandler(IConsoleDb db, ActorContext context, ConnectorCatalogues catalogues)
    : IRequestHandler<FindAuthorizationStatuses, Result<IReadOnlyDictionary<Guid, AuthorizationStatus>>>
{
    public async Task<Result<IReadOnlyDictionary<Guid, AuthorizationStatus>>> Handle(FindAuthorizationStatuses request, CancellationToken cancellationToken)
    {
        if (AuthorizationOwner.CheckMaySee(context.Actor, request.OwnerKind) is { } forbidden)
        {
            return forbidden;
        }

        var owners = await OwnersAsync(request, cancellationToken);
        var connectionIds = owners.Select(o => o.ConnectionId).Distinct().ToList();
        var connections = await db.OrganizationConnections.AsNoTracking().Where(c => connectionIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var current = connections.Values.Select(c => c.Values.CurrentId).Concat(owners.Select(o => o.Values?.CurrentId)).OfType<Guid>().Distinct().ToList();
        var sets = await db.ValueSets.AsNoTracking().Where(v => current.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken);
        var rows = await db.OAuthAuthorizations.AsNoTracking().Where(a => a.OwnerKind == request.OwnerKind && request.Ids.Contains(a.OwnerId))
            .ToDictionaryAsync(a => a.OwnerId, cancellationToken);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var statuses = new Dictionary<Guid, AuthorizationStatus>();
        foreach (var owner in owners)
        {
            var connection = connections[owner.ConnectionId];
            if (catalogue.Find(connection.Type) is { OAuth: { } definition } type && (owner.Values is not null || connection.Kind == ConnectionKind.Global))
            {
                var (test, customer) = request.OwnerKind == ValueOwner.TestConnection ? (Find(owner.Values), (ValueSet?)null) : (null, Find(owner.Values));
                var outcome = AuthorizationTargets.Resolve(connection, type, request.OwnerKind, Find(connection.Values), test, customer);
                statuses[owner.Id] = rows.GetValueOrDefault(owner.Id)?.StatusFor(OAuthConfiguration.Hash(definition, outcome.Inputs)) ?? AuthorizationStatus.Pending;
            }
        }

        return statuses;

        ValueSet? Find(ValueVersions? versions) => versions?.CurrentId is { } id ? sets.GetValueOrDefault(id) : null;
    }

    private Task<List<Owner>> OwnersAsync(FindAuthorizationStatuses request, CancellationToken cancellationToken) => request.OwnerKind switch
    {
        ValueOwner.TestConnection => db.TestConnections.AsNoTracking().Where(t => request.Ids.Contains(t.Id))
            .Select(t => new Owner(t.Id, t.OrganizationConnectionId, t.Values)).ToListAsync(cancellationToken),
        ValueOwner.CustomerConnection => db.CustomerConnections.AsNoTracking().Where(c => request.Ids.Contains(c.Id))
            .Select(c => new Owner(c.Id, c.OrganizationConnectionId, c.Values)).ToListAsync(cancellationToken),
        _ => db.OrganizationConnections.AsNoTracking().Where(c => request.Ids.Contains(c.Id)).Select(c => new Owner(c.Id, c.Id, null)).ToListAsync(cancellationToken),
    };

    /// <param name="Values">Of a customer or of test runs; null for a connection's own.</param>
    private sealed record Owner(Guid Id, Guid ConnectionId, ValueVersions? Values);
}
