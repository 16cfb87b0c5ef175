using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>Goes back to a customer's values before the current ones; can itself be undone.</summary>
[Requires(Permission.ManageCustomerConnections)]
public sealed record UndoCustomerConnection(Guid Id, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Goes back to the test values before the current ones; can itself be undone. Answers the test connection's id.</summary>
/// <param name="ConnectionId">The organization connection.</param>
[Requires(Permission.ManageTestConnections)]
public sealed record UndoTestConnection(Guid ConnectionId, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Removes the test connection; test runs then do what they do without one. Answers the organization connection's id.</summary>
[Requires(Permission.ManageTestConnections)]
public sealed record RemoveTestConnection(Guid ConnectionId, Guid? Revision = null) : ICommand<Guid>;

internal sealed class UndoValuesHandler(IConsoleDb db, ConnectorCatalogues catalogues, OwnedValues values, TimeProvider time)
    : IRequestHandler<UndoCustomerConnection, Result<Guid>>, IRequestHandler<UndoTestConnection, Result<Guid>>, IRequestHandler<RemoveTestConnection, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(UndoCustomerConnection request, CancellationToken cancellationToken)
    {
        if (await db.CustomerConnections.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } customerConnection)
        {
            return ConnectionErrors.CustomerConnectionNotFound;
        }

        if (customerConnection.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        var connection = await db.OrganizationConnections.AsNoTracking().SingleAsync(c => c.Id == customerConnection.OrganizationConnectionId, cancellationToken);
        if ((await catalogues.GetAsync(cancellationToken)).Find(connection.Type) is not { } type)
        {
            return ConnectionErrors.UnknownConnectionType(connection.Type.ToString());
        }

        var before = await db.ValueSets.AsNoTracking().SingleOrDefaultAsync(v => v.Id == customerConnection.Values.PreviousId, cancellationToken);
        return (customerConnection.UndoValues(connection.IsComplete(type, before), time.GetUtcNow().UtcDateTime) ?? await db.SaveAsync(cancellationToken)) is { } error
            ? error
            : customerConnection.Id;
    }

    public async Task<Result<Guid>> Handle(UndoTestConnection request, CancellationToken cancellationToken)
    {
        var found = await FindTestAsync(request.ConnectionId, request.Revision, cancellationToken);
        if (!found.TryGet(out var test, out var error))
        {
            return error;
        }

        return (test.UndoValues() ?? await db.SaveAsync(cancellationToken)) is { } failed ? failed : test.Id;
    }

    public async Task<Result<Guid>> Handle(RemoveTestConnection request, CancellationToken cancellationToken)
    {
        var found = await FindTestAsync(request.ConnectionId, request.Revision, cancellationToken);
        if (!found.TryGet(out var test, out var error))
        {
            return error;
        }

        await values.RemoveAsync([test.Id], cancellationToken);
        db.TestConnections.Remove(test);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : request.ConnectionId;
    }

    private async Task<Result<TestConnection>> FindTestAsync(Guid connectionId, Guid? revision, CancellationToken cancellationToken)
    {
        if (await db.TestConnections.SingleOrDefaultAsync(t => t.OrganizationConnectionId == connectionId, cancellationToken) is not { } test)
        {
            return ConnectionErrors.TestConnectionNotFound;
        }

        return test.CheckRevision(revision) is { } stale ? stale : test;
    }
}
