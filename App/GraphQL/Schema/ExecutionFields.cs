using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>Runs, their steps and what they logged.</summary>
internal static class ExecutionFields
{
    private const string Type = "InstanceExecutionResult";

    private sealed record StepNode(Guid RunId, FoundStep Step);

    private sealed record LogNode(Guid RunId, FoundLogLine Line);

    private sealed record SeverityNode(int Id, string Name);

    private static readonly SeverityNode[] s_severities = [.. Enum.GetValues<LogSeverity>().Select(s => new SeverityNode((int)s, NameOf(s)))];

    public static void Bind(SchemaBinder binder)
    {
        binder.Query("executionResults", async (context, session) => await ListAsync(context, session))
            .Query("executionResult", async (context, session) => await FindAsync(session, context.Id("id", Type)!.Value))
            .Query("logs", LogsAsync)
            .Query("logSeverityLevels", (_, _) => Task.FromResult<object?>(s_severities));
        binder.On<FoundRun>(Type)
            .Field("id", r => GlobalId.Of(Type, r.Id))
            .Field("startedAt", r => r.StartedAt ?? r.AcceptedAt)
            .Field("endedAt", r => r.EndedAt)
            .Field("error", r => r.FailureMessage)
            .Field("invokeType", r => InvokeType(r.Trigger))
            .Field("resultType", r => r.Status switch { RunStatus.Succeeded => "COMPLETED", RunStatus.Failed => "ERROR", _ => null })
            .Batch("instance", async (_, session, runs) =>
            {
                var instances = await InstanceFields.FindAsync(session, runs.Select(r => r.InstanceId).OfType<Guid>());
                return [.. runs.Select(r => r.InstanceId is { } id ? instances.GetValueOrDefault(id) : null)];
            })
            .Batch("stepResults", async (context, session, runs) =>
            {
                var arguments = RelayArguments.Read(context);
                var window = arguments.ForEachOwner();
                var name = context.Argument<string>("displayStepName") ?? context.Argument<string>("stepName");
                var found = await session.FindAsync(runs.Select(r => r.Sequence), ids => new FindStepsOfRuns(window, ids, name, IsDescending(context)));
                return [.. runs.Select(r => arguments.ToPage(window, found[r.Sequence].Select(step => new StepNode(r.Id, step))))];
            })
            .Batch("logs", async (context, session, runs) =>
            {
                var arguments = RelayArguments.Read(context);
                var window = arguments.ForEachOwner();
                var found = await session.FindAsync(runs.Select(r => r.Sequence), ids => new FindLogsOfRuns(window, ids, null, IsDescending(context)));
                return [.. runs.Select(r => arguments.ToPage(window, found[r.Sequence].Select(line => new LogNode(r.Id, line))))];
            });
        binder.On<StepNode>("InstanceStepResult")
            .Field("id", s => GlobalId.Of("InstanceStepResult", GlobalId.ForKey($"InstanceStepResult:{s.RunId}/{s.Step.Ordinal}")))
            .Field("stepName", s => s.Step.Name)
            .Field("displayStepName", s => s.Step.Name)
            .Field("startedAt", s => s.Step.StartedAt)
            .Field("endedAt", s => s.Step.EndedAt)
            .Field("hasError", s => s.Step.Status is StepStatus.Failed or StepStatus.Ignored);
        binder.On<LogNode>("Log")
            .Field("id", l => GlobalId.Of("Log", GlobalId.ForKey($"Log:{l.RunId}/{l.Line.Number}")))
            .Field("timestamp", l => l.Line.At)
            .Field("severity", l => NameOf(l.Line.Severity))
            .Field("message", l => l.Line.Message)
            .Field("stepName", l => l.Line.StepName);
        binder.On<SeverityNode>("LogSeverityLevel")
            .Field("id", s => s.Id)
            .Field("name", s => s.Name);
    }

    private static async Task<FoundRun?> FindAsync(ApiSession session, Guid id) => (await session.GetAsync(new FindRuns(Window.All, [id]))).Items is [var run] ? run : null;

    private static Task<RelayPage> ListAsync(FieldContext context, ApiSession session)
    {
        var (instances, integrations) = (context.OneId("instance", InstanceFields.Type), context.OneId("integration", IntegrationFields.Type));
        var ascending = context.Argument<IReadOnlyDictionary<string, object?>>("orderBy") is { } order && order["direction"] is "ASC";
        return RelayArguments.Read(context).FetchAsync(window => session.GetAsync(new FindRuns(
            window, null, instances, integrations, context.Argument<bool?>("isTestExecution"), context.Argument<DateTime?>("startedAt_Gte"),
            context.Argument<DateTime?>("startedAt_Lte"), ascending)));
    }

    private static async Task<object?> LogsAsync(FieldContext context, ApiSession session)
    {
        if (context.Id("executionResult", Type) is not { } id)
        {
            throw new FieldException("Name the run whose lines you want with \"executionResult\".", Engine.ErrorCodes.BadVariables);
        }

        var run = await FindAsync(session, id);
        return await RelayArguments.Read(context).FetchAsync(async window =>
        {
            var request = new FindLogsOfRuns(window, run is null ? [] : [run.Sequence], context.Argument<DateTime?>("timestamp_Gte"), IsDescending(context));
            var found = await session.GetAsync(request);
            return run is null ? Slice<LogNode>.Empty : found[run.Sequence].Select(line => new LogNode(run.Id, line));
        });
    }

    private static bool IsDescending(FieldContext context) => context.Argument<IReadOnlyDictionary<string, object?>>("orderBy") is { } order && order["direction"] is "DESC";

    private static string? InvokeType(RunTrigger trigger) => trigger switch
    {
        RunTrigger.DesignerTest => "INTEGRATION_FLOW_TEST",
        RunTrigger.Schedule => "SCHEDULED",
        RunTrigger.Webhook => "WEBHOOK",
        _ => null,
    };

    private static string NameOf(LogSeverity severity) => severity.ToString().ToUpperInvariant();
}
