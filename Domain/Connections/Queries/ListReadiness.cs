using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>Customers by name, against organization connections of the customer kind by name: which values are set, incomplete, missing, failing.</summary>
/// <param name="State">Only customers with at least one such cell among the connections that are shown. Failing ones: also all those with an
/// instance whose last run was refused because of credentials.</param>
/// <param name="ConnectionId">Only this connection; null for all, <see cref="ListReadinessLimits.Columns"/> at a time.</param>
/// <param name="ColumnPage">Which connections; counts from 1.</param>
[Requires(Permission.ViewCustomerConnections)]
public sealed record ListReadiness(PageRequest Page, CustomerConnectionState? State = null, Guid? ConnectionId = null, int ColumnPage = 1) : IQuery<ReadinessPage>;

/// <param name="Columns">The connections that are shown.</param>
/// <param name="TotalColumns">How many there are in all.</param>
public sealed record ReadinessPage(IReadOnlyList<ReadinessColumn> Columns, int TotalColumns, IReadOnlyList<ReadinessRow> Items, int Total, bool TotalIsAtLeast);

public sealed record ReadinessColumn(Guid ConnectionId, string Name, string StableKey);

/// <param name="Cells">One for each column, in their order.</param>
public sealed record ReadinessRow(Guid CustomerId, string CustomerName, IReadOnlyList<ReadinessCell> Cells);

/// <param name="FailedRunId">The run that shows why it is failing.</param>
public sealed record ReadinessCell(Guid ConnectionId, CustomerConnectionState State, Guid? CustomerConnectionId, Guid? FailedRunId);

public static class ListReadinessLimits
{
    /// <summary>How many connections stand side by side.</summary>
    public const int Columns = 6;
}

internal sealed class ListReadinessValidator : AbstractValidator<ListReadiness>
{
    public ListReadinessValidator()
    {
        RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
        RuleFor(q => q.ColumnPage).InclusiveBetween(1, 1_000_000).WithMessage("Pages count from 1.");
        RuleFor(q => q.State).Must(s => s is null or CustomerConnectionState.Missing or CustomerConnectionState.Incomplete or CustomerConnectionState.Failing)
            .WithMessage("Filter by missing, incomplete or failing.");
    }
}

internal sealed class ListReadinessHandler(IConsoleDb db, ConnectorCatalogues catalogues, CustomerNeeds needs, ConnectionHealths healths) : IRequestHandler<ListReadiness, Result<ReadinessPage>>
{
    private sealed record Shown(Guid Id, string Name, string StableKey, string Key, string Connector, string Type);

    public async Task<Result<ReadinessPage>> Handle(ListReadiness request, CancellationToken cancellationToken)
    {
        var connections = db.OrganizationConnections.AsNoTracking().Where(c => c.Kind == ConnectionKind.Customer);
        if (request.ConnectionId is { } only)
        {
            connections = connections.Where(c => c.Id == only);
        }

        var totalColumns = await connections.CountAsync(cancellationToken);
        if (request.ConnectionId is not null && totalColumns == 0)
        {
            return ConnectionErrors.NotFound;
        }

        var shown = await connections.OrderBy(c => c.NormalizedName).ThenBy(c => c.Id)
            .Skip((request.ColumnPage - 1) * ListReadinessLimits.Columns).Take(ListReadinessLimits.Columns)
            .Select(c => new Shown(c.Id, c.Name, c.StableKey, c.NormalizedStableKey, c.ConnectorKey, c.ConnectionTypeKey)).ToListAsync(cancellationToken);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var page = await Filter(request, shown, catalogue).ToPageByNameAsync(request.Page, isSparse: request.State is not null, cancellationToken);
        var ids = page.Items.Select(c => c.Id).ToList();
        var columns = shown.ConvertAll(c => c.Id);
        var values = await db.CustomerConnections.Where(x => ids.Contains(x.CustomerId) && columns.Contains(x.OrganizationConnectionId))
            .Select(x => new CustomerValues(x.Id, x.OrganizationConnectionId, x.CustomerId, x.IsComplete, x.Values.CurrentId, x.LastConfiguredAt))
            .ToDictionaryAsync(v => (v.CustomerId, v.ConnectionId), cancellationToken);
        var needed = await needs.KeysAsync(ids, cancellationToken);
        var failures = await needs.FailuresAsync(ids, cancellationToken);
        var signs = await healths.SignsAsync([.. values.Values.Select(v => v.Id)], cancellationToken);
        return new ReadinessPage(
            [.. shown.Select(c => new ReadinessColumn(c.Id, c.Name, c.StableKey))], totalColumns,
            [.. page.Items.Select(customer => new ReadinessRow(customer.Id, customer.Name, [.. shown.Select(c => Cell(customer.Id, c))]))], page.Total, page.TotalIsAtLeast);

        ReadinessCell Cell(Guid customer, Shown connection)
        {
            var own = values.GetValueOrDefault((customer, connection.Id));
            var failure = failures.GetValueOrDefault((customer, connection.Id));
            var state = CustomerNeeds.StateOf(own, needed[customer].Contains(connection.Key), failure, signs, OAuth(catalogue, connection));
            return new ReadinessCell(connection.Id, state, own?.Id, state == CustomerConnectionState.Failing ? signs.FailedRunOf(own!.Id, own.CurrentId, failure) : null);
        }
    }

