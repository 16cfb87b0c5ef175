using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>The organization connections of the customer kind as one customer has them: those with values, and those that its instances need; by name.</summary>
/// <param name="Addable">Instead: those without values, needed or not, to choose from.</param>
[Requires(Permission.ViewCustomerConnections)]
public sealed record ListCustomerConnections(Guid CustomerId, PageRequest Page, bool Addable = false) : IQuery<Page<CustomerConnectionRow>>;

/// <param name="Id">The customer connection; null where the customer has no values.</param>
/// <param name="ConnectionId">The organization connection.</param>
/// <param name="FailedRunId">The run that shows why it is failing.</param>
public sealed record CustomerConnectionRow(
    Guid? Id, Guid ConnectionId, string Name, string StableKey, string TypeLabel, CustomerConnectionState State, DateTime? LastConfiguredAt, Guid? FailedRunId);

internal sealed class ListCustomerConnectionsValidator : AbstractValidator<ListCustomerConnections>
{
    public ListCustomerConnectionsValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListCustomerConnectionsHandler(IConsoleDb db, ConnectorCatalogues catalogues, CustomerNeeds needs, ConnectionHealths healths) : IRequestHandler<ListCustomerConnections, Result<Page<CustomerConnectionRow>>>
{
    public async Task<Result<Page<CustomerConnectionRow>>> Handle(ListCustomerConnections request, CancellationToken cancellationToken)
    {
        var customer = request.CustomerId;
        if (!await db.Customers.AnyAsync(c => c.Id == customer, cancellationToken))
        {
            return CustomerErrors.NotFound;
        }

        var needed = (await needs.KeysAsync([customer], cancellationToken))[customer].ToHashSet();
        var page = await Filter(request, [.. needed]).OrderBy(c => c.NormalizedName).ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.Name, c.StableKey, c.NormalizedStableKey, c.ConnectorKey, c.ConnectionTypeKey }).ToPageAsync(request.Page, cancellationToken);
        var ids = page.Items.Select(c => c.Id).ToList();
        var values = await db.CustomerConnections.Where(x => x.CustomerId == customer && ids.Contains(x.OrganizationConnectionId))
            .Select(x => new CustomerValues(x.Id, x.OrganizationConnectionId, x.CustomerId, x.IsComplete, x.Values.CurrentId, x.LastConfiguredAt))
            .ToDictionaryAsync(v => v.ConnectionId, cancellationToken);
        var failures = await needs.FailuresAsync([customer], cancellationToken);
        var signs = await healths.SignsAsync([.. values.Values.Select(v => v.Id)], cancellationToken);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        return page.Select(c =>
        {
            var own = values.GetValueOrDefault(c.Id);
            var failure = failures.GetValueOrDefault((customer, c.Id));
            var type = new ConnectionTypeKey(c.ConnectorKey, c.ConnectionTypeKey);
            var state = CustomerNeeds.StateOf(own, needed.Contains(c.NormalizedStableKey), failure, signs, catalogue.Find(type)?.OAuth);
            return new CustomerConnectionRow(
                own?.Id, c.Id, c.Name, c.StableKey, catalogue.LongTypeLabel(type), state, own?.LastConfiguredAt, state == CustomerConnectionState.Failing ? signs.FailedRunOf(own!.Id, own.CurrentId, failure) : null);
        });
    }

    private IQueryable<OrganizationConnection> Filter(ListCustomerConnections request, List<string> needed)
    {
        var values = db.CustomerConnections.Where(x => x.CustomerId == request.CustomerId);
        var connections = db.OrganizationConnections.AsNoTracking().Where(c => c.Kind == ConnectionKind.Customer);
        connections = request.Addable
            ? connections.Where(c => c.SupersededById == null && !values.Any(x => x.OrganizationConnectionId == c.Id))
            : connections.Where(c => needed.Contains(c.NormalizedStableKey) || values.Any(x => x.OrganizationConnectionId == c.Id));
        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            connections = connections.Where(c => c.NormalizedName.Contains(search) || c.NormalizedStableKey.Contains(search));
        }

        return connections;
    }
}
