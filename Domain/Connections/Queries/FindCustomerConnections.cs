using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>Customers' values under connections, oldest first, for programs.</summary>
/// <param name="CustomerIds">Only those of these customers.</param>
/// <param name="ConnectionIds">Only those under these organization connections.</param>
[Requires(Permission.ViewCustomerConnections)]
public sealed record FindCustomerConnections(
    Window Window, IReadOnlyList<Guid>? Ids = null, IReadOnlyList<Guid>? CustomerIds = null, IReadOnlyList<Guid>? ConnectionIds = null)
    : IQuery<Slice<FoundCustomerConnection>>;

/// <summary>The same for each of many customers, the window counting for each of them.</summary>
[Requires(Permission.ViewCustomerConnections)]
public sealed record FindConnectionsOfCustomers(Window Window, IReadOnlyList<Guid> CustomerIds) : IQuery<IReadOnlyDictionary<Guid, Slice<FoundCustomerConnection>>>;

/// <summary>The same for each of many organization connections, in the order of the customers' ids.</summary>
/// <param name="Customers">Only those of these customers; null for all.</param>
[Requires(Permission.ViewCustomerConnections)]
public sealed record FindCustomersOfConnections(Window Window, IReadOnlyList<Guid> ConnectionIds, IReadOnlyList<Guid>? Customers = null)
    : IQuery<IReadOnlyDictionary<Guid, Slice<FoundCustomerConnection>>>;

/// <summary>The inputs that customers give, by customer connection: which have a value, and the values that are no secrets for those who may set them.</summary>
[Requires(Permission.ViewCustomerConnections)]
public sealed record FindCustomerConnectionInputs(IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, IReadOnlyList<FoundInput>>>;

/// <param name="Label">Connection and customer.</param>
public sealed record FoundCustomerConnection(Guid Id, Guid ConnectionId, Guid CustomerId, string Label, bool IsComplete, DateTime LastConfiguredAt);

internal sealed class FindCustomerConnectionsValidator : AbstractValidator<FindCustomerConnections>
{
    public FindCustomerConnectionsValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.Ids).AtMostManyIds();
        RuleFor(q => q.CustomerIds).AtMostManyIds();
        RuleFor(q => q.ConnectionIds).AtMostManyIds();
    }
}

internal sealed class FindConnectionsOfCustomersValidator : AbstractValidator<FindConnectionsOfCustomers>
{
    public FindConnectionsOfCustomersValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.CustomerIds).AtMostManyIds();
    }
}

internal sealed class FindCustomersOfConnectionsValidator : AbstractValidator<FindCustomersOfConnections>
{
    public FindCustomersOfConnectionsValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.ConnectionIds).AtMostManyIds();
        RuleFor(q => q.Customers).AtMostManyIds();
    }
}

internal sealed class FindCustomerConnectionInputsValidator : AbstractValidator<FindCustomerConnectionInputs>
{
    public FindCustomerConnectionInputsValidator() => RuleFor(q => q.Ids).AtMostManyIds();
}

