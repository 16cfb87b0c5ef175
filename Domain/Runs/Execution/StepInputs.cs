using System.Globalization;
using System.Text.Json;

namespace ConnectionsConsole.Domain.Runs.Execution;

/// <summary>
/// A step's inputs after references, config variables and templates were put in. An input that was left empty has its default, if there is one.
/// </summary>
/// <param name="stepName">For messages.</param>
/// <param name="values">By input key; what is absent was left empty.</param>
/// <param name="connections">By input key.</param>
/// <param name="lists">Key/value lists by input key; values are text.</param>
public sealed class StepInputs(
    string stepName,
    IReadOnlyDictionary<string, StepValue> values,
    IReadOnlyDictionary<string, ResolvedConnection> connections,
    IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> lists)
{
    /// <summary>The value as it is; null when the input was left empty.</summary>
    public StepValue? Value(string key) => values.GetValueOrDefault(key);

    /// <summary>The value as text: strings as they are, other JSON as its text, bytes as UTF-8; null when empty.</summary>
    public string? Text(string key) => Value(key) is { } value ? ToText(value) is { Length: > 0 } text ? text : null : null;

    /// <exception cref="StepFailedException">The input is empty.</exception>
    public string RequiredText(string key, string label) => Text(key) ?? throw Wrong($"{label} is empty");

    /// <exception cref="StepFailedException">The input is neither true nor false.</exception>
    public bool Boolean(string key, string label, bool whenEmpty = false) => Text(key) switch
    {
        null => whenEmpty,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        var other => throw Wrong($"{label} is \"{Shorten(other)}\", which is neither true nor false"),
    };

    /// <exception cref="StepFailedException">The input is no number in the range.</exception>
    public double? Number(string key, string label, double minimum, double maximum)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw Wrong($"{label} is \"{Shorten(text)}\"; it takes a number from {minimum.ToString(CultureInfo.InvariantCulture)} to {maximum.ToString(CultureInfo.InvariantCulture)}");
    }

    public IEnumerable<ResolvedConnection> Connections => connections.Values;

    /// <summary>The same with each connection replaced: for a step that gets access tokens.</summary>
    public StepInputs With(Func<ResolvedConnection, ResolvedConnection> replace) =>
        new(stepName, values, connections.ToDictionary(c => c.Key, c => replace(c.Value)), lists);

    public ResolvedConnection? Connection(string key) => connections.GetValueOrDefault(key);

    /// <exception cref="StepFailedException">No connection is bound.</exception>
    public ResolvedConnection RequiredConnection(string key, string label) => Connection(key) ?? throw Wrong($"{label} has no connection");

    public IReadOnlyList<KeyValuePair<string, string>> KeyValues(string key) => lists.GetValueOrDefault(key) ?? [];

    public StepFailedException Wrong(string what) =>
        new(FailureCategory.Configuration, $"Step \"{stepName}\": {what}.");

    public static string ToText(StepValue value) => value switch
    {
        JsonStepValue { Element: { ValueKind: JsonValueKind.String } element } => element.GetString()!,
        JsonStepValue { Element.ValueKind: JsonValueKind.Null } => "",
        JsonStepValue json => json.ToString(),
        BinaryStepValue binary => System.Text.Encoding.UTF8.GetString(binary.Data.Span),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
