using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.ConfigVariables.Commands;

/// <summary>Adds a config variable of the organization; a taken name is refused. Answers its id.</summary>
/// <param name="IsSecret">Kept encrypted and never shown again; cannot be changed later.</param>
[Requires(Permission.ManageOrganizationConfigVariables)]
public sealed record CreateOrganizationConfigVariable(string Name, string Value, bool IsSecret = false) : ICommand<Guid>;

/// <summary>Adds a config variable of a customer; a name that the customer already has is refused. Answers its id.</summary>
[Requires(Permission.ManageCustomerConfigVariables)]
public sealed record CreateCustomerConfigVariable(Guid CustomerId, string Name, string Value, bool IsSecret = false) : ICommand<Guid>;

internal sealed class CreateOrganizationConfigVariableValidator : AbstractValidator<CreateOrganizationConfigVariable>
{
    public CreateOrganizationConfigVariableValidator() => RuleFor(v => v.Name).VariableName();
}

internal sealed class CreateCustomerConfigVariableValidator : AbstractValidator<CreateCustomerConfigVariable>
{
    public CreateCustomerConfigVariableValidator() => RuleFor(v => v.Name).VariableName();
}

internal sealed class CreateConfigVariableHandler(IConsoleDb db, ActorContext context, ConfigVariableWriter writer, TimeProvider time)
    : IRequestHandler<CreateOrganizationConfigVariable, Result<Guid>>, IRequestHandler<CreateCustomerConfigVariable, Result<Guid>>
{
    public Task<Result<Guid>> Handle(CreateOrganizationConfigVariable request, CancellationToken cancellationToken) =>
        CreateAsync(null, request.Name, request.Value, request.IsSecret, cancellationToken);

    public async Task<Result<Guid>> Handle(CreateCustomerConfigVariable request, CancellationToken cancellationToken) =>
        await db.Customers.AnyAsync(c => c.Id == request.CustomerId, cancellationToken)
            ? await CreateAsync(request.CustomerId, request.Name, request.Value, request.IsSecret, cancellationToken)
            : CustomerErrors.NotFound;

    private async Task<Result<Guid>> CreateAsync(Guid? customerId, string name, string value, bool isSecret, CancellationToken cancellationToken)
    {
        if (value.Length == 0)
        {
            return ConfigVariableErrors.NoValue;
        }

        var variable = ConfigVariable.Create(context.OrganizationId, customerId, name, isSecret, time.GetUtcNow().UtcDateTime);
        db.ConfigVariables.Add(variable);
        return (await writer.WriteAsync(variable, value, cancellationToken) ?? await db.SaveAsync(cancellationToken)) is { } error ? error : variable.Id;
    }
}
