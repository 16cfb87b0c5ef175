using System.Text.Json;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using ConnectionsConsole.Infrastructure.Runner.Inputs;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.Planning;

/// <summary>Turns the steps of a flow into what the executor walks: executors found, paths and templates parsed, constants put in.</summary>
internal sealed class FlowCompiler(StepExecutorRegistry executors, IOptions<RunnerOptions> options)
{
    public FlowPlan Compile(RunPlan plan, Flow flow)
    {
        var slots = plan.Definition.RequiredConfigVariables.Where(v => v.Connection is not null).Select(v => v.Key).ToHashSet(StringComparer.Ordinal);
        var inputs = new InputCompiler(plan.Variables, slots);
        var recorder = new InputRecorder(plan.Redactor, options.Value.MaximumInputRecordBytes);
        return new FlowPlan(flow, CompileSteps(plan, flow.Steps, inputs, recorder));
    }

    private IReadOnlyList<StepPlan> CompileSteps(RunPlan plan, IReadOnlyList<Step>? steps, InputCompiler inputs, InputRecorder recorder) =>
        steps is null ? [] : [.. steps.Select(s => CompileStep(plan, s, inputs, recorder))];

    private StepPlan CompileStep(RunPlan plan, Step step, InputCompiler compiler, InputRecorder recorder)
    {
        var action = BuiltInConnectors.Find(step.ActionKey);
        IReadOnlyList<PlannedInput> inputs = action is null ? [] : [.. action.Inputs.Select(field => CompileInput(plan, step, field, compiler, recorder))];
        var used = inputs.Where(i => i.Connection is not null).Select(i => plan.Used[i.Slot!]).Distinct().ToList();
        return new StepPlan(
            step,
            step.ReferenceName,
            step.ActionKey.ToString(),
            action is null ? null : executors.Find(step.ActionKey),
            inputs,
            used.Count == 0 ? null : JsonSerializer.Serialize<IReadOnlyList<UsedConnection>>(used, StoredJson.Options),
            CompileSteps(plan, step.Steps, compiler, recorder),
            step.Branches is null ? [] : [.. step.Branches.Select(b => new BranchPlan(b.Name, CompileSteps(plan, b.Steps, compiler, recorder)))]);
    }

    private static PlannedInput CompileInput(RunPlan plan, Step step, InputField field, InputCompiler compiler, InputRecorder recorder)
    {
        var where = $"Step \"{step.Name}\", input {field.Label}";
        var given = step.Inputs.GetValueOrDefault(field.Key);
        if (field.Type == InputType.Connection)
        {
            return given switch
            {
                ConfigVariableValue { Value: { Length: > 0 } slot } =>
                    new PlannedInput(field, where, null, null, plan.Connections.GetValueOrDefault(slot), slot, null),
                _ => new PlannedInput(field, where, null, null, null, null, null),
            };
        }

        var fallback = string.IsNullOrEmpty(field.Default) ? null : StepValue.FromText(field.Default);
        var source = compiler.Compile(given) ?? (fallback is null ? null : new ConstantSource(fallback));
        var record = source?.Constant is { } constant && field.Type != InputType.KeyValueList ? recorder.RecordConstant(field, constant) : null;
        return new PlannedInput(field, where, source, fallback, null, null, record);
    }
}
