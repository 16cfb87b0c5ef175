using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Customers.Commands;

/// <summary>Changes a customer's name, description and external ID.</summary>
/// <param name="Revision">The state that the editor saw; null to overwrite whatever is there.</param>
[Requires(Permission.ManageCustomers)]
public sealed record UpdateCustomer(Guid Id, string Name, string? Description, string? ExternalId, Guid? Revision = null) : ICommand<Guid>;

internal sealed class UpdateCustomerValidator : AbstractValidator<UpdateCustomer>
{
    public UpdateCustomerValidator()
    {
        RuleFor(c => c.Name).CustomerName();
        RuleFor(c => c.Description).CustomerDescription();
        RuleFor(c => c.ExternalId).CustomerExternalId();
    }
}

internal sealed class UpdateCustomerHandler(IConsoleDb db) : IRequestHandler<UpdateCustomer, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(UpdateCustomer request, CancellationToken cancellationToken)
    {
        if (await db.Customers.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } customer)
        {
            return CustomerErrors.NotFound;
        }

        if (customer.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        customer.Describe(request.Name, request.Description, request.ExternalId);
        return await db.SaveAsync(cancellationToken) is { } error ? error : customer.Id;
    }
}