internal sealed class FindCustomerConnectionsHandler(IConsoleDb db, ConnectorCatalogues catalogues, ActorContext context)
    : IRequestHandler<FindCustomerConnections, Result<Slice<FoundCustomerConnection>>>,
      IRequestHandler<FindConnectionsOfCustomers, Result<IReadOnlyDictionary<Guid, Slice<FoundCustomerConnection>>>>,
      IRequestHandler<FindCustomersOfConnections, Result<IReadOnlyDictionary<Guid, Slice<FoundCustomerConnection>>>>,
      IRequestHandler<FindCustomerConnectionInputs, Result<IReadOnlyDictionary<Guid, IReadOnlyList<FoundInput>>>>
{
    public async Task<Result<Slice<FoundCustomerConnection>>> Handle(FindCustomerConnections request, CancellationToken cancellationToken)
    {
        var connections = db.CustomerConnections.AsNoTracking();
        connections = request.Ids switch
        {
            null => connections,
            // What each mutation asks for: a list is translated anew each time, since its length is part of the statement.
            [var id] => connections.Where(c => c.Id == id),
            var ids => connections.Where(c => ids.Contains(c.Id)),
        };
        connections = request.CustomerIds is { } customers ? connections.Where(c => customers.Contains(c.CustomerId)) : connections;
        connections = request.ConnectionIds is { } owners ? connections.Where(c => owners.Contains(c.OrganizationConnectionId)) : connections;
        // Of one connection there is an index by customer; otherwise the order of creation is at hand.
        var ordered = request.ConnectionIds is { Count: 1 } ? connections.OrderBy(c => c.CustomerId) : connections.OrderBy(c => c.Id);
        return await ordered
            .Select(c => new FoundCustomerConnection(c.Id, c.OrganizationConnectionId, c.CustomerId, c.Label, c.IsComplete, c.LastConfiguredAt))
            .ToSliceAsync(request.Window, cancellationToken);
    }

    public async Task<Result<IReadOnlyDictionary<Guid, Slice<FoundCustomerConnection>>>> Handle(FindConnectionsOfCustomers request, CancellationToken cancellationToken)
    {
        var (skip, take, ids) = (request.Window.Skip, request.Window.Take + 1, request.CustomerIds);
        // Named beforehand: rows are numbered within the customers that are asked for, not within all.
        var own = db.CustomerConnections.Where(c => ids.Contains(c.CustomerId));
        var rows = await (
            from customer in db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id))
            from c in own.Where(c => c.CustomerId == customer.Id).OrderBy(c => c.Id).Skip(skip).Take(take)
            select new FoundCustomerConnection(c.Id, c.OrganizationConnectionId, c.CustomerId, c.Label, c.IsComplete, c.LastConfiguredAt)).ToListAsync(cancellationToken);
        var totals = request.Window.Counted
            ? await db.CustomerConnections.Where(c => ids.Contains(c.CustomerId)).GroupBy(c => c.CustomerId)
                .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken)
            : null;
        return Result<IReadOnlyDictionary<Guid, Slice<FoundCustomerConnection>>>.Success(
            rows.OrderBy(r => r.Id).Select(r => (r.CustomerId, r)).ToSlices(ids, request.Window, totals));
    }

    public async Task<Result<IReadOnlyDictionary<Guid, Slice<FoundCustomerConnection>>>> Handle(FindCustomersOfConnections request, CancellationToken cancellationToken)
    {
        var (skip, take, ids) = (request.Window.Skip, request.Window.Take + 1, request.ConnectionIds);
        var own = db.CustomerConnections.AsNoTracking().Where(c => ids.Contains(c.OrganizationConnectionId));
        own = request.Customers is { } customers ? own.Where(c => customers.Contains(c.CustomerId)) : own;
        var rows = await (
            from connection in db.OrganizationConnections.Where(c => ids.Contains(c.Id))
            from c in own.Where(c => c.OrganizationConnectionId == connection.Id).OrderBy(c => c.CustomerId).Skip(skip).Take(take)
            select new FoundCustomerConnection(c.Id, c.OrganizationConnectionId, c.CustomerId, c.Label, c.IsComplete, c.LastConfiguredAt)).ToListAsync(cancellationToken);
        var totals = request.Window.Counted
            ? await own.GroupBy(c => c.OrganizationConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken)
            : null;
        return Result<IReadOnlyDictionary<Guid, Slice<FoundCustomerConnection>>>.Success(rows.Select(r => (r.ConnectionId, r)).ToSlices(ids, request.Window, totals));
    }

    public async Task<Result<IReadOnlyDictionary<Guid, IReadOnlyList<FoundInput>>>> Handle(FindCustomerConnectionInputs request, CancellationToken cancellationToken)
    {
        var rows = await (
            from own in db.CustomerConnections.AsNoTracking().Where(c => request.Ids.Contains(c.Id))
            join connection in db.OrganizationConnections on own.OrganizationConnectionId equals connection.Id
            select new { own.Id, own.Values.CurrentId, Connection = connection }).AsNoTracking().ToListAsync(cancellationToken);
        var current = rows.Select(r => r.CurrentId).OfType<Guid>().ToList();
        var values = await db.ValueSets.AsNoTracking().Where(v => current.Contains(v.Id)).ToDictionaryAsync(v => v.OwnerId, cancellationToken);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var mayRead = context.Actor.May(Permission.ManageCustomerConnections);
        return rows.ToDictionary(
            r => r.Id,
            r => (IReadOnlyList<FoundInput>)[.. (catalogue.Find(r.Connection.Type)?.Inputs ?? []).Where(f => r.Connection.ScopeOf(f.Key) == InputScope.CustomerSpecific)
                .Select(f => FoundInput.Of(f, InputScope.CustomerSpecific, values.GetValueOrDefault(r.Id), mayRead))]);
    }
}
