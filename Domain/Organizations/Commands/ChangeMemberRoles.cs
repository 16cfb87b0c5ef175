using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Organizations.Commands;

/// <summary>Gives a person other roles in place of those that they have. Answers the person's user id, whose sessions are to be ended.</summary>
[Requires(Permission.ManageUsers)]
public sealed record ChangeMemberRoles(Guid Id, Roles Roles, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Takes a person out of the organization. Answers their user id, whose sessions are to be ended.</summary>
[Requires(Permission.ManageUsers)]
public sealed record RemoveMember(Guid Id) : ICommand<Guid>;

internal sealed class ChangeMemberRolesValidator : AbstractValidator<ChangeMemberRoles>
{
    public ChangeMemberRolesValidator() =>
        RuleFor(m => m.Roles).Must(r => r != Roles.None && RoleSets.IsKnown(r)).WithMessage("Give at least one role, or remove the person.");
}

internal sealed class ChangeMemberHandler(IConsoleDb db, ActorContext context) : IRequestHandler<ChangeMemberRoles, Result<Guid>>, IRequestHandler<RemoveMember, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ChangeMemberRoles request, CancellationToken cancellationToken)
    {
        if (await db.Memberships.SingleOrDefaultAsync(m => m.Id == request.Id, cancellationToken) is not { } member)
        {
            return OrganizationErrors.MemberNotFound;
        }

        if (member.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        if (!context.Actor.MayGrant(request.Roles))
        {
            return AccessErrors.MoreThanOwn;
        }

        if (!request.Roles.HasFlag(Roles.Admin) && await LastAdminGuard.CheckAsync(db, member, cancellationToken) is { } last)
        {
            return last;
        }

        member.Grant(request.Roles);
        return await db.SaveAsync(cancellationToken) is { } error ? error : member.UserId;
    }

    public async Task<Result<Guid>> Handle(RemoveMember request, CancellationToken cancellationToken)
    {
        if (await db.Memberships.SingleOrDefaultAsync(m => m.Id == request.Id, cancellationToken) is not { } member)
        {
            return OrganizationErrors.MemberNotFound;
        }

        if (await LastAdminGuard.CheckAsync(db, member, cancellationToken) is { } last)
        {
            return last;
        }

        db.Memberships.Remove(member);
        return await db.SaveAsync(cancellationToken) is { } error ? error : member.UserId;
    }
}
