using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Runs.Queries;

/// <summary>Runs, newest first, for programs.</summary>
/// <param name="Tests">Only test runs of the designer, or only others.</param>
[Requires(Permission.ViewRuns)]
public sealed record FindRuns(
    Window Window, IReadOnlyList<Guid>? Ids = null, IReadOnlyList<Guid>? InstanceIds = null, IReadOnlyList<Guid>? IntegrationIds = null, bool? Tests = null,
    DateTime? AcceptedFrom = null, DateTime? AcceptedTo = null, bool Ascending = false) : IQuery<Slice<FoundRun>>;

/// <summary>The finished steps of each of many runs, in order, without their data; the window counts for each of them.</summary>
/// <param name="RunSequences">At most 500.</param>
[Requires(Permission.ViewRuns)]
public sealed record FindStepsOfRuns(Window Window, IReadOnlyList<long> RunSequences, string? StepName = null, bool Descending = false) : IQuery<IReadOnlyDictionary<long, Slice<FoundStep>>>;

/// <summary>What each of many runs logged, oldest first; the window counts for each of them.</summary>
/// <param name="RunSequences">At most 500.</param>
[Requires(Permission.ReadStepData)]
public sealed record FindLogsOfRuns(Window Window, IReadOnlyList<long> RunSequences, DateTime? From = null, bool Descending = false) : IQuery<IReadOnlyDictionary<long, Slice<FoundLogLine>>>;

public sealed record FoundRun(
    Guid Id, long Sequence, RunStatus Status, RunTrigger Trigger, Guid IntegrationId, Guid? InstanceId, Guid? CustomerId, string FlowKey, DateTime AcceptedAt,
    DateTime? StartedAt, DateTime? EndedAt, string? FailureMessage);

public sealed record FoundStep(long RunSequence, int Ordinal, string Path, string Name, StepStatus Status, DateTime StartedAt, DateTime EndedAt);

public sealed record FoundLogLine(long RunSequence, int Number, DateTime At, LogSeverity Severity, string? StepName, string Message);

internal sealed class FindRunsValidator : AbstractValidator<FindRuns>
{
    public FindRunsValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.Ids).AtMostManyIds();
        RuleFor(q => q.InstanceIds).AtMostManyIds();
        RuleFor(q => q.IntegrationIds).AtMostManyIds();
    }
}

internal sealed class FindStepsOfRunsValidator : AbstractValidator<FindStepsOfRuns>
{
    public FindStepsOfRunsValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.RunSequences).Must(r => r.Count <= WindowValidator.MostIds).WithMessage($"At most {WindowValidator.MostIds} are looked up at once.");
    }
}

internal sealed class FindLogsOfRunsValidator : AbstractValidator<FindLogsOfRuns>
{
    public FindLogsOfRunsValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.RunSequences).Must(r => r.Count <= WindowValidator.MostIds).WithMessage($"At most {WindowValidator.MostIds} are looked up at once.");
    }
}

