using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Runs.Queries;

/// <summary>Runs, newest first. Pages by key: the rows before or after a sequence, since numbering pages of a million rows would read them all.</summary>
/// <param name="Before">Only runs older than this sequence: the next page.</param>
/// <param name="After">Only runs newer than this sequence: the page before.</param>
[Requires(Permission.ViewRuns)]
public sealed record ListRuns(
    int Size = PageRequest.DefaultSize, long? Before = null, long? After = null, RunStatus? Status = null, Guid? InstanceId = null, Guid? IntegrationId = null,
    Guid? CustomerId = null, DateTime? AcceptedFrom = null, DateTime? AcceptedTo = null) : IQuery<RunPage>;

/// <param name="Total">Up to <see cref="Page{T}.CountLimit"/>; with <paramref name="TotalIsAtLeast"/> there are more.</param>
public sealed record RunPage(IReadOnlyList<RunRow> Items, int Total, bool TotalIsAtLeast, bool HasNewer, bool HasOlder);

public sealed record RunRow(
    long Sequence, Guid Id, RunStatus Status, RunTrigger Trigger, Guid IntegrationId, string IntegrationName, Guid? InstanceId, string? InstanceName,
    Guid? CustomerId, string? CustomerName, string FlowKey, DateTime AcceptedAt, DateTime? StartedAt, DateTime? EndedAt, string? FailedStep, string? FailureMessage);

internal sealed class ListRunsValidator : AbstractValidator<ListRuns>
{
    public ListRunsValidator() =>
        RuleFor(q => q.Size).InclusiveBetween(1, PageRequest.MaximumSize).WithMessage($"A page holds 1 to {PageRequest.MaximumSize} rows.");
}

internal sealed class ListRunsHandler(IConsoleDb db) : IRequestHandler<ListRuns, Result<RunPage>>
{
    public async Task<Result<RunPage>> Handle(ListRuns request, CancellationToken cancellationToken)
    {
        var isNarrowed = request.Status is not null || request.InstanceId is not null || request.IntegrationId is not null || request.CustomerId is not null;
        var order = request.After is null ? RunOrder.NewestFirst : RunOrder.OldestFirst;
        var span = await RunSpan.OfAsync(db, request.AcceptedFrom, request.AcceptedTo, cancellationToken);
        var page = Ordered(Within(request.After is { } after ? span.After(after) : request.Before is { } before ? span.Before(before) : span));
        // The names are looked up for the rows of the page alone.
        var keys = await page.Take(request.Size + 1).Select(r => r.Sequence).ToListAsync(cancellationToken);
        var more = keys.Count > request.Size;
        keys = [.. keys.Take(request.Size)];
        var rows = await (
            from run in db.Runs.Where(r => keys.Contains(r.Sequence))
            join integration in db.Integrations on run.IntegrationId equals integration.Id into integrations
            from integration in integrations.DefaultIfEmpty()
            join instance in db.Instances on run.InstanceId equals instance.Id into instances
            from instance in instances.DefaultIfEmpty()
            join customer in db.Customers on run.CustomerId equals customer.Id into customers
            from customer in customers.DefaultIfEmpty()
            orderby run.Sequence descending
            select new RunRow(
                run.Sequence, run.Id, run.Status, run.Trigger, run.IntegrationId, integration == null ? "(deleted)" : integration.Name,
                run.InstanceId, instance == null ? null : instance.Name, run.CustomerId, customer == null ? null : customer.Name,
                run.FlowKey, run.AcceptedAt, run.StartedAt, run.EndedAt, run.FailedStep, run.FailureMessage))
            .ToListAsync(cancellationToken);
        // No count needs an order, but the list's leads SQLite to the same index. Days alone are counted by one that has all it takes.
        var total = await (isNarrowed ? Ordered(Within(span)) : Within(span)).Take(Page<RunRow>.CountLimit + 1).CountAsync(cancellationToken);
        return new RunPage(
            rows, Math.Min(total, Page<RunRow>.CountLimit), total > Page<RunRow>.CountLimit,
            HasNewer: request.After is not null ? more : request.Before is not null,
            HasOlder: request.After is not null || more);

        IQueryable<Run> Within(RunSpan within) => isNarrowed ? within.Within(Filter(request), order) : within.Within(Filter(request));

        IQueryable<Run> Ordered(IQueryable<Run> runs) => order == RunOrder.NewestFirst ? runs.OrderByDescending(r => r.Sequence) : runs.OrderBy(r => r.Sequence);
    }

    private IQueryable<Run> Filter(ListRuns request)
    {
        var runs = db.Runs;
        if (request.Status is { } status)
        {
            // As a difference where something narrower is asked for as well, which no index answers: SQLite, which has no statistics, otherwise takes the index by status for as good as
            // the one by instance, and walks through all failed runs there are for those of one instance.
            runs = request.InstanceId is null && request.CustomerId is null ? runs.Where(r => r.Status == status) : runs.Where(r => (int)r.Status - (int)status == 0);
        }

        runs = request.InstanceId is { } instance ? runs.Where(r => r.InstanceId == instance) : runs;
        runs = request.IntegrationId is { } integration ? runs.Where(r => r.IntegrationId == integration) : runs;
        return request.CustomerId is { } customer ? runs.Where(r => r.CustomerId == customer) : runs;
    }
}
