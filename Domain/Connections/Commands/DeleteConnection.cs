using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>Deletes an organization connection with its test connection and customers' values; refused while anything uses it.</summary>
[Requires(Permission.ManageConnections)]
public sealed record DeleteConnection(Guid Id) : ICommand<Guid>;

internal sealed class DeleteConnectionHandler(IConsoleDb db, ConnectionUsage usage, OwnedValues values) : IRequestHandler<DeleteConnection, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(DeleteConnection request, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } connection)
        {
            return ConnectionErrors.NotFound;
        }

        var users = await usage.FindAsync(connection, cancellationToken);
        if (users.Count > 0)
        {
            return ConnectionErrors.InUse(connection.Name, users);
        }

        var tests = await db.TestConnections.Where(t => t.OrganizationConnectionId == connection.Id).ToListAsync(cancellationToken);
        var customers = await db.CustomerConnections.Where(c => c.OrganizationConnectionId == connection.Id).ToListAsync(cancellationToken);
        await values.RemoveAsync([.. tests.Select(t => t.Id), .. customers.Select(c => c.Id), connection.Id], cancellationToken);
        foreach (var predecessor in await db.OrganizationConnections.Where(c => c.SupersededById == connection.Id).ToListAsync(cancellationToken))
        {
            predecessor.SupersedeBy(null);
        }

        db.TestConnections.RemoveRange(tests);
        db.CustomerConnections.RemoveRange(customers);
        db.OrganizationConnections.Remove(connection);
        return await db.SaveAsync(cancellationToken) is { } error ? error : connection.Id;
    }
}
