using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <param name="Description">A sentence about the choice, where there is room for it (<see cref="ChoiceField{TValue}"/>).</param>
public sealed record SelectOption<TValue>(TValue Value, string Label, string? Description = null, bool Disabled = false);

/// <summary>One of a few values. For many, or values that the server searches, see LookupField.</summary>
/// <remarks>The browser sees positions, not values: what comes back is always one of the options, or nothing.</remarks>
public sealed partial class SelectField<TValue> : FieldBase
{
    private readonly ShownValue<string> _shown = new();

    [Parameter]
    public TValue? Value { get; set; }

    [Parameter]
    public EventCallback<TValue?> ValueChanged { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<SelectOption<TValue>> Options { get; set; } = [];

    /// <summary>The first entry, which stands for no value: "All connectors".</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    private string Selected
    {
        get
        {
            for (var index = 0; index < Options.Count; index++)
            {
                if (EqualityComparer<TValue>.Default.Equals(Options[index].Value, Value))
                    return index.ToString(CultureInfo.InvariantCulture);
            }
            return "";
        }
    }

    protected override void OnParametersSet() => _shown.Take(Selected);

    private Task ChangedAsync(string? position)
    {
        _shown.Enter(position);
        var chosen = int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < Options.Count && !Options[index].Disabled
            ? Options[index].Value
            : default;
        Note(Value, chosen);
        return ValueChanged.InvokeAsync(chosen);
    }
}
