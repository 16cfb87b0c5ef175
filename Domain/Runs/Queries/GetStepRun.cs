using System.Text;
using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Runs.Queries;

/// <summary>A step's input, output, attempts and connections, as people may see them: redacted.</summary>
[Requires(Permission.ReadStepData)]
public sealed record GetStepRun(Guid RunId, int Ordinal) : IQuery<StepRunDetail>;

/// <summary>The bytes of a step's output, for showing a picture or downloading.</summary>
[Requires(Permission.ReadStepData)]
public sealed record GetStepOutput(Guid RunId, int Ordinal) : IQuery<StepOutputBytes>;

/// <summary>What a run logged, oldest first.</summary>
/// <param name="After">Only lines after this number, for following.</param>
[Requires(Permission.ReadStepData)]
public sealed record ListRunLog(Guid RunId, int After = -1, int Size = 500) : IQuery<IReadOnlyList<RunLogRow>>;

/// <param name="InputJson">Null where the step took no input.</param>
/// <param name="OutputJson">Null unless the output is JSON; cut off at <see cref="LongestShown"/> bytes, see <paramref name="OutputIsCut"/>.</param>
public sealed record StepRunDetail(
    int Ordinal, string Name, string Action, string? InputJson, OutputKind OutputKind, string? OutputContentType, string? OutputJson, bool OutputIsCut, long OutputLength,
    IReadOnlyList<StepAttempt> Attempts, IReadOnlyList<UsedConnection> Connections)
{
    /// <summary>Longer JSON is downloaded rather than shown, in bytes.</summary>
    public const int LongestShown = 1_000_000;
}

public sealed record StepOutputBytes(byte[] Bytes, string ContentType, string FileName);

public sealed record RunLogRow(int Number, DateTime At, LogSeverity Severity, string? StepName, string Message);

internal sealed class GetStepRunHandler(IConsoleDb db)
    : IRequestHandler<GetStepRun, Result<StepRunDetail>>, IRequestHandler<GetStepOutput, Result<StepOutputBytes>>,
      IRequestHandler<ListRunLog, Result<IReadOnlyList<RunLogRow>>>
{
    public async Task<Result<StepRunDetail>> Handle(GetStepRun request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.RunId, request.Ordinal, cancellationToken) is not { } step)
        {
            return RunErrors.StepNotFound;
        }

        var isJson = step.OutputKind == OutputKind.Json && step.Output is not null;
        var isCut = isJson && step.Output!.Length > StepRunDetail.LongestShown;
        return new StepRunDetail(
            step.Ordinal, step.StepName, step.Action, step.Input, step.OutputKind, step.OutputContentType,
            isJson && !isCut ? Encoding.UTF8.GetString(step.Output!) : null, isCut, step.OutputLength,
            StepAttempts.Read(step.Attempts),
            step.Connections is null ? [] : JsonSerializer.Deserialize<List<UsedConnection>>(step.Connections, StoredJson.Options) ?? []);
    }

    public async Task<Result<StepOutputBytes>> Handle(GetStepOutput request, CancellationToken cancellationToken) =>
        await FindAsync(request.RunId, request.Ordinal, cancellationToken) is { Output: { } output } step
            ? new StepOutputBytes(output, step.OutputKind == OutputKind.Json ? "application/json" : step.OutputContentType ?? "application/octet-stream", step.StepName)
            : RunErrors.StepNotFound;

    public async Task<Result<IReadOnlyList<RunLogRow>>> Handle(ListRunLog request, CancellationToken cancellationToken)
    {
        if (await db.Runs.Where(r => r.Id == request.RunId).Select(r => (long?)r.Sequence).SingleOrDefaultAsync(cancellationToken) is not { } sequence)
        {
            return RunErrors.NotFound;
        }

        return await db.RunLogLines.Where(l => l.RunSequence == sequence && l.Number > request.After).OrderBy(l => l.Number)
            .Take(Math.Clamp(request.Size, 1, 1_000))
            .Select(l => new RunLogRow(l.Number, l.At, l.Severity, l.StepName, l.Message)).ToListAsync(cancellationToken);
    }

    private async Task<StepRun?> FindAsync(Guid runId, int ordinal, CancellationToken cancellationToken) =>
        await (from run in db.Runs.Where(r => r.Id == runId)
               join step in db.StepRuns on run.Sequence equals step.RunSequence
               where step.Ordinal == ordinal
               select step).SingleOrDefaultAsync(cancellationToken);
}
