using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Integrations.Queries;

/// <summary>Integrations by name, for programs. Archived ones are found by their id alone.</summary>
/// <param name="Name">Exactly this name.</param>
/// <param name="NameContains">Part of the name, compared without case.</param>
[Requires(Permission.ViewIntegrations)]
public sealed record FindIntegrations(Window Window, IReadOnlyList<Guid>? Ids = null, string? Name = null, string? NameContains = null) : IQuery<Slice<FoundIntegration>>;

/// <summary>The drafts of integrations, by integration.</summary>
[Requires(Permission.ViewIntegrations)]
public sealed record FindDrafts(IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, IntegrationDefinition>>;

/// <summary>What versions consist of, by the version's id.</summary>
[Requires(Permission.ViewIntegrations)]
public sealed record FindVersionDefinitions(IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, IntegrationDefinition>>;

/// <summary>The versions of each of many integrations, newest first; the window counts for each of them.</summary>
[Requires(Permission.ViewIntegrations)]
public sealed record FindVersionsOfIntegrations(Window Window, IReadOnlyList<Guid> IntegrationIds, bool Ascending = false)
    : IQuery<IReadOnlyDictionary<Guid, Slice<FoundVersion>>>;

public sealed record FoundIntegration(Guid Id, string Name, string Description, int LatestVersion, bool HasUnpublishedChanges, DateTime CreatedAt);

public sealed record FoundVersion(Guid Id, Guid IntegrationId, string IntegrationName, int Number, string Comment, DateTime PublishedAt);

internal sealed class FindIntegrationsValidator : AbstractValidator<FindIntegrations>
{
    public FindIntegrationsValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.Ids).AtMostManyIds();
        RuleFor(q => q.NameContains).MaximumLength(Integration.MaximumNameLength).WithMessage($"Search for at most {Integration.MaximumNameLength} characters.");
    }
}

internal sealed class FindDraftsValidator : AbstractValidator<FindDrafts>
{
    public FindDraftsValidator() => RuleFor(q => q.Ids).AtMostManyIds();
}

internal sealed class FindVersionDefinitionsValidator : AbstractValidator<FindVersionDefinitions>
{
    public FindVersionDefinitionsValidator() => RuleFor(q => q.Ids).AtMostManyIds();
}

internal sealed class FindVersionsOfIntegrationsValidator : AbstractValidator<FindVersionsOfIntegrations>
{
    public FindVersionsOfIntegrationsValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.IntegrationIds).AtMostManyIds();
    }
}

internal sealed class FindIntegrationsHandler(IConsoleDb db)
    : IRequestHandler<FindIntegrations, Result<Slice<FoundIntegration>>>, IRequestHandler<FindDrafts, Result<IReadOnlyDictionary<Guid, IntegrationDefinition>>>,
      IRequestHandler<FindVersionDefinitions, Result<IReadOnlyDictionary<Guid, IntegrationDefinition>>>,
      IRequestHandler<FindVersionsOfIntegrations, Result<IReadOnlyDictionary<Guid, Slice<FoundVersion>>>>
{
    public async Task<Result<Slice<FoundIntegration>>> Handle(FindIntegrations request, CancellationToken cancellationToken)
    {
        var integrations = db.Integrations.AsNoTracking();
        integrations = request.Ids is { } ids ? integrations.Where(i => ids.Contains(i.Id)) : integrations.Where(i => i.ArchivedAt == null);
        if (request.Name is { } name)
        {
            var normalized = Text.Normalize(name);
            integrations = integrations.Where(i => i.NormalizedName == normalized && i.Name == name);
        }

        if (request.NameContains is { } part)
        {
            var normalized = Text.Normalize(part);
            integrations = integrations.Where(i => i.NormalizedName.Contains(normalized));
        }

        return await integrations.OrderBy(i => i.NormalizedName).ThenBy(i => i.Id)
            .Select(i => new FoundIntegration(i.Id, i.Name, i.Description, i.LatestVersion, i.HasUnpublishedChanges, i.CreatedAt))
            .ToSliceAsync(request.Window, cancellationToken);
    }

    public async Task<Result<IReadOnlyDictionary<Guid, IntegrationDefinition>>> Handle(FindDrafts request, CancellationToken cancellationToken) =>
        await db.Integrations.AsNoTracking().Where(i => request.Ids.Contains(i.Id)).Select(i => new { i.Id, i.Draft })
            .ToDictionaryAsync(i => i.Id, i => i.Draft, cancellationToken);

    public async Task<Result<IReadOnlyDictionary<Guid, IntegrationDefinition>>> Handle(FindVersionDefinitions request, CancellationToken cancellationToken) =>
        await db.IntegrationVersions.AsNoTracking().Where(v => request.Ids.Contains(v.Id)).Select(v => new { v.Id, v.Definition })
            .ToDictionaryAsync(v => v.Id, v => v.Definition, cancellationToken);

    public async Task<Result<IReadOnlyDictionary<Guid, Slice<FoundVersion>>>> Handle(FindVersionsOfIntegrations request, CancellationToken cancellationToken)
    {
        var (skip, take, ids) = (request.Window.Skip, request.Window.Take + 1, request.IntegrationIds);
        var sign = request.Ascending ? 1 : -1;
        // Named beforehand: rows are numbered within the integrations that are asked for, not within all.
        var versions = db.IntegrationVersions.Where(v => ids.Contains(v.IntegrationId));
        var rows = await (
            from integration in db.Integrations.AsNoTracking().Where(i => ids.Contains(i.Id))
            from v in versions.Where(v => v.IntegrationId == integration.Id).OrderBy(v => sign * v.Number).Skip(skip).Take(take)
            select new FoundVersion(v.Id, v.IntegrationId, v.IntegrationName, v.Number, v.Comment, v.PublishedAt)).ToListAsync(cancellationToken);
        var totals = request.Window.Counted
            ? await db.IntegrationVersions.Where(v => ids.Contains(v.IntegrationId)).GroupBy(v => v.IntegrationId)
                .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken)
            : null;
        return Result<IReadOnlyDictionary<Guid, Slice<FoundVersion>>>.Success(
            rows.OrderBy(r => sign * r.Number).Select(r => (r.IntegrationId, r)).ToSlices(ids, request.Window, totals));
    }
}
