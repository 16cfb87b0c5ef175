using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>Organization connections by name. Sort keys: <c>name</c> (default), <c>stableKey</c>, <c>connector</c>, <c>created</c>.</summary>
/// <param name="Connector">A connector's key.</param>
[Requires(Permission.ViewConnections)]
public sealed record ListConnections(
    PageRequest Page, ConnectionKind? Kind = null, string? StableKey = null, string? Connector = null, ConnectionStatus? Status = null) : IQuery<Page<ConnectionRow>>;

/// <param name="ConnectorLabel">The connector's key where it does not exist any more; the same for the type.</param>
/// <param name="Customers">How many customers have values, complete or not; 0 for the global kind.</param>
/// <param name="Integrations">How many reference it, with the draft or a version.</param>
/// <param name="TestHealth">How the test connection's values fare, where there is one.</param>
public sealed record ConnectionRow(
    Guid Id, string Name, string StableKey, string ConnectorKey, string ConnectionTypeKey, ConnectionKind Kind, bool HasTestConnection, int Customers, DateTime CreatedAt,
    string ConnectorLabel = "", string TypeLabel = "", ConnectionStatus Status = ConnectionStatus.Ready, bool IsDefaultForConnector = false, int Integrations = 0, int Instances = 0, ConnectionHealth TestHealth = ConnectionHealth.Well);

internal sealed class ListConnectionsValidator : AbstractValidator<ListConnections>
{
    public ListConnectionsValidator()
    {
        RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
        RuleFor(q => q.Kind).IsInEnum().WithMessage("There is no such kind.");
        RuleFor(q => q.Status).IsInEnum().WithMessage("There is no such status.");
    }
}

internal sealed class ListConnectionsHandler(IConsoleDb db, ConnectorCatalogues catalogues, ConnectionUsage usage, ConnectionHealths healths)
    : IRequestHandler<ListConnections, Result<Page<ConnectionRow>>>
{
    public async Task<Result<Page<ConnectionRow>>> Handle(ListConnections request, CancellationToken cancellationToken)
    {
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var page = await Order(await FilterAsync(request, catalogue, cancellationToken), request.Page)
            .Select(c => new
            {
                c.Id, c.Name, c.StableKey, c.NormalizedStableKey, c.ConnectorKey, c.ConnectionTypeKey, c.Kind, c.CreatedAt, c.SupersededById,
                c.Values.CurrentId, IsDefault = c.DefaultForConnector != null,
            })
            .ToPageAsync(request.Page, cancellationToken);
        var ids = page.Items.Select(c => c.Id).ToList();
        var tests = await db.TestConnections.Where(t => ids.Contains(t.OrganizationConnectionId)).Select(t => new { t.Id, t.OrganizationConnectionId, t.Values.CurrentId })
            .ToDictionaryAsync(t => t.OrganizationConnectionId, cancellationToken);
        var customers = await db.CustomerConnections.Where(c => ids.Contains(c.OrganizationConnectionId)).GroupBy(c => c.OrganizationConnectionId)
            .Select(g => new { g.Key, Count = g.Count(), Incomplete = g.Count(c => !c.IsComplete) }).ToDictionaryAsync(g => g.Key, cancellationToken);
        var used = await usage.CountAsync([.. page.Items.Select(c => c.NormalizedStableKey)], cancellationToken);
        var unconsented = await healths.UnconsentedAsync(
            [.. page.Items.Where(c => c.Kind == ConnectionKind.Customer && Consents(c.ConnectorKey, c.ConnectionTypeKey)).Select(c => c.Id)], cancellationToken);
        var signs = await healths.SignsAsync([.. ids, .. tests.Values.Select(t => t.Id)], cancellationToken);
        var failures = await healths.FailuresOfGlobalAsync(cancellationToken);
        return page.Select(c =>
        {
            var type = new ConnectionTypeKey(c.ConnectorKey, c.ConnectionTypeKey);
            var oauth = catalogue.Find(type)?.OAuth;
            var counts = customers.GetValueOrDefault(c.Id);
            var test = tests.GetValueOrDefault(c.Id);
            return new ConnectionRow(
                c.Id, c.Name, c.StableKey, c.ConnectorKey, c.ConnectionTypeKey, c.Kind, test is not null, counts?.Count ?? 0, c.CreatedAt,
                catalogue.ConnectorLabel(c.ConnectorKey), catalogue.TypeLabel(type),
                ConnectionStatuses.Of(
                    c.Kind, c.SupersededById is not null, signs.HealthOf(c.Id, c.CurrentId, failures.GetValueOrDefault(c.Id), oauth),
                    (counts?.Incomplete ?? 0) + unconsented.GetValueOrDefault(c.Id)),
                c.IsDefault, used[c.NormalizedStableKey].Integrations, used[c.NormalizedStableKey].Instances,
                test is null ? ConnectionHealth.Well : signs.HealthOf(test.Id, test.CurrentId, failure: null, oauth));
        });

        bool Consents(string connector, string type) => catalogue.Find(new ConnectionTypeKey(connector, type))?.OAuth is { Grant: OAuthGrant.AuthorizationCode };
    }

    private async Task<IQueryable<OrganizationConnection>> FilterAsync(ListConnections request, ConnectorCatalogue catalogue, CancellationToken cancellationToken)
    {
        var connections = db.OrganizationConnections.AsNoTracking();
        if (request.Kind is { } kind)
        {
            connections = connections.Where(c => c.Kind == kind);
        }

        if (request.Connector is { } connector)
        {
            connections = connections.Where(c => c.ConnectorKey == connector);
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

        if (request.Status is not { } status)
        {
            return connections;
        }

        if (status == ConnectionStatus.Superseded)
        {
            return connections.Where(c => c.SupersededById != null);
        }

        // The same rules as in ConnectionStatuses, in words of the database.
        var consenting = ConnectionHealths.ConsentingTypes(catalogue);
        var serving = connections.Where(c => c.SupersededById == null);
        var incomplete = serving.Where(c => c.Kind == ConnectionKind.Customer && db.CustomerConnections.Any(x => x.OrganizationConnectionId == c.Id
            && (!x.IsComplete || (consenting.Contains(c.ConnectorKey + "/" + c.ConnectionTypeKey)
                && !db.OAuthAuthorizations.Any(a => a.OwnerId == x.Id && a.Status != AuthorizationStatus.Pending)))));
        if (status == ConnectionStatus.Incomplete)
        {
            return incomplete;
        }

        var global = await healths.GlobalAsync(catalogue, cancellationToken);
        return status switch
        {
            ConnectionStatus.Failing => serving.Where(c => global.Failing.Contains(c.Id) || global.Expired.Contains(c.Id)),
            ConnectionStatus.Pending => serving.Where(c => global.Pending.Contains(c.Id)),
            _ => serving.Where(c => !incomplete.Any(x => x.Id == c.Id)
                && !global.Failing.Contains(c.Id) && !global.Expired.Contains(c.Id) && !global.Pending.Contains(c.Id)),
        };
    }

    private static IQueryable<OrganizationConnection> Order(IQueryable<OrganizationConnection> connections, PageRequest page) => (page.Sort, page.Descending) switch
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
}
