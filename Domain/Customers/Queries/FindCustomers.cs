using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Customers.Queries;

/// <summary>Customers by name, for programs. Archived ones are found by their id alone.</summary>
/// <param name="Name">Exactly this name.</param>
/// <param name="NameContains">Part of the name, compared without case.</param>
[Requires(Permission.ViewCustomers)]
public sealed record FindCustomers(
    Window Window, IReadOnlyList<Guid>? Ids = null, string? ExternalId = null, string? Name = null, string? NameContains = null) : IQuery<Slice<FoundCustomer>>;

public sealed record FoundCustomer(Guid Id, string Name, string Description, string? ExternalId, DateTime CreatedAt);

internal sealed class FindCustomersValidator : AbstractValidator<FindCustomers>
{
    public FindCustomersValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.Ids).AtMostManyIds();
        RuleFor(q => q.NameContains).MaximumLength(Customer.MaximumNameLength).WithMessage($"Search for at most {Customer.MaximumNameLength} characters.");
    }
}

internal sealed class FindCustomersHandler(IConsoleDb db) : IRequestHandler<FindCustomers, Result<Slice<FoundCustomer>>>
{
    public async Task<Result<Slice<FoundCustomer>>> Handle(FindCustomers request, CancellationToken cancellationToken)
    {
        var customers = db.Customers.AsNoTracking();
        customers = request.Ids is { } ids ? customers.Where(c => ids.Contains(c.Id)) : customers.Where(c => c.ArchivedAt == null);
        customers = request.ExternalId is { } externalId ? customers.Where(c => c.ExternalId == externalId) : customers;
        if (request.Name is { } name)
        {
            var normalized = Text.Normalize(name);
            customers = customers.Where(c => c.NormalizedName == normalized && c.Name == name);
        }

        if (request.NameContains is { } part)
        {
            var normalized = Text.Normalize(part);
            customers = customers.Where(c => c.NormalizedName.Contains(normalized));
        }

        return await customers.OrderBy(c => c.NormalizedName).ThenBy(c => c.Id)
            .Select(c => new FoundCustomer(c.Id, c.Name, c.Description, c.ExternalId, c.CreatedAt)).ToSliceAsync(request.Window, cancellationToken);
    }
}
