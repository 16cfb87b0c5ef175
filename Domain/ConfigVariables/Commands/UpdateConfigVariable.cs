using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.ConfigVariables.Commands;

/// <summary>Renames a config variable of the organization and gives it another value. Runs that were accepted before keep the old one.</summary>
/// <param name="Value">Null keeps the present one; a value cannot be taken away, since what uses the variable would have none.</param>
/// <param name="Revision">The state that the editor saw; null to overwrite whatever is there.</param>
[Requires(Permission.ManageOrganizationConfigVariables)]
public sealed record UpdateOrganizationConfigVariable(Guid Id, string Name, string? Value, Guid? Revision = null) : ICommand<Guid>;

/// <summary>The same for a variable of a customer.</summary>
[Requires(Permission.ManageCustomerConfigVariables)]
public sealed record UpdateCustomerConfigVariable(Guid Id, string Name, string? Value, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Goes back to the value before the current one; can itself be undone.</summary>
[Requires(Permission.ManageOrganizationConfigVariables)]
public sealed record UndoOrganizationConfigVariable(Guid Id, Guid? Revision = null) : ICommand<Guid>;

/// <summary>The same for a variable of a customer.</summary>
[Requires(Permission.ManageCustomerConfigVariables)]
public sealed record UndoCustomerConfigVariable(Guid Id, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Deletes a config variable of the organization; refused while an instance or a test configuration takes its value.</summary>
[Requires(Permission.ManageOrganizationConfigVariables)]
public sealed record DeleteOrganizationConfigVariable(Guid Id) : ICommand<Guid>;

/// <summary>The same for a variable of a customer.</summary>
[Requires(Permission.ManageCustomerConfigVariables)]
public sealed record DeleteCustomerConfigVariable(Guid Id) : ICommand<Guid>;

internal sealed class UpdateOrganizationConfigVariableValidator : AbstractValidator<UpdateOrganizationConfigVariable>
{
    public UpdateOrganizationConfigVariableValidator() => RuleFor(v => v.Name).VariableName();
}

internal sealed class UpdateCustomerConfigVariableValidator : AbstractValidator<UpdateCustomerConfigVariable>
{
    public UpdateCustomerConfigVariableValidator() => RuleFor(v => v.Name).VariableName();
}

/// <summary>A variable of the wrong level is not found: the permission for one level opens nothing of the other.</summary>
internal sealed class ChangeConfigVariableHandler(IConsoleDb db, ConfigVariableWriter writer, BindingUsage usage, OwnedValues values) :
    IRequestHandler<UpdateOrganizationConfigVariable, Result<Guid>>, IRequestHandler<UpdateCustomerConfigVariable, Result<Guid>>,
    IRequestHandler<UndoOrganizationConfigVariable, Result<Guid>>, IRequestHandler<UndoCustomerConfigVariable, Result<Guid>>,
    IRequestHandler<DeleteOrganizationConfigVariable, Result<Guid>>, IRequestHandler<DeleteCustomerConfigVariable, Result<Guid>>
{
    public Task<Result<Guid>> Handle(UpdateOrganizationConfigVariable request, CancellationToken cancellationToken) =>
        UpdateAsync(request.Id, false, request.Revision, request.Name, request.Value, cancellationToken);

    public Task<Result<Guid>> Handle(UpdateCustomerConfigVariable request, CancellationToken cancellationToken) =>
        UpdateAsync(request.Id, true, request.Revision, request.Name, request.Value, cancellationToken);

    public Task<Result<Guid>> Handle(UndoOrganizationConfigVariable request, CancellationToken cancellationToken) =>
        UndoAsync(request.Id, false, request.Revision, cancellationToken);

    public Task<Result<Guid>> Handle(UndoCustomerConfigVariable request, CancellationToken cancellationToken) =>
        UndoAsync(request.Id, true, request.Revision, cancellationToken);

    public Task<Result<Guid>> Handle(DeleteOrganizationConfigVariable request, CancellationToken cancellationToken) => DeleteAsync(request.Id, false, cancellationToken);

    public Task<Result<Guid>> Handle(DeleteCustomerConfigVariable request, CancellationToken cancellationToken) => DeleteAsync(request.Id, true, cancellationToken);

    private async Task<Result<Guid>> UpdateAsync(Guid id, bool ofCustomer, Guid? revision, string name, string? value, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, ofCustomer, revision, cancellationToken);
        if (!found.TryGet(out var variable, out var error))
        {
            return error;
        }

        if (value is "")
        {
            return ConfigVariableErrors.NoValue;
        }

        variable.Rename(name);
        var refused = value is null ? null : await writer.WriteAsync(variable, value, cancellationToken);
        return (refused ?? await db.SaveAsync(cancellationToken)) is { } failed ? failed : variable.Id;
    }

    private async Task<Result<Guid>> UndoAsync(Guid id, bool ofCustomer, Guid? revision, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, ofCustomer, revision, cancellationToken);
        if (!found.TryGet(out var variable, out var error))
        {
            return error;
        }

        return (variable.UndoValues() ?? await db.SaveAsync(cancellationToken)) is { } failed ? failed : variable.Id;
    }

    private async Task<Result<Guid>> DeleteAsync(Guid id, bool ofCustomer, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, ofCustomer, null, cancellationToken);
        if (!found.TryGet(out var variable, out var error))
        {
            return error;
        }

        var users = await usage.FirstAsync(usage.OfConfigVariable(variable.Id), cancellationToken);
        if (users.Total > 0)
        {
            return ConfigVariableErrors.InUse(variable.Name, users);
        }

        await values.RemoveAsync([variable.Id], cancellationToken);
        db.ConfigVariables.Remove(variable);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : variable.Id;
    }

    private async Task<Result<ConfigVariable>> FindAsync(Guid id, bool ofCustomer, Guid? revision, CancellationToken cancellationToken)
    {
        if (await db.ConfigVariables.SingleOrDefaultAsync(v => v.Id == id && (v.CustomerId != null) == ofCustomer, cancellationToken) is not { } variable)
        {
            return ConfigVariableErrors.NotFound;
        }

        return variable.CheckRevision(revision) is { } stale ? stale : variable;
    }
}
