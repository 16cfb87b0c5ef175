using System.Text.Json;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Inputs;

/// <summary>Puts the outputs of earlier steps into a step's inputs.</summary>
internal static class InputEvaluator
{
    private static readonly Dictionary<string, ResolvedConnection> s_noConnections = [];
    private static readonly Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>> s_noLists = [];

    /// <param name="recorder">Is told each value, for the record that people see.</param>
    /// <exception cref="StepFailedException">A reference leads nowhere, or a required input is empty; the message names step, input and path.</exception>
    public static StepInputs Evaluate(
        string stepName, IReadOnlyList<PlannedInput> inputs, IReadOnlyDictionary<string, StepValue> results, InputRecorder recorder)
    {
        var values = new Dictionary<string, StepValue>(inputs.Count);
        Dictionary<string, ResolvedConnection>? connections = null;
        Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>? lists = null;
        foreach (var input in inputs)
        {
            var key = input.Field.Key;
            if (input.IsConnection)
            {
                if (input.Connection is { } connection)
                {
                    (connections ??= [])[key] = connection;
                    recorder.Add(input);
                }
                else
                {
                    CheckConnection(input);
                }
            }
            else if (input.Field.Type == InputType.KeyValueList && input.Source is { } list)
            {
                var pairs = EvaluatePairs(list, results, input.Where);
                (lists ??= [])[key] = pairs;
                recorder.Add(input, pairs);
            }
            else if (EvaluateValue(input, results) is { } value)
            {
                values[key] = value;
                recorder.Add(input, value);
            }
        }

        return new StepInputs(stepName, values, connections ?? s_noConnections, lists ?? s_noLists);
    }

    private static StepValue? EvaluateValue(PlannedInput input, IReadOnlyDictionary<string, StepValue> results)
    {
        if (input.Source is not { } source)
        {
            return input.Field.Required ? throw Fail($"{input.Where}: it is required and was left empty") : null;
        }

        var value = source.Constant ?? source.Evaluate(results, input.Where);
        if (value is JsonStepValue json && IsNull(json))
        {
            value = input.Default ?? (input.Field.Required ? throw Fail($"{input.Where}: {NameOf(source)} is null, and the input is required") : value);
        }

        return value;
    }

    private static void CheckConnection(PlannedInput input)
    {
        if (input.Slot is not null)
        {
            throw Fail($"{input.Where}: no connection is bound to \"{input.Slot}\"");
        }

        if (input.Field.Required)
        {
            throw Fail($"{input.Where}: the step needs a connection");
        }
    }

    private static List<KeyValuePair<string, string>> EvaluatePairs(InputSource source, IReadOnlyDictionary<string, StepValue> results, string where)
    {
        if (source is ListSource list)
        {
            var pairs = new List<KeyValuePair<string, string>>(list.Items.Count);
            foreach (var (key, item) in list.Items)
            {
                pairs.Add(KeyValuePair.Create(key ?? throw Fail($"{where}: each entry of the list needs a name"), StepInputs.ToText(item.Evaluate(results, where))));
            }

            return pairs;
        }

        return source.Evaluate(results, where) is JsonStepValue json
            ? ToPairs(json.Element, where)
            : throw Fail($"{where}: it takes names with values, not binary data");
    }

    /// <summary>An object gives its properties; a list gives entries of the form <c>{"key", "value"}</c>.</summary>
    private static List<KeyValuePair<string, string>> ToPairs(JsonElement element, string where) => element.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Object => [.. element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, ToText(p.Value)))],
        JsonValueKind.Array => [.. element.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Object && item.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String && item.TryGetProperty("value", out var value)
                ? KeyValuePair.Create(key.GetString()!, ToText(value))
                : throw Fail($"{where}: each entry of the list needs a key and a value"))],
        _ => throw Fail($"{where}: it takes an object, or a list of keys with values"),
    };

    private static string ToText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null => "",
        _ => element.GetRawText(),
    };

    private static bool IsNull(JsonStepValue json) => json.Utf8.Span.SequenceEqual("null"u8);

    private static string NameOf(InputSource source) => source is ReferenceSource reference ? reference.Path.Text : "the value";

    private static StepFailedException Fail(string message) => new(FailureCategory.Configuration, message);
}
