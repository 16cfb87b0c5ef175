using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;

namespace ConnectionsConsole.Domain.Organizations.Commands;

/// <summary>Gives a person roles in the organization; answers the membership's id.</summary>
[Requires(Permission.ManageUsers)]
public sealed record AddMember(Guid UserId, string Email, Roles Roles, string? Name = null) : ICommand<Guid>;

internal sealed class AddMemberValidator : AbstractValidator<AddMember>
{
    public AddMemberValidator()
    {
        RuleFor(m => m.Email).NotEmpty().WithMessage("Give an email address.").MaximumLength(256).WithMessage("An email address has at most 256 characters.");
        RuleFor(m => m.Name).MaximumLength(Membership.MaximumNameLength).WithMessage($"A name has at most {Membership.MaximumNameLength} characters.");
        RuleFor(m => m.Roles).Must(r => r != Roles.None && RoleSets.IsKnown(r)).WithMessage("Give at least one role.");
    }
}

internal sealed class AddMemberHandler(IConsoleDb db, ActorContext context, TimeProvider time) : IRequestHandler<AddMember, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AddMember request, CancellationToken cancellationToken)
    {
        if (!context.Actor.MayGrant(request.Roles))
        {
            return AccessErrors.MoreThanOwn;
        }

        var membership = new Membership(context.OrganizationId, request.UserId, request.Email, request.Roles, time.GetUtcNow().UtcDateTime, request.Name);
        db.Memberships.Add(membership);
        return await db.SaveAsync(cancellationToken) is { } error ? error : membership.Id;
    }
}
