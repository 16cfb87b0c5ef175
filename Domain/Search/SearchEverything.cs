using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Search;

/// <summary>The search at the top: customers, connections, integrations, instances by part of a name, external id or stable key; anything by its id.</summary>
[Requires(Permission.ViewOrganization)]
public sealed record SearchEverything(string Text) : IQuery<IReadOnlyList<FoundThing>>;

public enum FoundKind
{
    Customer,
    Connection,
    Integration,
    Instance,
    Run,
}

/// <param name="Detail">What tells it from others of the same name.</param>
public sealed record FoundThing(FoundKind Kind, Guid Id, string Name, string? Detail);

internal sealed class SearchEverythingValidator : AbstractValidator<SearchEverything>
{
    public SearchEverythingValidator() => RuleFor(q => q.Text)
        .NotEmpty().WithMessage("Search for 1 to 200 characters.")
        .MaximumLength(200).WithMessage("Search for 1 to 200 characters.");
}

internal sealed class SearchEverythingHandler(IConsoleDb db, ActorContext context) : IRequestHandler<SearchEverything, Result<IReadOnlyList<FoundThing>>>
{
    private const int MostOfAKind = 5;

    public async Task<Result<IReadOnlyList<FoundThing>>> Handle(SearchEverything request, CancellationToken cancellationToken)
    {
        var exact = request.Text.Trim();
        var text = Text.Normalize(exact);
        var id = Guid.TryParse(exact, out var parsed) ? parsed : Guid.Empty;
        var found = new List<FoundThing>();
        if (context.Actor.May(Permission.ViewCustomers))
        {
            found.AddRange(await db.Customers.AsNoTracking()
                .Where(c => c.Id == id || c.ExternalId == exact || c.NormalizedName.Contains(text)).OrderBy(c => c.NormalizedName).Take(MostOfAKind)
                .Select(c => new FoundThing(FoundKind.Customer, c.Id, c.Name, c.ExternalId)).ToListAsync(cancellationToken));
        }

        if (context.Actor.May(Permission.ViewConnections))
        {
            var key = StableKey.Normalize(exact);
            found.AddRange(await db.OrganizationConnections.AsNoTracking()
                .Where(c => c.Id == id || c.NormalizedStableKey.Contains(key) || c.NormalizedName.Contains(text)).OrderBy(c => c.NormalizedName).Take(MostOfAKind)
                .Select(c => new FoundThing(FoundKind.Connection, c.Id, c.Name, c.StableKey)).ToListAsync(cancellationToken));
        }

        if (context.Actor.May(Permission.ViewIntegrations))
        {
            found.AddRange(await db.Integrations.AsNoTracking()
                .Where(i => i.Id == id || i.NormalizedName.Contains(text)).OrderBy(i => i.NormalizedName).Take(MostOfAKind)
                .Select(i => new FoundThing(FoundKind.Integration, i.Id, i.Name, null)).ToListAsync(cancellationToken));
        }

        if (context.Actor.May(Permission.ViewInstances))
        {
            found.AddRange(await (
                from instance in db.Instances.AsNoTracking().Where(i => i.Id == id || i.NormalizedName.Contains(text)).OrderBy(i => i.NormalizedName).Take(MostOfAKind)
                join customer in db.Customers on instance.CustomerId equals customer.Id
                select new FoundThing(FoundKind.Instance, instance.Id, instance.Name, customer.Name)).ToListAsync(cancellationToken));
        }

        if (id != Guid.Empty && context.Actor.May(Permission.ViewRuns))
        {
            found.AddRange(await db.Runs.Where(r => r.Id == id).Select(r => new FoundThing(FoundKind.Run, r.Id, "Run", exact)).ToListAsync(cancellationToken));
        }

        return found;
    }
}
