using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Integrations.Queries;

/// <summary>An integration with its draft or one of its versions.</summary>
/// <param name="VersionNumber">Null for the draft.</param>
[Requires(Permission.ViewIntegrations)]
public sealed record GetIntegration(Guid Id, int? VersionNumber = null) : IQuery<IntegrationDetail>;

public sealed record IntegrationDetail(
    Guid Id, string Name, string Description, int LatestVersion, bool HasUnpublishedChanges, DateTime CreatedAt, Guid Revision,
    int? ShownVersion, IntegrationDefinition Definition, InstanceConfiguration TestConfiguration, IReadOnlyList<DefinitionProblem> Problems,
    IReadOnlyList<VersionRow> Versions, int Instances);

public sealed record VersionRow(Guid Id, int Number, string Comment, string PublishedBy, DateTime PublishedAt);

internal sealed class GetIntegrationHandler(IConsoleDb db, DefinitionCatalogueLoader catalogues) : IRequestHandler<GetIntegration, Result<IntegrationDetail>>
{
    private const int MostVersions = 100;

    public async Task<Result<IntegrationDetail>> Handle(GetIntegration request, CancellationToken cancellationToken)
    {
        if (await db.Integrations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken) is not { } integration)
        {
            return IntegrationErrors.NotFound;
        }

        var definition = integration.Draft;
        if (request.VersionNumber is { } number)
        {
            var version = await db.IntegrationVersions.AsNoTracking()
                .SingleOrDefaultAsync(v => v.IntegrationId == integration.Id && v.Number == number, cancellationToken);
            if (version is null)
            {
                return IntegrationErrors.VersionNotFound;
            }

            definition = version.Definition;
        }

        var versions = await db.IntegrationVersions.AsNoTracking().Where(v => v.IntegrationId == integration.Id).OrderByDescending(v => v.Number).Take(MostVersions)
            .Select(v => new VersionRow(v.Id, v.Number, v.Comment, v.PublishedBy, v.PublishedAt)).ToListAsync(cancellationToken);
        return new IntegrationDetail(
            integration.Id, integration.Name, integration.Description, integration.LatestVersion, integration.HasUnpublishedChanges, integration.CreatedAt,
            integration.Revision, request.VersionNumber, definition, integration.TestConfiguration,
            DefinitionValidator.Validate(definition, await catalogues.LoadAsync(cancellationToken)), versions,
            await db.Instances.CountAsync(i => i.IntegrationId == integration.Id && i.ArchivedAt == null, cancellationToken));
    }
}
