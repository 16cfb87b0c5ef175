using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;

namespace ConnectionsConsole.Domain.Integrations.Commands;

/// <summary>Adds an integration, with a draft to begin from; answers its id.</summary>
[Requires(Permission.EditIntegrations)]
public sealed record CreateIntegration(string Name, string? Description = null, IntegrationDefinition? Draft = null) : ICommand<Guid>;

internal sealed class CreateIntegrationValidator : AbstractValidator<CreateIntegration>
{
    public CreateIntegrationValidator()
    {
        RuleFor(i => i.Name)
            .NotEmpty().WithMessage("Give the integration a name.")
            .MaximumLength(Integration.MaximumNameLength).WithMessage($"A name has at most {Integration.MaximumNameLength} characters.");
        RuleFor(i => i.Description)
            .MaximumLength(Integration.MaximumDescriptionLength).WithMessage($"A description has at most {Integration.MaximumDescriptionLength:N0} characters.");
    }
}

internal sealed class CreateIntegrationHandler(IConsoleDb db, ActorContext context, TimeProvider time) : IRequestHandler<CreateIntegration, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CreateIntegration request, CancellationToken cancellationToken)
    {
        var integration = Integration.Create(context.OrganizationId, request.Name, request.Description, time.GetUtcNow().UtcDateTime);
        if (request.Draft is { } draft)
        {
            integration.SaveDraft(draft);
        }

        db.Integrations.Add(integration);
        return await db.SaveAsync(cancellationToken) is { } error ? error : integration.Id;
    }
}
