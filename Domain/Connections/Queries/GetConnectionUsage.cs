using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>The integrations that reference a connection, with the draft or versions. Its instances are listed by <c>ListInstances</c>.</summary>
[Requires(Permission.ViewIntegrations)]
public sealed record GetConnectionUsage(Guid ConnectionId) : IQuery<IReadOnlyList<UsingIntegration>>;

/// <param name="InDraft">The draft references the connection.</param>
/// <param name="Versions">The numbers of the versions that do, newest first.</param>
/// <param name="Revision">For re-pointing the draft.</param>
public sealed record UsingIntegration(Guid Id, string Name, bool InDraft, IReadOnlyList<int> Versions, Guid Revision);

internal sealed class GetConnectionUsageHandler(IConsoleDb db) : IRequestHandler<GetConnectionUsage, Result<IReadOnlyList<UsingIntegration>>>
{
    private const int Most = 500;

    public async Task<Result<IReadOnlyList<UsingIntegration>>> Handle(GetConnectionUsage request, CancellationToken cancellationToken)
    {
        var key = await db.OrganizationConnections.Where(c => c.Id == request.ConnectionId).Select(c => c.NormalizedStableKey).SingleOrDefaultAsync(cancellationToken);
        if (key is null)
        {
            return ConnectionErrors.NotFound;
        }

        var versions = await db.IntegrationVersions.Where(v => v.Connections.Any(r => r.NormalizedStableKey == key)).OrderByDescending(v => v.Number).Take(Most)
            .Select(v => new { v.IntegrationId, v.Number }).ToListAsync(cancellationToken);
        var published = versions.Select(v => v.IntegrationId).Distinct().ToList();
        var integrations = await db.Integrations
            .Where(i => published.Contains(i.Id) || i.DraftConnections.Any(r => r.NormalizedStableKey == key)).OrderBy(i => i.NormalizedName).ThenBy(i => i.Id).Take(Most)
            .Select(i => new { i.Id, i.Name, i.Revision, InDraft = i.DraftConnections.Any(r => r.NormalizedStableKey == key) }).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<UsingIntegration>>.Success(
            [.. integrations.Select(i => new UsingIntegration(i.Id, i.Name, i.InDraft, [.. versions.Where(v => v.IntegrationId == i.Id).Select(v => v.Number)], i.Revision))]);
    }
}