    private static OAuthDefinition? OAuth(ConnectorCatalogue catalogue, Shown connection) => catalogue.Find(new ConnectionTypeKey(connection.Connector, connection.Type))?.OAuth;

    private IQueryable<Customer> Filter(ListReadiness request, List<Shown> shown, ConnectorCatalogue catalogue)
    {
        var customers = db.Customers.AsNoTracking().Where(c => c.ArchivedAt == null);
        var consenting = shown.Where(c => OAuth(catalogue, c) is { Grant: OAuthGrant.AuthorizationCode }).Select(c => c.Id).ToList();
        if (Found(request.State, shown.ConvertAll(c => c.Id), consenting) is { } found)
        {
            // A set of ids, so that the database may begin with the few rather than with all customers.
            customers = customers.Where(c => found.Contains(c.Id));
        }

        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            var exact = request.Page.Search.Trim();
            customers = customers.Where(c => c.NormalizedName.Contains(search) || c.ExternalId == exact);
        }

        return customers;
    }

    /// <summary>The customers in a state; null for all.</summary>
    private IQueryable<Guid>? Found(CustomerConnectionState? state, List<Guid> columns, List<Guid> consenting)
    {
        var instances = db.Instances.Where(i => i.ArchivedAt == null);
        return state switch
        {
            CustomerConnectionState.Incomplete => healths.Incomplete(columns, consenting).Select(x => x.CustomerId),
            // A needed key whose connection holds no values of this customer.
            CustomerConnectionState.Missing =>
                from connection in db.OrganizationConnections.Where(o => columns.Contains(o.Id))
                from version in db.IntegrationVersions
                from reference in version.Connections
                where reference.NormalizedStableKey == connection.NormalizedStableKey
                join instance in instances on version.Id equals instance.VersionId
                where !db.CustomerConnections.Any(x => x.CustomerId == instance.CustomerId && x.OrganizationConnectionId == connection.Id)
                select instance.CustomerId,
            CustomerConnectionState.Failing => instances
                .Where(i => i.Status != InstanceStatus.NotDeployed
                    // Told by an index of the few that were ever refused; the last run is looked up for these alone.
                    && db.Runs.Any(r => r.InstanceId == i.Id && r.FailureCategory == FailureCategory.Credentials)
                    && db.Runs.Where(r => r.InstanceId == i.Id && r.EndedAt != null).OrderByDescending(r => r.Sequence).Select(r => r.FailureCategory).FirstOrDefault() == FailureCategory.Credentials)
                .Select(i => i.CustomerId)
                .Concat(healths.CustomersOfFailing(columns)),
            _ => null,
        };
    }
}
