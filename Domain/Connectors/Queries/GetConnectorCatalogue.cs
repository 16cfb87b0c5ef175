using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using MediatR;

namespace ConnectionsConsole.Domain.Connectors.Queries;

/// <summary>Every connector of the organization with all that it has, for programs; it is in memory anyway.</summary>
[Requires(Permission.ViewConnectors)]
public sealed record GetConnectorCatalogue : IQuery<ConnectorCatalogue>;

internal sealed class GetConnectorCatalogueHandler(ConnectorCatalogues catalogues) : IRequestHandler<GetConnectorCatalogue, Result<ConnectorCatalogue>>
{
    public async Task<Result<ConnectorCatalogue>> Handle(GetConnectorCatalogue request, CancellationToken cancellationToken) => await catalogues.GetAsync(cancellationToken);
}
