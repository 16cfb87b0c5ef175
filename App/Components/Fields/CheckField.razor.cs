using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>Yes or no, in effect when the form is saved.</summary>
public sealed partial class CheckField : FieldBase
{
    private readonly ShownValue<bool> _shown = new();

    [Parameter]
    public bool Value { get; set; }

    [Parameter]
    public EventCallback<bool> ValueChanged { get; set; }

    protected override void OnParametersSet() => _shown.Take(Value);

    private Task ChangedAsync(bool value)
    {
        Note(_shown.Value, value);
        _shown.Enter(value);
        return ValueChanged.InvokeAsync(value);
    }
}
