using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>The customers that have values for a connection, and those that lack them although an instance needs them; by name.</summary>
/// <param name="State">Only <see cref="CustomerConnectionState.Missing"/>, <see cref="CustomerConnectionState.Incomplete"/> or <see cref="CustomerConnectionState.Set"/> (failing ones included).</param>
[Requires(Permission.ViewCustomerConnections)]
public sealed record ListConnectionCustomers(Guid ConnectionId, PageRequest Page, CustomerConnectionState? State = null) : IQuery<Page<ConnectionCustomerRow>>;

/// <param name="CustomerConnectionId">Null where the customer has no values.</param>
/// <param name="FailedRunId">The run that shows why it is failing.</param>
public sealed record ConnectionCustomerRow(
    Guid CustomerId, string CustomerName, string? ExternalId, CustomerConnectionState State, Guid? CustomerConnectionId, DateTime? LastConfiguredAt, Guid? FailedRunId);

internal sealed class ListConnectionCustomersValidator : AbstractValidator<ListConnectionCustomers>
{
    public ListConnectionCustomersValidator()
    {
        RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
        RuleFor(q => q.State).Must(s => s is null or CustomerConnectionState.Missing or CustomerConnectionState.Incomplete or CustomerConnectionState.Set)
            .WithMessage("Filter by missing, incomplete or set.");
    }
}

internal sealed class ListConnectionCustomersHandler(IConsoleDb db, ConnectorCatalogues catalogues, ConnectionUsage usage, CustomerNeeds needs, ConnectionHealths healths)
    : IRequestHandler<ListConnectionCustomers, Result<Page<ConnectionCustomerRow>>>
{
    public async Task<Result<Page<ConnectionCustomerRow>>> Handle(ListConnectionCustomers request, CancellationToken cancellationToken)
    {
        var connection = await db.OrganizationConnections.Where(c => c.Id == request.ConnectionId).Select(c => new { c.Id, c.NormalizedStableKey, c.ConnectorKey, c.ConnectionTypeKey }).SingleOrDefaultAsync(cancellationToken);
        if (connection is null)
        {
            return ConnectionErrors.NotFound;
        }

        var oauth = (await catalogues.GetAsync(cancellationToken)).Find(new ConnectionTypeKey(connection.ConnectorKey, connection.ConnectionTypeKey))?.OAuth;
        var page = await Filter(connection.Id, connection.NormalizedStableKey, oauth is { Grant: OAuthGrant.AuthorizationCode }, request)
            .ToPageByNameAsync(request.Page, isSparse: request.State is CustomerConnectionState.Missing or CustomerConnectionState.Incomplete, cancellationToken);
        var ids = page.Items.Select(c => c.Id).ToList();
        var values = await db.CustomerConnections.Where(x => x.OrganizationConnectionId == connection.Id && ids.Contains(x.CustomerId))
            .Select(x => new CustomerValues(x.Id, x.OrganizationConnectionId, x.CustomerId, x.IsComplete, x.Values.CurrentId, x.LastConfiguredAt))
            .ToDictionaryAsync(v => v.CustomerId, cancellationToken);
        var failures = await needs.FailuresAsync(ids, cancellationToken);
        var signs = await healths.SignsAsync([.. values.Values.Select(v => v.Id)], cancellationToken);
        return page.Select(c =>
        {
            var own = values.GetValueOrDefault(c.Id);
            var failure = failures.GetValueOrDefault((c.Id, connection.Id));
            // Whoever stands in this list without values is there because an instance needs them.
            var state = CustomerNeeds.StateOf(own, isNeeded: true, failure, signs, oauth);
            return new ConnectionCustomerRow(
                c.Id, c.Name, c.ExternalId, state, own?.Id, own?.LastConfiguredAt, state == CustomerConnectionState.Failing ? signs.FailedRunOf(own!.Id, own.CurrentId, failure) : null);
        });
    }

    private IQueryable<Customer> Filter(Guid connectionId, string key, bool isConsenting, ListConnectionCustomers request)
    {
        var customers = db.Customers.AsNoTracking().Where(c => c.ArchivedAt == null);
        var values = db.CustomerConnections.Where(x => x.OrganizationConnectionId == connectionId);
        var (incomplete, complete) = (healths.Incomplete([connectionId], isConsenting ? [connectionId] : []), healths.Complete(connectionId, isConsenting));
        var instances = usage.InstancesOf(key);
        customers = request.State switch
        {
            // As sets of ids, so that the database may begin with the few rather than with all customers.
            CustomerConnectionState.Missing => customers.Where(c => instances.Select(i => i.CustomerId).Contains(c.Id) && !values.Any(x => x.CustomerId == c.Id)),
            CustomerConnectionState.Incomplete => customers.Where(c => incomplete.Select(x => x.CustomerId).Contains(c.Id)),
            CustomerConnectionState.Set => customers.Where(c => complete.Any(x => x.CustomerId == c.Id)),
            _ => customers.Where(c => values.Any(x => x.CustomerId == c.Id) || instances.Any(i => i.CustomerId == c.Id)),
        };
        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            var exact = request.Page.Search.Trim();
            customers = customers.Where(c => c.NormalizedName.Contains(search) || c.ExternalId == exact);
        }

        return customers;
    }
}
