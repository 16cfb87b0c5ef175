using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connectors.Queries;

/// <summary>A connector, built-in or own, with everything about its connection types and actions.</summary>
[Requires(Permission.ViewConnectors)]
public sealed record GetConnector(string Key) : IQuery<ConnectorDetail>;

/// <param name="Revision">For editing an own connector; null for a built-in one.</param>
/// <param name="Connections">By connection type: how many organization connections there are.</param>
public sealed record ConnectorDetail(Connector Connector, Guid? Revision, DateTime? CreatedAt, IReadOnlyDictionary<string, int> Connections);

/// <summary>The picture of an own connector.</summary>
/// <param name="PictureId">The one that the caller knows of; another one, once replaced, is not found.</param>
[Requires(Permission.ViewConnectors)]
public sealed record GetConnectorPicture(string Key, string PictureId) : IQuery<PictureContent>;

public sealed record PictureContent(string ContentType, byte[] Bytes);

/// <summary>What saving an edited connection type would do to the connections that exist; changes nothing.</summary>
[Requires(Permission.ManageConnectors)]
public sealed record PreviewConnectionType(string Connector, ConnectionType Type) : IQuery<ConnectionTypeImpact>;

internal sealed class PreviewConnectionTypeValidator : AbstractValidator<PreviewConnectionType>
{
    public PreviewConnectionTypeValidator() => RuleFor(q => q.Type).SetValidator(new ConnectionTypeValidator());
}

internal sealed class GetConnectorHandler(IConsoleDb db, ConnectorCatalogues catalogues)
    : IRequestHandler<GetConnector, Result<ConnectorDetail>>, IRequestHandler<GetConnectorPicture, Result<PictureContent>>,
        IRequestHandler<PreviewConnectionType, Result<ConnectionTypeImpact>>
{
    public async Task<Result<ConnectorDetail>> Handle(GetConnector request, CancellationToken cancellationToken)
    {
        var own = await db.OwnConnectors.AsNoTracking().SingleOrDefaultAsync(c => c.Key == request.Key, cancellationToken);
        if ((own?.ToConnector() ?? (await catalogues.GetAsync(cancellationToken)).Find(request.Key)) is not { } connector)
        {
            return ConnectorErrors.NotFound;
        }

        var used = await db.OrganizationConnections.Where(c => c.ConnectorKey == connector.Key).GroupBy(c => c.ConnectionTypeKey)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return new ConnectorDetail(connector, own?.Revision, own?.CreatedAt, used);
    }

    public async Task<Result<PictureContent>> Handle(GetConnectorPicture request, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(request.PictureId, out var id))
        {
            return ConnectorErrors.NotFound;
        }

        var picture =
            from connector in db.OwnConnectors.AsNoTracking().Where(c => c.Key == request.Key && c.PictureId == id)
            join stored in db.ConnectorPictures.AsNoTracking() on connector.PictureId equals (Guid?)stored.Id
            select new PictureContent(stored.ContentType, stored.Bytes);
        return await picture.SingleOrDefaultAsync(cancellationToken) is { } found ? found : ConnectorErrors.NotFound;
    }

    public async Task<Result<ConnectionTypeImpact>> Handle(PreviewConnectionType request, CancellationToken cancellationToken)
    {
        if (await db.OwnConnectors.AsNoTracking().SingleOrDefaultAsync(c => c.Key == request.Connector, cancellationToken) is not { } connector)
        {
            return ConnectorErrors.NotFound;
        }

        if (connector.FindConnectionType(request.Type.Key) is not { } old)
        {
            return ConnectionTypeImpact.None;
        }

        return (await new ConnectionTypeImpacts(db).MeasureAsync(new ConnectionTypeKey(connector.Key, old.Key), old, ConnectionTypeForms.Kept(request.Type), cancellationToken)).Impact;
    }
}
