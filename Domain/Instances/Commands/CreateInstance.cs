using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Instances.Commands;

/// <summary>Configures a version of an integration for a customer; answers the instance's id.</summary>
/// <param name="VersionNumber">Null for the newest version.</param>
[Requires(Permission.ManageInstances)]
public sealed record CreateInstance(
    Guid CustomerId, Guid IntegrationId, string Name, string? Description = null, InstanceConfiguration? Configuration = null, int? VersionNumber = null) : ICommand<Guid>;

internal sealed class CreateInstanceValidator : AbstractValidator<CreateInstance>
{
    public CreateInstanceValidator()
    {
        RuleFor(i => i.Name)
            .NotEmpty().WithMessage("Give the instance a name.")
            .MaximumLength(Instance.MaximumNameLength).WithMessage($"A name has at most {Instance.MaximumNameLength} characters.");
        RuleFor(i => i.Description).MaximumLength(2_000).WithMessage("A description has at most 2,000 characters.");
    }
}

internal sealed class CreateInstanceHandler(IConsoleDb db, ActorContext context, TimeProvider time) : IRequestHandler<CreateInstance, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CreateInstance request, CancellationToken cancellationToken)
    {
        if (await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.CustomerId, cancellationToken) is not { } customer)
        {
            return CustomerErrors.NotFound;
        }

        if (customer.ArchivedAt is not null)
        {
            return CustomerErrors.Archived(customer.Name);
        }

        var version = await db.IntegrationVersions.AsNoTracking()
            .Where(v => v.IntegrationId == request.IntegrationId && (request.VersionNumber == null || v.Number == request.VersionNumber))
            .OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);
        if (version is null)
        {
            return await db.Integrations.AnyAsync(i => i.Id == request.IntegrationId, cancellationToken) ? IntegrationErrors.VersionNotFound : IntegrationErrors.NotFound;
        }

        var configuration = request.Configuration ?? InstanceConfiguration.Empty;
        if (await InstanceBindings.CheckAsync(db, version.Definition, configuration, customer.Id, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        var instance = Instance.Create(context.OrganizationId, request.Name, request.Description, customer.Id, version, time.GetUtcNow().UtcDateTime);
        instance.Configure(configuration);
        db.Instances.Add(instance);
        return await db.SaveAsync(cancellationToken) is { } error ? error : instance.Id;
    }
}
