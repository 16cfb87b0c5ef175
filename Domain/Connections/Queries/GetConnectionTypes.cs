using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using MediatR;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>The connectors that connections can be created for, by label, each with its connection types.</summary>
[Requires(Permission.ViewConnectors)]
public sealed record GetConnectionTypes : IQuery<IReadOnlyList<ConnectorChoice>>;

public sealed record ConnectorChoice(string Key, string Label, string Description, IReadOnlyList<ConnectionType> Types);

internal sealed class GetConnectionTypesHandler(ConnectorCatalogues catalogues) : IRequestHandler<GetConnectionTypes, Result<IReadOnlyList<ConnectorChoice>>>
{
    public async Task<Result<IReadOnlyList<ConnectorChoice>>> Handle(GetConnectionTypes request, CancellationToken cancellationToken)
    {
        var catalogue = await catalogues.GetAsync(cancellationToken);
        return Result<IReadOnlyList<ConnectorChoice>>.Success(
        [
            .. catalogue.All.Where(c => c.ConnectionTypes.Count > 0).OrderBy(c => c.Label, StringComparer.OrdinalIgnoreCase)
                .Select(c => new ConnectorChoice(c.Key, c.Label, c.Description, c.ConnectionTypes)),
        ]);
    }
}
