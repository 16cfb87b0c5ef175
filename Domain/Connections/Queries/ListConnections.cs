using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>Organization connections by name. Sort keys: <c>name</c> (default), <c>stableKey</c>, <c>connector</c>, <c>created</c>.</summary>
[Requires(Permission.ViewConnections)]
public sealed record ListConnections(PageRequest Page, ConnectionKind? Kind = null, string? StableKey = null) : IQuery<Page<ConnectionRow>>;

public sealed record ConnectionRow(
    Guid Id, string Name, string StableKey, string ConnectorKey, string ConnectionTypeKey, ConnectionKind Kind, bool HasTestConnection, int Customers, DateTime CreatedAt);

internal sealed class ListConnectionsValidator : AbstractValidator<ListConnections>
{
    public ListConnectionsValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListConnectionsHandler(IConsoleDb db) : IRequestHandler<ListConnections, Result<Page<ConnectionRow>>>
{
    public async Task<Result<Page<ConnectionRow>>> Handle(ListConnections request, CancellationToken cancellationToken)
    {
        var connections = db.OrganizationConnections.AsNoTracking();
        if (request.Kind is { } kind)
        {
            connections = connections.Where(c => c.Kind == kind);
        }

        if (request.StableKey is { } stableKey)
        {
            var normalized = Connections.StableKey.Normalize(stableKey);
            connections = connections.Where(c => c.NormalizedStableKey == normalized);
        }

        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            connections = connections.Where(c => c.NormalizedName.Contains(search) || c.NormalizedStableKey.Contains(search));
        }

        connections = (request.Page.Sort, request.Page.Descending) switch
        {
            ("stableKey", false) => connections.OrderBy(c => c.NormalizedStableKey),
            ("stableKey", true) => connections.OrderByDescending(c => c.NormalizedStableKey),
            ("connector", false) => connections.OrderBy(c => c.ConnectorKey).ThenBy(c => c.NormalizedName).ThenBy(c => c.Id),
            ("connector", true) => connections.OrderByDescending(c => c.ConnectorKey).ThenByDescending(c => c.NormalizedName).ThenByDescending(c => c.Id),
            ("created", false) => connections.OrderBy(c => c.CreatedAt).ThenBy(c => c.Id),
            ("created", true) => connections.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id),
            (_, true) => connections.OrderByDescending(c => c.NormalizedName).ThenByDescending(c => c.Id),
            _ => connections.OrderBy(c => c.NormalizedName).ThenBy(c => c.Id),
        };
        return await connections
            .Select(c => new ConnectionRow(
                c.Id, c.Name, c.StableKey, c.ConnectorKey, c.ConnectionTypeKey, c.Kind,
                db.TestConnections.Any(t => t.OrganizationConnectionId == c.Id),
                db.CustomerConnections.Count(x => x.OrganizationConnectionId == c.Id),
                c.CreatedAt))
            .ToPageAsync(request.Page, cancellationToken);
    }
}
