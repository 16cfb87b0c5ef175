using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connectors.Queries;

/// <summary>
/// The connectors of the organization by name, built-in and own ones. They are paged in memory: there are at most
/// <see cref="Own.OwnConnector.MostInAnOrganization"/> own ones, which every process keeps anyway. Sort keys: <c>name</c> (default), <c>kind</c>.
/// </summary>
/// <param name="BuiltIn">True for built-in ones alone, false for own ones alone, null for both.</param>
[Requires(Permission.ViewConnectors)]
public sealed record ListConnectors(PageRequest Page, bool? BuiltIn = null) : IQuery<Page<ConnectorRow>>;

/// <param name="Connections">How many organization connections are of this connector.</param>
public sealed record ConnectorRow(string Key, string Name, string Description, bool IsBuiltIn, string Icon, Guid? PictureId, IReadOnlyList<string> ConnectionTypes, int Actions, int Connections);

internal sealed class ListConnectorsValidator : AbstractValidator<ListConnectors>
{
    public ListConnectorsValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListConnectorsHandler(IConsoleDb db, ConnectorCatalogues catalogues) : IRequestHandler<ListConnectors, Result<Page<ConnectorRow>>>
{
    public async Task<Result<Page<ConnectorRow>>> Handle(ListConnectors request, CancellationToken cancellationToken)
    {
        var found = (await catalogues.GetAsync(cancellationToken)).All.Where(c => request.BuiltIn is null || c.IsBuiltIn == request.BuiltIn);
        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            found = found.Where(c => Text.Normalize(c.Label).Contains(search, StringComparison.Ordinal) || c.Key.ToUpperInvariant().Contains(search, StringComparison.Ordinal));
        }

        var sorted = request.Page.Sort == "kind" ? found.OrderBy(c => c.IsBuiltIn).ThenBy(c => c.Label, StringComparer.OrdinalIgnoreCase) : found.OrderBy(c => c.Label, StringComparer.OrdinalIgnoreCase);
        var all = sorted.ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        if (request.Page.Descending)
        {
            all.Reverse();
        }

        var page = all.Skip(request.Page.Skip).Take(request.Page.Take).ToList();
        var keys = page.ConvertAll(c => c.Key);
        var used = await db.OrganizationConnections.Where(c => keys.Contains(c.ConnectorKey)).GroupBy(c => c.ConnectorKey)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return new Page<ConnectorRow>(
            [.. page.Select(c => new ConnectorRow(
                c.Key, c.Label, c.Description, c.IsBuiltIn, c.Icon, c.PictureId, [.. c.ConnectionTypes.Select(t => t.Label)], c.Actions.Count, used.GetValueOrDefault(c.Key)))],
            all.Count);
    }
}
