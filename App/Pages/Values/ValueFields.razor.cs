using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.Domain.Connectors;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Values;

/// <summary>One field for each input of a connection type or authorization method, of the kind that its values need.</summary>
public sealed partial class ValueFields : ComponentBase
{
    private static readonly SelectOption<string>[] s_booleans = [new("true", "Yes"), new("false", "No")];
    private readonly Dictionary<string, LongTextField> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SecretTextField> _secretTexts = new(StringComparer.Ordinal);

    [Parameter, EditorRequired]
    public ValueForm Form { get; set; } = null!;

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    /// <summary>Takes what stands in the browser right now, where typing has not rested yet; call it before looking at <see cref="Form"/>.</summary>
    /// <returns>False when a text is over its limit; its field says so.</returns>
    public async Task<bool> CollectAsync()
    {
        var all = true;
        foreach (var (key, field) in _texts.Where(f => f.Value is not null))
        {
            if (await field.ReadAsync() is { } text)
            {
                Form[key] = text;
            }
            else
            {
                all = false;
            }
        }

        foreach (var field in _secretTexts.Values.Where(f => f is not null))
        {
            all &= await field.CollectAsync();
        }

        return all;
    }

    private void Set(string key, string? value)
    {
        // An option that was taken back is an empty value; null would keep what is stored.
        Form[key] = value ?? (Form.States.First(s => s.Field.Key == key).Field.IsSecret ? null : "");
        Errors.Clear(key);
    }

    private static string? Hint(InputField field) => (field.Hint, field.Default) switch
    {
        (var hint, null or "") => hint,
        (null, var value) => $"Left empty, it is {value}.",
        (var hint, var value) => $"{hint.TrimEnd('.')}. Left empty, it is {value}.",
    };

    private static string NotSet(InputField field) => field.Default is { Length: > 0 } value ? $"Default ({value})" : field.Required ? "Choose" : "Not set";
}
