using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Audit.Queries;

/// <summary>Who the audit log can be narrowed to: the organization's people and API tokens, by name. Operator and system always are.</summary>
[Requires(Permission.ViewAuditLog)]
public sealed record ListAuditActors : IQuery<Page<AuditActor>>;

public sealed record AuditActor(ActorKind Kind, Guid Id, string Name);

internal sealed class ListAuditActorsHandler(IConsoleDb db) : IRequestHandler<ListAuditActors, Result<Page<AuditActor>>>
{
    /// <summary>As many as a choice can hold; others are reached by their lines.</summary>
    private const int Most = 500;

    public async Task<Result<Page<AuditActor>>> Handle(ListAuditActors request, CancellationToken cancellationToken)
    {
        var people = await db.Memberships.OrderBy(m => m.NormalizedName).Take(Most).Select(m => new AuditActor(ActorKind.Person, m.UserId, m.Name)).ToListAsync(cancellationToken);
        var tokens = await db.ApiTokens.OrderBy(t => t.NormalizedName).Take(Most).Select(t => new AuditActor(ActorKind.ApiToken, t.Id, t.Name)).ToListAsync(cancellationToken);
        return new Page<AuditActor>([.. people, .. tokens], people.Count + tokens.Count);
    }
}
