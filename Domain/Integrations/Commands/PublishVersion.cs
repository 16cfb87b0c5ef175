using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Integrations.Commands;

/// <summary>Makes version n+1 out of the draft; answers the version's id. Refused with every problem of the draft named.</summary>
[Requires(Permission.PublishIntegrations)]
public sealed record PublishVersion(Guid IntegrationId, string? Comment = null, Guid? Revision = null) : ICommand<Guid>;

internal sealed class PublishVersionValidator : AbstractValidator<PublishVersion>
{
    public PublishVersionValidator() => RuleFor(p => p.Comment).MaximumLength(2_000).WithMessage("A comment has at most 2,000 characters.");
}

internal sealed class PublishVersionHandler(IConsoleDb db, ActorContext context, DefinitionCatalogueLoader catalogues, TimeProvider time)
    : IRequestHandler<PublishVersion, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(PublishVersion request, CancellationToken cancellationToken)
    {
        if (await db.Integrations.SingleOrDefaultAsync(i => i.Id == request.IntegrationId, cancellationToken) is not { } integration)
        {
            return IntegrationErrors.NotFound;
        }

        if (integration.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        var problems = DefinitionValidator.Validate(integration.Draft, await catalogues.LoadAsync(cancellationToken));
        var published = integration.Publish(problems, request.Comment, context.Actor.Name, time.GetUtcNow().UtcDateTime);
        if (!published.TryGet(out var version, out var error))
        {
            return error;
        }

        db.IntegrationVersions.Add(version);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : version.Id;
    }
}
