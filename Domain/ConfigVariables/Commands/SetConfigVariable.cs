using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.ConfigVariables.Commands;

/// <summary>Creates a config variable of the organization, or gives it another value; answers its id.</summary>
[Requires(Permission.ManageOrganizationConfigVariables)]
public sealed record SetOrganizationConfigVariable(string Name, string Value, bool IsSecret = false) : ICommand<Guid>;

/// <summary>Creates a config variable of a customer, or gives it another value; answers its id.</summary>
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

internal sealed class SetConfigVariableHandler(IConsoleDb db, ActorContext context, ValueWriter writer, TimeProvider time)
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

        var previous = await db.ValueSets.SingleOrDefaultAsync(v => v.Id == variable.Values.CurrentId, cancellationToken);
        var written = await writer.WriteAsync(
            ValueOwner.ConfigVariable, variable.Id, [variable.Field], [new SubmittedValue(ConfigVariable.ValueKey, value)], previous, variable.Values.Number + 1, cancellationToken);
        if (!written.TryGet(out var values, out var error))
        {
            return error;
        }

        variable.UseValues(values);
        db.ValueSets.Add(values);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : variable.Id;
    }
}
