using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Integrations.Queries;

/// <summary>Integrations by name. Sort keys: <c>name</c> (default), <c>created</c>.</summary>
[Requires(Permission.ViewIntegrations)]
public sealed record ListIntegrations(PageRequest Page) : IQuery<Page<IntegrationRow>>;

public sealed record IntegrationRow(Guid Id, string Name, string Description, int LatestVersion, bool HasUnpublishedChanges, int Instances, DateTime CreatedAt);

internal sealed class ListIntegrationsValidator : AbstractValidator<ListIntegrations>
{
    public ListIntegrationsValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListIntegrationsHandler(IConsoleDb db) : IRequestHandler<ListIntegrations, Result<Page<IntegrationRow>>>
{
    public async Task<Result<Page<IntegrationRow>>> Handle(ListIntegrations request, CancellationToken cancellationToken)
    {
        var integrations = db.Integrations.AsNoTracking().Where(i => i.ArchivedAt == null);
        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            integrations = integrations.Where(i => i.NormalizedName.Contains(search));
        }

        integrations = (request.Page.Sort, request.Page.Descending) switch
        {
            ("created", false) => integrations.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id),
            ("created", true) => integrations.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id),
            (_, true) => integrations.OrderByDescending(i => i.NormalizedName).ThenByDescending(i => i.Id),
            _ => integrations.OrderBy(i => i.NormalizedName).ThenBy(i => i.Id),
        };
        return await integrations
            .Select(i => new IntegrationRow(
                i.Id, i.Name, i.Description, i.LatestVersion, i.HasUnpublishedChanges,
                db.Instances.Count(x => x.IntegrationId == i.Id && x.ArchivedAt == null), i.CreatedAt))
            .ToPageAsync(request.Page, cancellationToken);
    }
}
