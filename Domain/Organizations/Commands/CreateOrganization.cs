using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;

namespace ConnectionsConsole.Domain.Organizations.Commands;

/// <summary>Makes an organization. Sent in a scope whose organization is the new id, since the row belongs to itself.</summary>
[Requires(Permission.Operate)]
public sealed record CreateOrganization(string Name) : ICommand<Guid>;

internal sealed class CreateOrganizationValidator : AbstractValidator<CreateOrganization>
{
    public CreateOrganizationValidator() => RuleFor(o => o.Name)
        .NotEmpty().WithMessage("Give the organization a name.")
        .MaximumLength(Organization.MaximumNameLength).WithMessage($"A name has at most {Organization.MaximumNameLength} characters.");
}

internal sealed class CreateOrganizationHandler(IConsoleDb db, ActorContext context, TimeProvider time) : IRequestHandler<CreateOrganization, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CreateOrganization request, CancellationToken cancellationToken)
    {
        var organization = Organization.Create(context.OrganizationId, request.Name, time.GetUtcNow().UtcDateTime);
        db.Organizations.Add(organization);
        return await db.SaveAsync(cancellationToken) is { } error ? error : organization.Id;
    }
}
