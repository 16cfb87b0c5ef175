using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>
/// Copies customers' values from a superseded connection to its successor, on the server. Customers that have values there already are left alone, so it can
/// be sent again until nothing remains. Each send is one transaction of at most <see cref="CopyCustomerConnectionsLimit.Batch"/> customers.
/// </summary>
/// <param name="ConnectionId">The superseded connection.</param>
/// <param name="CustomerIds">Only these; null for all.</param>
[Requires(Permission.ManageCustomerConnections)]
public sealed record CopyCustomerConnections(Guid ConnectionId, IReadOnlyList<Guid>? CustomerIds = null) : ICommand<CopiedCustomers>;

/// <param name="Remaining">Of those that were asked for, still without values under the successor.</param>
public sealed record CopiedCustomers(int Copied, int Remaining);

public static class CopyCustomerConnectionsLimit
{
    /// <summary>Keeps the transaction short: SQLite has one write lock.</summary>
    public const int Batch = 50;

    public const int Chosen = 1_000;
}

internal sealed class CopyCustomerConnectionsValidator : AbstractValidator<CopyCustomerConnections>
{
    public CopyCustomerConnectionsValidator() => RuleFor(c => c.CustomerIds)
        .Must(ids => ids is null || ids.Count <= CopyCustomerConnectionsLimit.Chosen).WithMessage($"Choose at most {CopyCustomerConnectionsLimit.Chosen:N0} customers, or all.");
}

internal sealed class CopyCustomerConnectionsHandler(IConsoleDb db, ConnectorCatalogues catalogues, ActorContext context, ValueCopier copier, TimeProvider time)
    : IRequestHandler<CopyCustomerConnections, Result<CopiedCustomers>>
{
    public async Task<Result<CopiedCustomers>> Handle(CopyCustomerConnections request, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.ConnectionId, cancellationToken) is not { } old)
        {
            return ConnectionErrors.NotFound;
        }

        if (old.SupersededById is not { } successorId)
        {
            return ConnectionErrors.NotSuperseded(old.Name);
        }

        var successor = await db.OrganizationConnections.AsNoTracking().SingleAsync(c => c.Id == successorId, cancellationToken);
        if ((await catalogues.GetAsync(cancellationToken)).Find(successor.Type) is not { } type)
        {
            return ConnectionErrors.UnknownConnectionType(successor.Type.ToString());
        }

        var todo = Remaining(old.Id, successorId, request.CustomerIds);
        var batch = await (
            from own in todo.OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).Take(CopyCustomerConnectionsLimit.Batch)
            join customer in db.Customers on own.CustomerId equals customer.Id
            select new { Own = own, customer.Name }).ToListAsync(cancellationToken);
        var sets = batch.Select(b => b.Own.Values.CurrentId).Append(old.Values.CurrentId).OfType<Guid>().ToList();
        var values = await db.ValueSets.AsNoTracking().Where(v => sets.Contains(v.Id)).ToDictionaryAsync(v => v.OwnerId, cancellationToken);
        foreach (var row in batch)
        {
            if (await CopyAsync(old, successor, type, row.Own, row.Name, values, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        if (await db.SaveAsync(cancellationToken) is { } error)
        {
            return error;
        }

        return new CopiedCustomers(batch.Count, await Remaining(old.Id, successorId, request.CustomerIds).CountAsync(cancellationToken));
    }

    private IQueryable<CustomerConnection> Remaining(Guid oldId, Guid successorId, IReadOnlyList<Guid>? chosen)
    {
        var remaining = db.CustomerConnections.AsNoTracking()
            .Where(x => x.OrganizationConnectionId == oldId && !db.CustomerConnections.Any(y => y.OrganizationConnectionId == successorId && y.CustomerId == x.CustomerId));
        return chosen is null ? remaining : remaining.Where(x => chosen.Contains(x.CustomerId));
    }

    /// <summary>A customer-specific input of the successor gets the customer's own value; where the input was global before, the former global one.</summary>
    private async Task<Error?> CopyAsync(
        OrganizationConnection old, OrganizationConnection successor, ConnectionType type, CustomerConnection own, string customerName, Dictionary<Guid, ValueSet> values,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var created = CustomerConnection.Create(successor, own.CustomerId, customerName, now);
        if (!created.TryGet(out var copy, out var error))
        {
            return error;
        }

        var copies = new List<StoredValue>();
        foreach (var field in successor.CustomerFields(type))
        {
            var mine = values.GetValueOrDefault(own.Id)?.Find(field.Key);
            if ((mine ?? values.GetValueOrDefault(old.Id)?.Find(field.Key)) is not { } stored)
            {
                continue;
            }

            var copied = await copier.CopyAsync(stored, mine is null ? old.Id : own.Id, copy.Id, own.Label, cancellationToken);
            if (!copied.TryGet(out var value, out error))
            {
                return error;
            }

            copies.Add(value);
        }

        var set = new ValueSet(context.OrganizationId, ValueOwner.CustomerConnection, copy.Id, 1, copies, now, context.Actor.Name);
        copy.UseValues(set, successor.IsComplete(type, set), now);
        db.CustomerConnections.Add(copy);
        db.ValueSets.Add(set);
        return null;
    }
}
