using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.App.Pages.Values;

/// <summary>What is being entered for a set of inputs. Begins with what is stored and may be shown; tells what was changed, and nothing else.</summary>
public sealed class InputsModel
{
    private readonly Dictionary<string, string?> _stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _entered = new(StringComparer.Ordinal);
    private readonly List<InputEditor> _editors = [];

    public InputsModel(IEnumerable<InputState> inputs)
    {
        foreach (var input in inputs)
        {
            _stored[input.Key] = _entered[input.Key] = input.Value;
        }
    }

    /// <summary>The text in the field; null for a secret that is kept as it is, and for what was never touched.</summary>
    public string? this[string key]
    {
        get => _entered.GetValueOrDefault(key);
        set => _entered[key] = value;
    }

    /// <summary>What differs from what is stored: an emptied field is sent as empty, which clears it.</summary>
    public IReadOnlyList<SubmittedValue> Changes =>
        [.. _entered.Where(e => e.Value is not null && e.Value != (_stored.GetValueOrDefault(e.Key) ?? "")).Select(e => new SubmittedValue(e.Key, e.Value))];

    /// <summary>Whether the input would have a value once this was saved.</summary>
    public bool WillBeSet(InputState input) => this[input.Key] is { } entered ? entered.Length > 0 : input.IsSet;

    /// <summary>Puts words at each field that is wrong; required ones too, where <paramref name="requireAll"/> says that nothing may lack.</summary>
    /// <returns>True when all is well.</returns>
    public bool Check(IEnumerable<InputState> inputs, FormErrors errors, bool requireAll)
    {
        var good = true;
        foreach (var input in inputs)
        {
            var words = this[input.Key] is { Length: > 0 } text && text != _stored.GetValueOrDefault(input.Key)
                ? InputValueRules.Check(input.Field, text)
                : requireAll && input.Field is { Required: true, Default: null } && !WillBeSet(input) ? $"“{input.Field.Label}” is required." : null;
            errors.Clear(input.Key);
            if (words is not null)
            {
                errors.Add(input.Key, words);
                good = false;
            }
        }

        return good;
    }

    /// <summary>A secret that was entered and is too short to be found again in logs and outputs.</summary>
    public bool IsTooShort(InputState input) => input.Field.IsSecret && this[input.Key] is { Length: > 0 } text && Redaction.IsTooShort(text);

    /// <summary>Fetches long texts whose typing has not rested yet; before checking and saving.</summary>
    /// <returns>False when one is over its limit; its field says so, and nothing may be saved.</returns>
    public async Task<bool> FlushAsync()
    {
        var all = true;
        foreach (var editor in _editors.ToArray())
        {
            all &= await editor.FlushAsync();
        }

        return all;
    }

    internal void Add(InputEditor editor) => _editors.Add(editor);

    internal void Remove(InputEditor editor) => _editors.Remove(editor);
}
