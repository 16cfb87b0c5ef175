using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>Yes or no, in effect when the form is saved.</summary>
public sealed partial class CheckField : FieldBase
{
    [Parameter]
    public bool Value { get; set; }

    [Parameter]
    public EventCallback<bool> ValueChanged { get; set; }

    private Task ChangedAsync(ChangeEventArgs arguments)
    {
        Note(Value, arguments.Value is true);
        return ValueChanged.InvokeAsync(arguments.Value is true);
    }
}
