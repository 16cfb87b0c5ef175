using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>One of two to five values that each need a sentence: radio buttons with the words beside them.</summary>
public sealed partial class ChoiceField<TValue> : FieldBase
{
    [Parameter]
    public TValue? Value { get; set; }

    [Parameter]
    public EventCallback<TValue> ValueChanged { get; set; }

    /// <summary>False as long as nothing was chosen, for value types whose default is also an option.</summary>
    [Parameter]
    public bool HasValue { get; set; } = true;

    [Parameter, EditorRequired]
    public IReadOnlyList<SelectOption<TValue>> Options { get; set; } = [];

    private Task ChooseAsync(SelectOption<TValue> option)
    {
        if (option.Disabled || Disabled)
            return Task.CompletedTask;
        Note(HasValue ? Value : null, option.Value);
        return ValueChanged.InvokeAsync(option.Value);
    }
}
