using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;

namespace ConnectionsConsole.Domain.Customers.Commands;

/// <summary>Adds a customer; answers its id.</summary>
[Requires(Permission.ManageCustomers)]
public sealed record CreateCustomer(string Name, string? Description = null, string? ExternalId = null) : ICommand<Guid>;

internal sealed class CreateCustomerValidator : AbstractValidator<CreateCustomer>
{
    public CreateCustomerValidator()
    {
        RuleFor(c => c.Name).CustomerName();
        RuleFor(c => c.Description).CustomerDescription();
        RuleFor(c => c.ExternalId).CustomerExternalId();
    }
}

internal sealed class CreateCustomerHandler(IConsoleDb db, ActorContext context, TimeProvider time) : IRequestHandler<CreateCustomer, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CreateCustomer request, CancellationToken cancellationToken)
    {
        var customer = Customer.Create(context.OrganizationId, request.Name, request.Description, request.ExternalId, time.GetUtcNow().UtcDateTime);
        db.Customers.Add(customer);
        return await db.SaveAsync(cancellationToken) is { } error ? error : customer.Id;
    }
}
