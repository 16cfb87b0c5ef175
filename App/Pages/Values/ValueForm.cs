using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.Pages.Values;

/// <summary>What somebody enters for a set of inputs, and what of it a command gets.</summary>
public sealed class ValueForm
{
    private readonly Dictionary<string, string?> _entered = new(StringComparer.Ordinal);

    /// <summary>Begins with the values that may be seen; secrets begin as "keep the present one".</summary>
    public ValueForm(IReadOnlyList<ValueState> states)
    {
        States = states;
        foreach (var state in states)
        {
            _entered[state.Field.Key] = state.Field.IsSecret ? null : state.Plain ?? "";
        }
    }

    public IReadOnlyList<ValueState> States { get; }

    /// <summary>What is entered; null keeps what is stored.</summary>
    public string? this[string key]
    {
        get => _entered.GetValueOrDefault(key);
        set => _entered[key] = value;
    }

    /// <summary>Only what was changed, so that unchanged values keep their date and a form that changes nothing makes no version.</summary>
    public IReadOnlyList<SubmittedValue> Submitted =>
        [.. States.Where(s => IsChanged(s)).Select(s => new SubmittedValue(s.Field.Key, _entered[s.Field.Key]))];

    public bool IsChanged(ValueState state) =>
        _entered[state.Field.Key] is { } value && (state.Field.IsSecret ? value.Length > 0 : value != (state.Plain ?? ""));

    /// <summary>What is wrong with the entered values, by input: the same rules as the command's, so that a dialog can tell before its last step.</summary>
    /// <param name="requireAll">Whether required inputs must have a value.</param>
    public IReadOnlyList<(string Key, string Message)> Check(bool requireAll)
    {
        var problems = new List<(string, string)>();
        foreach (var state in States)
        {
            var (field, value) = (state.Field, _entered[state.Field.Key]);
            if (value is { Length: > 0 })
            {
                if (InputValueRules.Check(field, value) is { } message)
                {
                    problems.Add((field.Key, message));
                }
            }
            else if (requireAll && field.Required && field.Default is null && !(field.IsSecret && state.IsSet))
            {
                problems.Add((field.Key, $"\"{field.Label}\" is required."));
            }
        }

        return problems;
    }
}
