using System.Text.RegularExpressions;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Integrations;

/// <summary>Checks one flow: its steps' actions and inputs, and that references only look back.</summary>
internal sealed partial class FlowValidator(IntegrationDefinition definition, Flow flow, IDefinitionCatalogue catalogue, List<DefinitionProblem> problems)
{
    private readonly HashSet<string> _visible = new(StringComparer.Ordinal);
    private int _count;

    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(flow.Key) || string.IsNullOrWhiteSpace(flow.Name))
        {
            problems.Add(new DefinitionProblem(flow.Key, "A flow has no name or no key."));
        }

        if (flow.Trigger.Kind == TriggerKind.Schedule && string.IsNullOrWhiteSpace(flow.Trigger.Cron))
        {
            problems.Add(new DefinitionProblem(flow.Key, $"The flow \"{flow.Name}\" runs on a schedule, but has no cron expression."));
        }

        if (flow.Steps.Count == 0)
        {
            problems.Add(new DefinitionProblem(flow.Key, $"The flow \"{flow.Name}\" has no steps."));
        }

        var all = flow.AllSteps().ToList();
        DefinitionValidator.Duplicates(all.Select(s => s.Id), id => problems.Add(new DefinitionProblem($"{flow.Key}/{id}", $"Two steps have the id \"{id}\".")));
        DefinitionValidator.Duplicates(all.Select(s => s.ReferenceName), name =>
            problems.Add(new DefinitionProblem(flow.Key, $"Two steps are both \"{name}\" in references. Give one another name.")));
        Walk(flow.Steps, 1);
        if (_count > DefinitionValidator.MostSteps)
        {
            problems.Add(new DefinitionProblem(flow.Key, $"The flow has {_count:N0} steps; at most {DefinitionValidator.MostSteps:N0} are possible."));
        }
    }

    private void Walk(IReadOnlyList<Step> steps, int depth)
    {
        if (depth > DefinitionValidator.DeepestNesting)
        {
            problems.Add(new DefinitionProblem(flow.Key, $"Steps are nested more than {DefinitionValidator.DeepestNesting} deep."));
            return;
        }

        foreach (var step in steps)
        {
            _count++;
            ValidateStep(step);
            Walk(step.Steps ?? [], depth + 1);
            foreach (var branch in step.Branches ?? [])
            {
                Walk(branch.Steps, depth + 1);
            }

            _visible.Add(step.ReferenceName);
        }
    }

    private void ValidateStep(Step step)
    {
        if (step.ReferenceName.Length == 0 || step.Name.Length > StepName.MaximumLength)
        {
            Add(step, null, $"A step's name has 1 to {StepName.MaximumLength} characters, at least one of them a letter or digit.");
        }

        if (step.ErrorHandling is { } handling
            && (handling.MaximumAttempts is < 0 or > ErrorHandling.MostAttempts || handling.DelaySeconds is < 0 or > ErrorHandling.LongestDelaySeconds))
        {
            Add(step, null, $"\"{step.Name}\" may repeat 0 to {ErrorHandling.MostAttempts} times, with 0 to {ErrorHandling.LongestDelaySeconds} seconds between.");
        }

        if (catalogue.FindAction(step.ActionKey) is not { } action)
        {
            Add(step, null, $"\"{step.Name}\" uses the action \"{step.ActionKey}\", which does not exist here.");
            return;
        }

        foreach (var input in action.Inputs)
        {
            var value = step.Inputs.GetValueOrDefault(input.Key);
            if (IsEmpty(value))
            {
                if (input.Required && input.Default is null)
                {
                    Add(step, input.Key, $"\"{step.Name}\": {input.Label} is required.");
                }
            }
            else
            {
                ValidateInput(step, input, value!);
            }
        }

        foreach (var key in step.Inputs.Keys.Where(k => action.FindInput(k) is null))
        {
            Add(step, key, $"\"{step.Name}\": the action has no input \"{key}\".");
        }
    }

    private void ValidateInput(Step step, InputField input, InputValue value)
    {
        if (input.Type == InputType.Connection)
        {
            if (value is not ConfigVariableValue slot || definition.FindVariable(slot.Value)?.Type != ConfigVariableType.Connection)
            {
                Add(step, input.Key, $"\"{step.Name}\": {input.Label} has to name one of the integration's connections.");
            }

            return;
        }

        switch (value)
        {
            case LiteralValue literal:
                if (InputValueRules.Check(input, literal.Value) is { } message)
                {
                    Add(step, input.Key, $"\"{step.Name}\": {message}");
                }

                break;
            case ReferenceValue reference:
                CheckReference(step, input, reference.Value);
                break;
            case ConfigVariableValue variable:
                CheckVariable(step, input, variable.Value);
                break;
            case TemplateValue template:
                foreach (Match hole in TemplateHole().Matches(template.Value))
                {
                    var target = hole.Groups[2].Value;
                    if (hole.Groups[1].Value == "$")
                    {
                        CheckReference(step, input, target);
                    }
                    else
                    {
                        CheckVariable(step, input, target);
                    }
                }

                break;
            case ListValue list:
                foreach (var item in list.Value)
                {
                    ValidateInput(step, input with { Type = InputType.Data, Choices = null }, item.Value);
                }

                break;
        }
    }

    private void CheckReference(Step step, InputField input, string path)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        var name = end < 0 ? path : path[..end];
        if (name.Length == 0)
        {
            Add(step, input.Key, $"\"{step.Name}\": {input.Label} references nothing. Choose the output of an earlier step.");
        }
        else if (!_visible.Contains(name))
        {
            var later = flow.AllSteps().Any(s => s.ReferenceName == name);
            Add(step, input.Key, later
                ? $"\"{step.Name}\": {input.Label} references \"{name}\", which does not come before this step."
                : $"\"{step.Name}\": {input.Label} references \"{name}\", but there is no such step.");
        }
    }

    private void CheckVariable(Step step, InputField input, string key)
    {
        if (definition.FindVariable(key) is not { } variable)
        {
            Add(step, input.Key, $"\"{step.Name}\": {input.Label} uses the config variable \"{key}\", which the integration does not require.");
        }
        else if (variable.Type == ConfigVariableType.Connection)
        {
            Add(step, input.Key, $"\"{step.Name}\": {input.Label} takes a value, and \"{key}\" is a connection.");
        }
    }

    private static bool IsEmpty(InputValue? value) => value switch
    {
        null => true,
        LiteralValue literal => literal.Value.Length == 0,
        ReferenceValue reference => reference.Value.Length == 0,
        ConfigVariableValue variable => variable.Value.Length == 0,
        TemplateValue template => template.Value.Length == 0,
        ListValue list => list.Value.Count == 0,
        _ => false,
    };

    private void Add(Step step, string? input, string message) =>
        problems.Add(new DefinitionProblem(input is null ? $"{flow.Key}/{step.Id}" : $"{flow.Key}/{step.Id}/{input}", message));

    /// <summary>A hole of a template: <c>{{$step.path}}</c> or <c>{{#Config Var}}</c>.</summary>
    [GeneratedRegex(@"\{\{([$#])(.*?)\}\}", RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex TemplateHole();
}
