using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>
/// Moves the mark of the default connection. Two at once for one connector are kept out by a unique index: of two people who mark at the same time, the
/// second is told.
/// </summary>
internal sealed class DefaultConnection(IConsoleDb db)
{
    /// <summary>Takes the mark from the former default of the connector; saved with the next save.</summary>
    public async Task MoveToAsync(OrganizationConnection connection, CancellationToken cancellationToken)
    {
        var former = await db.OrganizationConnections.Where(c => c.DefaultForConnector == connection.ConnectorKey && c.Id != connection.Id).ToListAsync(cancellationToken);
        former.ForEach(c => c.MarkDefault(false));
        connection.MarkDefault(true);

        // Written even where it has the mark already: somebody who moves it away meanwhile is then noticed, instead of both marks being lost.
        connection.Touch();
    }
}
