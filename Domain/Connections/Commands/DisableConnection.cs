using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>Pauses every deployed instance that uses a connection ("Disable all"). Answers how many were paused.</summary>
[Requires(Permission.PauseInstances)]
public sealed record PauseConnectionInstances(Guid ConnectionId) : ICommand<int>;

internal sealed class PauseConnectionInstancesHandler(IConsoleDb db, ConnectionUsage usage) : IRequestHandler<PauseConnectionInstances, Result<int>>
{
    /// <summary>One save holds SQLite's only write lock; a few dozen rows and their audit lines keep it short.</summary>
    private const int Batch = 50;

    public async Task<Result<int>> Handle(PauseConnectionInstances request, CancellationToken cancellationToken)
    {
        var key = await db.OrganizationConnections.Where(c => c.Id == request.ConnectionId).Select(c => c.NormalizedStableKey).SingleOrDefaultAsync(cancellationToken);
        if (key is null)
        {
            return ConnectionErrors.NotFound;
        }

        var ids = await usage.InstancesOf(key).Where(i => i.Status == InstanceStatus.Deployed).Select(i => i.Id).ToListAsync(cancellationToken);
        var paused = 0;
        foreach (var batch in ids.Chunk(Batch))
        {
            // Somebody may have paused one in the meantime; that is what was wanted.
            var instances = (await db.Instances.Where(i => batch.Contains(i.Id)).ToListAsync(cancellationToken)).FindAll(i => i.Pause() is null);
            if (await db.SaveAsync(cancellationToken) is { } error)
            {
                return error;
            }

            paused += instances.Count;
        }

        return paused;
    }
}
