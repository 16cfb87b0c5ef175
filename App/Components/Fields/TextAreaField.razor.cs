using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>A few lines of text, at most <see cref="FieldLimits.Bound"/> characters; what may be longer goes into a <see cref="LongTextField"/>.</summary>
public sealed partial class TextAreaField : FieldBase
{
    private readonly ShownValue<string> _shown = new();

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public int MaxLength { get; set; } = FieldLimits.Text;

    [Parameter]
    public int Rows { get; set; } = 3;

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public bool Monospace { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public bool MarkOptional { get; set; }

    protected override void OnParametersSet() => _shown.Take(Value);

    // The browser holds to maxlength; a message written by hand need not.
    private Task EnterAsync(string? value)
    {
        var text = value ?? "";
        text = text.Length <= FieldLimits.Within(MaxLength) ? text : text[..FieldLimits.Within(MaxLength)];
        Note(_shown.Value, text);
        _shown.Enter(text);
        return ValueChanged.InvokeAsync(text);
    }
}
