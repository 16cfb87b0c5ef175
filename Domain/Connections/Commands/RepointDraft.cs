using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>
/// Lets every slot of a draft that references one connection reference another of the same type. Versions stay as they are; the draft has to be published for
/// instances to follow. Answers the integration's new revision.
/// </summary>
[Requires(Permission.EditIntegrations)]
public sealed record RepointDraft(Guid IntegrationId, Guid FromConnectionId, Guid ToConnectionId, Guid? Revision = null) : ICommand<Guid>;

internal sealed class RepointDraftHandler(IConsoleDb db) : IRequestHandler<RepointDraft, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RepointDraft request, CancellationToken cancellationToken)
    {
        if (await db.Integrations.SingleOrDefaultAsync(i => i.Id == request.IntegrationId, cancellationToken) is not { } integration)
        {
            return IntegrationErrors.NotFound;
        }

        if (integration.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        var connections = await db.OrganizationConnections.AsNoTracking()
            .Where(c => c.Id == request.FromConnectionId || c.Id == request.ToConnectionId).ToListAsync(cancellationToken);
        if (connections.Find(c => c.Id == request.FromConnectionId) is not { } from || connections.Find(c => c.Id == request.ToConnectionId) is not { } to)
        {
            return ConnectionErrors.NotFound;
        }

        if (from.Type != to.Type)
        {
            return ConnectionErrors.DoesNotTakeThePlace(from.Name, to.Name);
        }

        if (!integration.DraftConnections.Any(r => r.NormalizedStableKey == from.NormalizedStableKey))
        {
            return ConnectionErrors.NotReferenced(integration.Name, from.Name);
        }

        integration.SaveDraft(integration.Draft.Repoint(from.StableKey, to.StableKey));
        return await db.SaveAsync(cancellationToken) is { } error ? error : integration.Revision;
    }
}
