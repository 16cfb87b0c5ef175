using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.ConfigVariables.Commands;

/// <summary>Creates a config variable of the organization, or gives the one of this name another value; answers its id. For programs; pages create and change.</summary>
[Requires(Permission.ManageOrganizationConfigVariables)]
public sealed record SetOrganizationConfigVariable(string Name, string Value, bool IsSecret = false) : ICommand<Guid>;

/// <summary>Creates a config variable of a customer, or gives the one of this name another value; answers its id.</summary>
[Requires(Permission.ManageCustomerConfigVariables)]
public sealed record SetCustomerConfigVariable(Guid CustomerId, string Name, string Value, bool IsSecret = false) : ICommand<Guid>;

internal sealed class SetOrganizationConfigVariableValidator : AbstractValidator<SetOrganizationConfigVariable>
{
    public SetOrganizationConfigVariableValidator() => RuleFor(v => v.Name).VariableName();
}

internal sealed class SetCustomerConfigVariableValidator : AbstractValidator<SetCustomerConfigVariable>
{
    public SetCustomerConfigVariableValidator() => RuleFor(v => v.Name).VariableName();
}

internal static class ConfigVariableValidation
{
    public static void VariableName<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty().WithMessage("Give the config variable a name.")
        .MaximumLength(ConfigVariable.MaximumNameLength).WithMessage($"A name has at most {ConfigVariable.MaximumNameLength} characters.");
}

internal sealed class SetConfigVariableHandler(IConsoleDb db, ActorContext context, ConfigVariableWriter writer, TimeProvider time)
    : IRequestHandler<SetOrganizationConfigVariable, Result<Guid>>, IRequestHandler<SetCustomerConfigVariable, Result<Guid>>
{
    public Task<Result<Guid>> Handle(SetOrganizationConfigVariable request, CancellationToken cancellationToken) =>
        SetAsync(null, request.Name, request.Value, request.IsSecret, cancellationToken);

    public async Task<Result<Guid>> Handle(SetCustomerConfigVariable request, CancellationToken cancellationToken) =>
        await db.Customers.AnyAsync(c => c.Id == request.CustomerId, cancellationToken)
            ? await SetAsync(request.CustomerId, request.Name, request.Value, request.IsSecret, cancellationToken)
            : Customers.CustomerErrors.NotFound;

    private async Task<Result<Guid>> SetAsync(Guid? customerId, string name, string value, bool isSecret, CancellationToken cancellationToken)
    {
        var scope = customerId ?? context.OrganizationId;
        var normalized = Text.Normalize(name);
        var variable = await db.ConfigVariables.SingleOrDefaultAsync(v => v.ScopeId == scope && v.NormalizedName == normalized, cancellationToken);
        if (variable is null)
        {
            variable = ConfigVariable.Create(context.OrganizationId, customerId, name, isSecret, time.GetUtcNow().UtcDateTime);
            db.ConfigVariables.Add(variable);
        }
        else if (isSecret && !variable.IsSecret)
        {
            return ConfigVariableErrors.IsNoSecret(variable.Name);
        }

        return (await writer.WriteAsync(variable, value, cancellationToken) ?? await db.SaveAsync(cancellationToken)) is { } error ? error : variable.Id;
    }
}
