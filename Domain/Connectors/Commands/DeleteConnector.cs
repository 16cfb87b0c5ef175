using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connectors.Commands;

/// <summary>Deletes an own connector with its picture; refused while a connection, draft or version uses it.</summary>
[Requires(Permission.ManageConnectors)]
public sealed record DeleteConnector(string Key) : ICommand<Guid>;

internal sealed class DeleteConnectorHandler(IConsoleDb db, ConnectorUsage usage) : IRequestHandler<DeleteConnector, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(DeleteConnector request, CancellationToken cancellationToken)
    {
        if (await db.OwnConnectors.SingleOrDefaultAsync(c => c.Key == request.Key, cancellationToken) is not { } connector)
        {
            return ConnectorErrors.NotFound;
        }

        var users = await usage.FindAsync(connector.Key, null, cancellationToken);
        if (users.Count > 0)
        {
            return ConnectorErrors.ConnectorInUse(connector.Name, users);
        }

        db.ConnectorPictures.RemoveRange(await db.ConnectorPictures.Where(p => p.ConnectorId == connector.Id).ToListAsync(cancellationToken));
        db.OwnConnectors.Remove(connector);
        return await db.SaveAsync(cancellationToken) is { } error ? error : connector.Id;
    }
}
