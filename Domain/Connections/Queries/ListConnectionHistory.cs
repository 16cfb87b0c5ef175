using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>Who changed what of a connection and its test connection, newest first, out of the audit log. Names of what changed, never values.</summary>
[Requires(Permission.ViewAuditLog)]
public sealed record ListConnectionHistory(Guid ConnectionId, PageRequest Page) : IQuery<Page<HistoryRow>>;

/// <param name="Action">The text of an <see cref="Audit.AuditAction"/>.</param>
/// <param name="Changed">The names of the properties that changed.</param>
public sealed record HistoryRow(
    long Sequence, DateTime At, ActorKind ActorKind, string ActorName, string Action, string Request, string SubjectKind, string SubjectName, IReadOnlyList<string> Changed);

internal sealed class ListConnectionHistoryValidator : AbstractValidator<ListConnectionHistory>
{
    public ListConnectionHistoryValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListConnectionHistoryHandler(IConsoleDb db) : IRequestHandler<ListConnectionHistory, Result<Page<HistoryRow>>>
{
    public async Task<Result<Page<HistoryRow>>> Handle(ListConnectionHistory request, CancellationToken cancellationToken)
    {
        var id = request.ConnectionId;
        if (!await db.OrganizationConnections.AnyAsync(c => c.Id == id, cancellationToken))
        {
            return ConnectionErrors.NotFound;
        }

        var test = await db.TestConnections.Where(t => t.OrganizationConnectionId == id).Select(t => (Guid?)t.Id).SingleOrDefaultAsync(cancellationToken);
        var subjects = new[] { id, test ?? id };
        var page = await db.AuditEntries.Where(a => subjects.Contains(a.SubjectId)).OrderByDescending(a => a.Sequence).ToPageAsync(request.Page, cancellationToken);
        return page.Select(a => new HistoryRow(a.Sequence, a.At, a.ActorKind, a.ActorName, a.Action, a.Request, a.SubjectKind, a.SubjectName, Names(a.Changes)));
    }

    private static IReadOnlyList<string> Names(string changes)
    {
        using var json = JsonDocument.Parse(changes);
        return [.. json.RootElement.EnumerateObject().Select(p => p.Name)];
    }
}