internal sealed class FindRunsHandler(IConsoleDb db)
    : IRequestHandler<FindRuns, Result<Slice<FoundRun>>>, IRequestHandler<FindStepsOfRuns, Result<IReadOnlyDictionary<long, Slice<FoundStep>>>>,
      IRequestHandler<FindLogsOfRuns, Result<IReadOnlyDictionary<long, Slice<FoundLogLine>>>>
{
    public async Task<Result<Slice<FoundRun>>> Handle(FindRuns request, CancellationToken cancellationToken)
    {
        var runs = db.Runs;
        runs = request.Ids is { } ids ? runs.Where(r => ids.Contains(r.Id)) : runs;
        runs = request.InstanceIds is { } instances ? runs.Where(r => r.InstanceId != null && instances.Contains(r.InstanceId.Value)) : runs;
        runs = request.IntegrationIds is { } integrations ? runs.Where(r => integrations.Contains(r.IntegrationId)) : runs;
        runs = request.Tests is { } tests ? runs.Where(r => r.Trigger == RunTrigger.DesignerTest == tests) : runs;
        // The moment itself included; times are kept to the microsecond.
        runs = (await RunSpan.OfAsync(db, request.AcceptedFrom, request.AcceptedTo?.AddMicroseconds(1), cancellationToken)).Within(runs);
        runs = request.Ascending ? runs.OrderBy(r => r.Sequence) : runs.OrderByDescending(r => r.Sequence);
        return await runs.Select(r => new FoundRun(
                r.Id, r.Sequence, r.Status, r.Trigger, r.IntegrationId, r.InstanceId, r.CustomerId, r.FlowKey, r.AcceptedAt, r.StartedAt, r.EndedAt, r.FailureMessage))
            .ToSliceAsync(request.Window, cancellationToken);
    }

    public async Task<Result<IReadOnlyDictionary<long, Slice<FoundStep>>>> Handle(FindStepsOfRuns request, CancellationToken cancellationToken)
    {
        var (skip, take, runs) = (request.Window.Skip, request.Window.Take + 1, request.RunSequences);
        // Named beforehand: rows are numbered within the runs that are asked for, not within all.
        var sign = request.Descending ? -1 : 1;
        var all = db.StepRuns.Where(s => runs.Contains(s.RunSequence));
        var steps = request.StepName is { } name ? all.Where(s => s.StepName == name) : all;
        var rows = await (
            from run in db.Runs.Where(r => runs.Contains(r.Sequence))
            from s in steps.Where(s => s.RunSequence == run.Sequence).OrderBy(s => sign * s.Ordinal).Skip(skip).Take(take)
            select new { s.RunSequence, s.Ordinal, s.Path, s.StepName, s.Status, s.StartedAt, s.DurationMicroseconds }).ToListAsync(cancellationToken);
        var totals = request.Window.Counted
            ? await steps.GroupBy(s => s.RunSequence).Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken)
            : null;
        var found = rows.OrderBy(r => sign * r.Ordinal).ToLookup(
            r => r.RunSequence,
            r => new FoundStep(r.RunSequence, r.Ordinal, r.Path, r.StepName, r.Status, r.StartedAt, r.StartedAt.AddMicroseconds(r.DurationMicroseconds)));
        return Result<IReadOnlyDictionary<long, Slice<FoundStep>>>.Success(runs.Distinct().ToDictionary(r => r, r => Cut(found[r], request.Window, totals?.GetValueOrDefault(r))));
    }

    public async Task<Result<IReadOnlyDictionary<long, Slice<FoundLogLine>>>> Handle(FindLogsOfRuns request, CancellationToken cancellationToken)
    {
        var (skip, take, runs) = (request.Window.Skip, request.Window.Take + 1, request.RunSequences);
        var all = db.RunLogLines.Where(l => runs.Contains(l.RunSequence));
        var lines = request.From is { } from ? all.Where(l => l.At >= from) : all;
        var sign = request.Descending ? -1 : 1;
        var rows = await (
            from run in db.Runs.Where(r => runs.Contains(r.Sequence))
            from l in lines.Where(l => l.RunSequence == run.Sequence).OrderBy(l => sign * l.Number).Skip(skip).Take(take)
            select new FoundLogLine(l.RunSequence, l.Number, l.At, l.Severity, l.StepName, l.Message)).ToListAsync(cancellationToken);
        var totals = request.Window.Counted
            ? await lines.GroupBy(l => l.RunSequence).Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken)
            : null;
        var found = rows.OrderBy(r => sign * r.Number).ToLookup(r => r.RunSequence);
        return Result<IReadOnlyDictionary<long, Slice<FoundLogLine>>>.Success(runs.Distinct().ToDictionary(r => r, r => Cut(found[r], request.Window, totals?.GetValueOrDefault(r))));
    }

    private static Slice<T> Cut<T>(IEnumerable<T> rows, Window window, int? total) => new([.. rows.Take(window.Take)], rows.Skip(window.Take).Any(), total);
}
