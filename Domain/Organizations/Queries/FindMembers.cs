using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Organizations.Queries;

/// <summary>The organization's people by name, for programs.</summary>
[Requires(Permission.ManageUsers)]
public sealed record FindMembers(Window Window) : IQuery<Slice<FoundMember>>;

/// <param name="Id">The membership's id.</param>
public sealed record FoundMember(Guid Id, string Name, string Email, Roles Roles);

internal sealed class FindMembersValidator : AbstractValidator<FindMembers>
{
    public FindMembersValidator() => RuleFor(q => q.Window).SetValidator(new WindowValidator());
}

internal sealed class FindMembersHandler(IConsoleDb db) : IRequestHandler<FindMembers, Result<Slice<FoundMember>>>
{
    public async Task<Result<Slice<FoundMember>>> Handle(FindMembers request, CancellationToken cancellationToken) =>
        await db.Memberships.AsNoTracking().OrderBy(m => m.NormalizedName).ThenBy(m => m.Id).Select(m => new FoundMember(m.Id, m.Name, m.Email, m.Roles))
            .ToSliceAsync(request.Window, cancellationToken);
}
