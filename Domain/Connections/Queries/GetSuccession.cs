using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>How far a superseded connection has been left: what its successor lacks, and what still holds it.</summary>
[Requires(Permission.ViewConnections)]
public sealed record GetSuccession(Guid ConnectionId) : IQuery<Succession>;

/// <param name="CustomersToCopy">Customers with values here and none under the successor.</param>
/// <param name="Drafts">How many drafts still reference it; they can be re-pointed.</param>
/// <param name="Instances">How many instances still run a version that references it.</param>
public sealed record Succession(Guid SuccessorId, string SuccessorName, int CustomersToCopy, int Drafts, int Instances);

internal sealed class GetSuccessionHandler(IConsoleDb db, ConnectionUsage usage) : IRequestHandler<GetSuccession, Result<Succession>>
{
    public async Task<Result<Succession>> Handle(GetSuccession request, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.ConnectionId, cancellationToken) is not { } old)
        {
            return ConnectionErrors.NotFound;
        }

        if (old.SupersededById is not { } next)
        {
            return ConnectionErrors.NotSuperseded(old.Name);
        }

        var key = old.NormalizedStableKey;
        return new Succession(
            next, await db.OrganizationConnections.Where(c => c.Id == next).Select(c => c.Name).SingleAsync(cancellationToken),
            await db.CustomerConnections.CountAsync(
                x => x.OrganizationConnectionId == old.Id && !db.CustomerConnections.Any(y => y.OrganizationConnectionId == next && y.CustomerId == x.CustomerId), cancellationToken),
            await db.Integrations.CountAsync(i => i.DraftConnections.Any(r => r.NormalizedStableKey == key), cancellationToken),
            await usage.InstancesOf(key).CountAsync(cancellationToken));
    }
}
