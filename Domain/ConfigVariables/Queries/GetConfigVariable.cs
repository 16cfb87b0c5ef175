using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.ConfigVariables.Queries;

/// <summary>A config variable of the organization or of a customer, with its whole value where that is no secret.</summary>
[Requires(Permission.ViewConfigVariables)]
public sealed record GetConfigVariable(Guid Id) : IQuery<ConfigVariableDetail>;

/// <param name="CustomerId">Null for a variable of the organization.</param>
/// <param name="Value">Null for a secret and where the actor may not see values.</param>
/// <param name="Previous">What undoing goes back to; null where there is nothing to undo.</param>
/// <param name="Users">How many instances and test configurations take its value.</param>
public sealed record ConfigVariableDetail(
    Guid Id, Guid? CustomerId, string Name, bool IsSecret, string? Value, DateTime CreatedAt, Guid Revision, int Users, ValueSetSummary Current, ValueSetSummary? Previous);

internal sealed class GetConfigVariableHandler(IConsoleDb db, ActorContext context) : IRequestHandler<GetConfigVariable, Result<ConfigVariableDetail>>
{
    public async Task<Result<ConfigVariableDetail>> Handle(GetConfigVariable request, CancellationToken cancellationToken)
    {
        if (await db.ConfigVariables.AsNoTracking().SingleOrDefaultAsync(v => v.Id == request.Id, cancellationToken) is not { } variable)
        {
            return ConfigVariableErrors.NotFound;
        }

        var sets = await db.ValueSets.AsNoTracking().Where(v => v.Id == variable.Values.CurrentId || v.Id == variable.Values.PreviousId).ToListAsync(cancellationToken);
        var current = sets.Find(v => v.Id == variable.Values.CurrentId);
        var show = !variable.IsSecret && ConfigVariableAccess.MaySeeValues(context.Actor, variable.CustomerId is not null);
        return new ConfigVariableDetail(
            variable.Id, variable.CustomerId, variable.Name, variable.IsSecret, show ? current?.Find(ConfigVariable.ValueKey)?.Plain : null, variable.CreatedAt, variable.Revision,
            await db.BindingReferences.CountAsync(r => r.ConfigVariableId == variable.Id, cancellationToken),
            ValueSetSummary.Of(current),
            sets.Find(v => v.Id == variable.Values.PreviousId) is { } previous ? ValueSetSummary.Of(previous) : null);
    }
}
