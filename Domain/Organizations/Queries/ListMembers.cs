using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Organizations.Queries;

/// <summary>The organization's people, by name. Sort keys: <c>name</c> (default), <c>email</c>, <c>created</c>.</summary>
/// <param name="Role">Only those who have this role.</param>
[Requires(Permission.ManageUsers)]
public sealed record ListMembers(PageRequest Page, Roles? Role = null) : IQuery<Page<MemberRow>>;

/// <param name="Id">The membership's id.</param>
public sealed record MemberRow(Guid Id, Guid UserId, string Name, string Email, Roles Roles, DateTime CreatedAt, Guid Revision);

internal sealed class ListMembersValidator : AbstractValidator<ListMembers>
{
    public ListMembersValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListMembersHandler(IConsoleDb db) : IRequestHandler<ListMembers, Result<Page<MemberRow>>>
{
    public async Task<Result<Page<MemberRow>>> Handle(ListMembers request, CancellationToken cancellationToken)
    {
        var members = db.Memberships.AsNoTracking();
        if (request.Role is { } role)
        {
            members = members.Where(m => (m.Roles & role) != Roles.None);
        }

        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            members = members.Where(m => m.NormalizedName.Contains(search) || m.NormalizedEmail.Contains(search));
        }

        members = (request.Page.Sort, request.Page.Descending) switch
        {
            ("email", false) => members.OrderBy(m => m.NormalizedEmail).ThenBy(m => m.Id),
            ("email", true) => members.OrderByDescending(m => m.NormalizedEmail).ThenByDescending(m => m.Id),
            ("created", false) => members.OrderBy(m => m.CreatedAt).ThenBy(m => m.Id),
            ("created", true) => members.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id),
            (_, true) => members.OrderByDescending(m => m.NormalizedName).ThenByDescending(m => m.Id),
            _ => members.OrderBy(m => m.NormalizedName).ThenBy(m => m.Id),
        };
        return await members.Select(m => new MemberRow(m.Id, m.UserId, m.Name, m.Email, m.Roles, m.CreatedAt, m.Revision)).ToPageAsync(request.Page, cancellationToken);
    }
}
