using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.ConfigVariables.Queries;

/// <summary>Config variables of the organization, or of one customer, by name. Sort keys: <c>name</c> (default), <c>changed</c>.</summary>
/// <param name="CustomerId">Null for the organization's own.</param>
[Requires(Permission.ViewConfigVariables)]
public sealed record ListConfigVariables(PageRequest Page, Guid? CustomerId = null) : IQuery<Page<ConfigVariableRow>>;

/// <param name="Value">The beginning of the value; null for a secret and where the actor may not see values.</param>
/// <param name="Users">How many instances and test configurations take its value.</param>
public sealed record ConfigVariableRow(Guid Id, string Name, bool IsSecret, string? Value, int Users, DateTime SetAt, string SetBy, bool CanUndo, Guid Revision)
{
    /// <summary>Longer values are cut off after so many characters.</summary>
    public const int MostOfAValue = 120;
}

internal sealed class ListConfigVariablesValidator : AbstractValidator<ListConfigVariables>
{
    public ListConfigVariablesValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListConfigVariablesHandler(IConsoleDb db, ActorContext context) : IRequestHandler<ListConfigVariables, Result<Page<ConfigVariableRow>>>
{
    public async Task<Result<Page<ConfigVariableRow>>> Handle(ListConfigVariables request, CancellationToken cancellationToken)
    {
        var scope = request.CustomerId ?? context.OrganizationId;
        var variables = db.ConfigVariables.AsNoTracking().Where(v => v.ScopeId == scope);
        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            variables = variables.Where(v => v.NormalizedName.Contains(search));
        }

        var rows =
            from variable in variables
            join values in db.ValueSets.AsNoTracking() on variable.Values.CurrentId equals (Guid?)values.Id
            select new { variable, values };
        rows = (request.Page.Sort, request.Page.Descending) switch
        {
            ("changed", false) => rows.OrderBy(r => r.values.CreatedAt).ThenBy(r => r.variable.NormalizedName),
            ("changed", true) => rows.OrderByDescending(r => r.values.CreatedAt).ThenByDescending(r => r.variable.NormalizedName),
            (_, true) => rows.OrderByDescending(r => r.variable.NormalizedName),
            _ => rows.OrderBy(r => r.variable.NormalizedName),
        };
        var show = ConfigVariableAccess.MaySeeValues(context.Actor, request.CustomerId is not null);
        var page = await rows
            .Select(r => new { r.variable, r.values.Values, r.values.CreatedAt, r.values.CreatedBy, Users = db.BindingReferences.Count(b => b.ConfigVariableId == r.variable.Id) })
            .ToPageAsync(request.Page, cancellationToken);
        return page.Select(r => new ConfigVariableRow(
            r.variable.Id, r.variable.Name, r.variable.IsSecret, show && !r.variable.IsSecret ? Beginning(r.Values is [var first, ..] ? first.Plain : null) : null, r.Users, r.CreatedAt, r.CreatedBy,
            r.variable.Values.CanUndo, r.variable.Revision));
    }

    private static string? Beginning(string? value)
    {
        if (value is not { Length: > ConfigVariableRow.MostOfAValue })
        {
            return value;
        }

        var end = char.IsHighSurrogate(value[ConfigVariableRow.MostOfAValue - 1]) ? ConfigVariableRow.MostOfAValue - 1 : ConfigVariableRow.MostOfAValue;
        return string.Concat(value.AsSpan(0, end), "…");
    }
}

/// <summary>Who takes the value of a config variable, by name.</summary>
[Requires(Permission.ViewConfigVariables)]
public sealed record ListConfigVariableUsers(Guid Id, PageRequest Page) : IQuery<Page<Usage>>;

internal sealed class ListConfigVariableUsersValidator : AbstractValidator<ListConfigVariableUsers>
{
    public ListConfigVariableUsersValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListConfigVariableUsersHandler(IConsoleDb db, BindingUsage usage) : IRequestHandler<ListConfigVariableUsers, Result<Page<Usage>>>
{
    public async Task<Result<Page<Usage>>> Handle(ListConfigVariableUsers request, CancellationToken cancellationToken) =>
        await db.ConfigVariables.AnyAsync(v => v.Id == request.Id, cancellationToken)
            ? await usage.ListAsync(usage.OfConfigVariable(request.Id), request.Page, cancellationToken)
            : ConfigVariableErrors.NotFound;
}
