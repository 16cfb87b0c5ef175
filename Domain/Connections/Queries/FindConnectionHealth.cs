using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>
/// How the values of many connections of one kind fare, by what holds them, for programs. Those that are not there are missing, and so are connections of the
/// customer kind, whose values are the customers'.
/// </summary>
[Requires(Permission.ViewConnections)]
public sealed record FindConnectionHealth(ValueOwner OwnerKind, IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, ConnectionHealth>>;

internal sealed class FindConnectionHealthValidator : AbstractValidator<FindConnectionHealth>
{
    public FindConnectionHealthValidator()
    {
        RuleFor(q => q.OwnerKind).Must(k => k is ValueOwner.OrganizationConnection or ValueOwner.TestConnection or ValueOwner.CustomerConnection)
            .WithMessage("Only connections are looked up together.");
        RuleFor(q => q.Ids).AtMostManyIds();
    }
}

internal sealed class FindConnectionHealthHandler(IConsoleDb db, ActorContext context, ConnectorCatalogues catalogues, ConnectionHealths healths, CustomerNeeds needs)
    : IRequestHandler<FindConnectionHealth, Result<IReadOnlyDictionary<Guid, ConnectionHealth>>>
{
    public async Task<Result<IReadOnlyDictionary<Guid, ConnectionHealth>>> Handle(FindConnectionHealth request, CancellationToken cancellationToken)
    {
        if (AuthorizationOwner.CheckMaySee(context.Actor, request.OwnerKind) is { } forbidden)
        {
            return forbidden;
        }

        var owners = await OwnersAsync(request, cancellationToken);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var signs = await healths.SignsAsync(owners.ConvertAll(o => o.Id), cancellationToken);
        signs = signs with { Authorizations = await InForceAsync(request.OwnerKind, owners, catalogue, signs.Authorizations, cancellationToken) };
        var failures = await FailuresAsync(request.OwnerKind, owners, cancellationToken);
        return owners.ToDictionary(o => o.Id, o => signs.HealthOf(o.Id, o.Values.CurrentId, failures.GetValueOrDefault(o.Id), catalogue.Find(o.Type)?.OAuth));
    }

    /// <summary>What the last runs tell, by owner.</summary>
    private async Task<Dictionary<Guid, CredentialFailure>> FailuresAsync(ValueOwner kind, List<Owner> owners, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case ValueOwner.OrganizationConnection:
                return new(await healths.FailuresOfGlobalAsync(cancellationToken));
            case ValueOwner.CustomerConnection:
                var found = await needs.FailuresAsync([.. owners.Select(o => o.CustomerId).OfType<Guid>().Distinct()], cancellationToken);
                return owners.Where(o => found.ContainsKey((o.CustomerId!.Value, o.ConnectionId))).ToDictionary(o => o.Id, o => found[(o.CustomerId!.Value, o.ConnectionId)]);
            default:
                return [];
        }
    }

    /// <summary>An authorization that was given for other settings than those in force is pending.</summary>
    private async Task<IReadOnlyDictionary<Guid, KnownAuthorization>> InForceAsync(
        ValueOwner kind, List<Owner> owners, ConnectorCatalogue catalogue, IReadOnlyDictionary<Guid, KnownAuthorization> known, CancellationToken cancellationToken)
    {
        var authorized = owners.Where(o => known.ContainsKey(o.Id) && catalogue.Find(o.Type)?.OAuth is not null).ToList();
        if (authorized.Count == 0)
        {
            return known;
        }

        var (ids, connectionIds) = (authorized.ConvertAll(o => o.Id), authorized.Select(o => o.ConnectionId).Distinct().ToList());
        var connections = await db.OrganizationConnections.AsNoTracking().Where(c => connectionIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var current = connections.Values.Select(c => c.Values.CurrentId).Concat(authorized.Select(o => o.Values.CurrentId)).OfType<Guid>().Distinct().ToList();
        var sets = await db.ValueSets.AsNoTracking().Where(v => current.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken);
        var rows = await db.OAuthAuthorizations.AsNoTracking().Where(a => a.OwnerKind == kind && ids.Contains(a.OwnerId)).ToDictionaryAsync(a => a.OwnerId, cancellationToken);
        var inForce = new Dictionary<Guid, KnownAuthorization>(known);
        foreach (var owner in authorized.Where(o => rows.ContainsKey(o.Id)))
        {
            var (connection, type, row) = (connections[owner.ConnectionId], catalogue.Find(owner.Type)!, rows[owner.Id]);
            var (test, customer) = (kind == ValueOwner.TestConnection ? Find(owner.Values) : null, kind == ValueOwner.CustomerConnection ? Find(owner.Values) : null);
            var outcome = AuthorizationTargets.Resolve(connection, type, kind, Find(connection.Values), test, customer);
            inForce[owner.Id] = new KnownAuthorization(row.StatusFor(OAuthConfiguration.Hash(type.OAuth!, outcome.Inputs)), row.AuthorizedAt);
        }

        return inForce;

        ValueSet? Find(ValueVersions versions) => versions.CurrentId is { } id ? sets.GetValueOrDefault(id) : null;
    }

    private Task<List<Owner>> OwnersAsync(FindConnectionHealth request, CancellationToken cancellationToken)
    {
        var connections = db.OrganizationConnections;
        return (request.OwnerKind switch
        {
            ValueOwner.TestConnection =>
                from test in db.TestConnections.Where(t => request.Ids.Contains(t.Id))
                join c in connections on test.OrganizationConnectionId equals c.Id
                select new Owner(test.Id, c.Id, null, test.Values, new ConnectionTypeKey(c.ConnectorKey, c.ConnectionTypeKey)),
            ValueOwner.CustomerConnection =>
                from own in db.CustomerConnections.Where(o => request.Ids.Contains(o.Id))
                join c in connections on own.OrganizationConnectionId equals c.Id
                select new Owner(own.Id, c.Id, own.CustomerId, own.Values, new ConnectionTypeKey(c.ConnectorKey, c.ConnectionTypeKey)),
            _ => connections.Where(c => request.Ids.Contains(c.Id) && c.Kind == ConnectionKind.Global)
                .Select(c => new Owner(c.Id, c.Id, null, c.Values, new ConnectionTypeKey(c.ConnectorKey, c.ConnectionTypeKey))),
        }).AsNoTracking().ToListAsync(cancellationToken);
    }

    private sealed record Owner(Guid Id, Guid ConnectionId, Guid? CustomerId, ValueVersions Values, ConnectionTypeKey Type);
}
