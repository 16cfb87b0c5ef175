using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Audit.Queries;

/// <summary>The audit log, newest first, by keys: the lines before or after one.</summary>
/// <param name="Before">Only lines older than this sequence: the next page.</param>
/// <param name="After">Only lines newer than this sequence: the page before.</param>
/// <param name="Action">One of <see cref="AuditAction.Groups"/>, such as "changed", or "tested" whatever came out; of what is none of them there are no lines.</param>
/// <param name="From">UTC; lines of this moment and later.</param>
/// <param name="To">UTC; lines before this moment.</param>
[Requires(Permission.ViewAuditLog)]
public sealed record ListAuditEntries(
    int Size = PageRequest.DefaultSize, long? Before = null, long? After = null, ActorKind? ActorKind = null, Guid? ActorId = null, string? Action = null,
    DateTime? From = null, DateTime? To = null) : IQuery<AuditPage>;

/// <param name="Total">Up to <see cref="Page{T}.CountLimit"/>; with <paramref name="TotalIsAtLeast"/> there are more.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Items, int Total, bool TotalIsAtLeast, bool HasNewer, bool HasOlder);

/// <param name="Changed">The names of what changed; their values are in no answer.</param>
public sealed record AuditRow(
    long Sequence, DateTime At, ActorKind ActorKind, Guid? ActorId, string ActorName, string Action, string Request, string SubjectKind, Guid SubjectId, string SubjectName,
    IReadOnlyList<string> Changed);

internal sealed class ListAuditEntriesValidator : AbstractValidator<ListAuditEntries>
{
    public ListAuditEntriesValidator()
    {
        RuleFor(q => q.Size).InclusiveBetween(1, PageRequest.MaximumSize).WithMessage($"A page holds 1 to {PageRequest.MaximumSize} rows.");
        RuleFor(q => q.Action).MaximumLength(50).WithMessage("An action has at most 50 characters.");
    }
}

internal sealed class ListAuditEntriesHandler(IConsoleDb db) : IRequestHandler<ListAuditEntries, Result<AuditPage>>
{
    public async Task<Result<AuditPage>> Handle(ListAuditEntries request, CancellationToken cancellationToken)
    {
        var all = Filter(request);
        var page = request.After is { } after
            ? all.Where(a => a.Sequence > after).OrderBy(a => a.Sequence)
            : request.Before is { } before
                ? all.Where(a => a.Sequence < before).OrderByDescending(a => a.Sequence)
                : all.OrderByDescending(a => a.Sequence);
        var entries = await page.Take(request.Size + 1).ToListAsync(cancellationToken);
        var more = entries.Count > request.Size;
        var total = await all.Take(Page<AuditRow>.CountLimit + 1).CountAsync(cancellationToken);
        return new AuditPage(
            [.. entries.Take(request.Size).OrderByDescending(a => a.Sequence).Select(Show)],
            Math.Min(total, Page<AuditRow>.CountLimit), total > Page<AuditRow>.CountLimit,
            HasNewer: request.After is not null ? more : request.Before is not null,
            HasOlder: request.After is not null || more);
    }

    private IQueryable<AuditEntry> Filter(ListAuditEntries request)
    {
        var entries = db.AuditEntries;
        entries = request.ActorKind is { } kind ? entries.Where(a => a.ActorKind == kind) : entries;
        entries = request.ActorId is { } actor ? entries.Where(a => a.ActorId == actor) : entries;
        if (request.Action is { } group)
        {
            var actions = AuditAction.TextsOf(group);
            entries = entries.Where(a => actions.Contains(a.Action));
        }

        entries = request.From is { } from ? entries.Where(a => a.At >= from) : entries;
        return request.To is { } to ? entries.Where(a => a.At < to) : entries;
    }

    private static AuditRow Show(AuditEntry entry) => new(
        entry.Sequence, entry.At, entry.ActorKind, entry.ActorId, entry.ActorName, entry.Action, entry.Request, entry.SubjectKind, entry.SubjectId, entry.SubjectName,
        Names(entry.Changes));

    private static List<string> Names(string changes)
    {
        using var json = JsonDocument.Parse(changes);
        return [.. json.RootElement.EnumerateObject().Select(p => p.Name)];
    }
}
