using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connectors.Commands;

/// <summary>Adds an own connector, without connection types; answers its id.</summary>
/// <param name="Key">Stands in connections, integrations and YAML; never changed.</param>
/// <param name="Icon">One of <see cref="ConnectorIcons"/>.</param>
[Requires(Permission.ManageConnectors)]
public sealed record CreateConnector(string Key, string Name, string? Description = null, string Icon = ConnectorIcons.Default) : ICommand<Guid>;

/// <summary>Changes name, description and icon of an own connector.</summary>
/// <param name="Revision">The state that the editor saw; null to overwrite whatever is there.</param>
[Requires(Permission.ManageConnectors)]
public sealed record UpdateConnector(string Key, string Name, string? Description, string Icon, Guid? Revision = null) : ICommand<Guid>;

internal sealed class CreateConnectorValidator : AbstractValidator<CreateConnector>
{
    public CreateConnectorValidator()
    {
        RuleFor(c => c.Key).Must(ConnectorValidation.IsConnectorKey).WithMessage($"This is no key. {ConnectorErrors.KeyRule}");
        RuleFor(c => c.Name).ConnectorName();
        RuleFor(c => c.Description).ConnectorDescription();
        RuleFor(c => c.Icon).ConnectorIcon();
    }
}

internal sealed class UpdateConnectorValidator : AbstractValidator<UpdateConnector>
{
    public UpdateConnectorValidator()
    {
        RuleFor(c => c.Name).ConnectorName();
        RuleFor(c => c.Description).ConnectorDescription();
        RuleFor(c => c.Icon).ConnectorIcon();
    }
}

internal sealed class SaveConnectorHandler(IConsoleDb db, ActorContext context, TimeProvider time)
    : IRequestHandler<CreateConnector, Result<Guid>>, IRequestHandler<UpdateConnector, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CreateConnector request, CancellationToken cancellationToken)
    {
        if (BuiltInConnectors.Find(request.Key) is not null)
        {
            return ConnectorErrors.KeyIsBuiltIn(request.Key);
        }

        if (await db.OwnConnectors.CountAsync(cancellationToken) >= OwnConnector.MostInAnOrganization)
        {
            return ConnectorErrors.TooMany;
        }

        var connector = OwnConnector.Create(context.OrganizationId, request.Key, request.Name, request.Description, request.Icon, time.GetUtcNow().UtcDateTime);
        db.OwnConnectors.Add(connector);
        return await db.SaveAsync(cancellationToken) is { } error ? error : connector.Id;
    }

    public async Task<Result<Guid>> Handle(UpdateConnector request, CancellationToken cancellationToken)
    {
        if (await db.OwnConnectors.SingleOrDefaultAsync(c => c.Key == request.Key, cancellationToken) is not { } connector)
        {
            return ConnectorErrors.NotFound;
        }

        if (connector.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        connector.Describe(request.Name, request.Description, request.Icon);
        return await db.SaveAsync(cancellationToken) is { } error ? error : connector.Id;
    }
}
