using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connectors.Commands;

/// <summary>Gives an own connector a picture, or takes it away; answers the connector's id.</summary>
/// <param name="Bytes">A PNG or JPEG of at most <see cref="PictureFormat.MaximumBytes"/>; null to go back to the icon.</param>
[Requires(Permission.ManageConnectors)]
public sealed record SetConnectorPicture(string Key, byte[]? Bytes, Guid? Revision = null) : ICommand<Guid>;

internal sealed class SetConnectorPictureHandler(IConsoleDb db) : IRequestHandler<SetConnectorPicture, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SetConnectorPicture request, CancellationToken cancellationToken)
    {
        if (await db.OwnConnectors.SingleOrDefaultAsync(c => c.Key == request.Key, cancellationToken) is not { } connector)
        {
            return ConnectorErrors.NotFound;
        }

        if (connector.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        ConnectorPicture? picture = null;
        if (request.Bytes is { } bytes)
        {
            var (contentType, problem) = PictureFormat.Read(bytes);
            if (contentType is null)
            {
                return ConnectorErrors.BadPicture(problem!);
            }

            picture = new ConnectorPicture(connector.OrganizationId, connector.Id, contentType, bytes);
            db.ConnectorPictures.Add(picture);
        }

        db.ConnectorPictures.RemoveRange(await db.ConnectorPictures.Where(p => p.ConnectorId == connector.Id).ToListAsync(cancellationToken));
        connector.UsePicture(picture?.Id);
        return await db.SaveAsync(cancellationToken) is { } error ? error : connector.Id;
    }
}
