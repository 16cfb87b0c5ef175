using System.Text.RegularExpressions;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Inputs;

/// <summary>Reads the inputs of a definition once, for all runs of a plan: parses paths and templates, puts in config variables.</summary>
/// <param name="variables">The values of the config variables by key.</param>
/// <param name="connectionKeys">Keys of config variables that are connections: they have no text.</param>
internal sealed partial class InputCompiler(IReadOnlyDictionary<string, string> variables, IReadOnlySet<string> connectionKeys)
{
    /// <summary>Null for an input that was left empty.</summary>
    public InputSource? Compile(InputValue? value) => value switch
    {
        null or LiteralValue { Value.Length: 0 } or ReferenceValue { Value.Length: 0 } or ConfigVariableValue { Value.Length: 0 } or TemplateValue { Value.Length: 0 }
            or ListValue { Value.Count: 0 } => null,
        LiteralValue literal => new ConstantSource(StepValue.FromText(literal.Value)),
        ReferenceValue reference => Reference(reference.Value),
        ConfigVariableValue variable => Variable(variable.Value),
        TemplateValue template => Template(template.Value),
        ListValue list => new ListSource([.. list.Value.Select(i => (i.Key, Compile(i.Value) ?? new ConstantSource(StepValue.FromText(""))))]),
        _ => new BrokenSource($"this program does not know the kind of input {value.GetType().Name}"),
    };

    private static InputSource Reference(string text) =>
        ReferencePath.Parse(text, out var problem) is { } path ? new ReferenceSource(path) : new BrokenSource($"the reference {text} cannot be read: {problem}");

    private InputSource Variable(string key)
    {
        if (variables.TryGetValue(key, out var value))
        {
            return new ConstantSource(StepValue.FromText(value));
        }

        if (connectionKeys.Contains(key))
        {
            return new BrokenSource($"the config variable \"{key}\" is a connection, which has no value of its own");
        }

        var nearest = NearestName.Find(key, variables.Keys);
        return new BrokenSource($"there is no config variable \"{key}\"" + (nearest is null ? "" : $"; the nearest is \"{nearest}\""));
    }

    private InputSource Template(string text)
    {
        var parts = new List<InputSource>();
        var position = 0;
        foreach (Match hole in Hole().Matches(text))
        {
            if (hole.Index > position)
            {
                parts.Add(new ConstantSource(StepValue.FromText(text[position..hole.Index])));
            }

            parts.Add(hole.Groups[1].Value == "$" ? Reference(hole.Groups[2].Value) : Variable(hole.Groups[2].Value));
            position = hole.Index + hole.Length;
        }

        if (position < text.Length)
        {
            parts.Add(new ConstantSource(StepValue.FromText(text[position..])));
        }

        var template = new TemplateSource(parts);
        return parts.TrueForAll(p => p.Constant is not null) ? new ConstantSource(template.Evaluate(NoResults, "")) : template;
    }

    private static IReadOnlyDictionary<string, StepValue> NoResults { get; } = new Dictionary<string, StepValue>();

    /// <summary>A hole of a template (reference §5.1): <c>{{$step.results.path}}</c> or <c>{{#Config Var}}</c>.</summary>
    [GeneratedRegex(@"\{\{([$#])(.*?)\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hole();
}
