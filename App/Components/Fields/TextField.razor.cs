using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

public enum TextKind
{
    Text,
    Email,
    Url,
    Password,
}

/// <summary>One line of text. For values that must never be shown again, see <see cref="SecretField"/>.</summary>
public sealed partial class TextField : FieldBase
{
    private readonly ShownValue<string> _shown = new();

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public TextKind Kind { get; set; }

    /// <summary>In characters, at most <see cref="FieldLimits.Bound"/>; a longer paste is refused with words.</summary>
    [Parameter]
    public int MaxLength { get; set; } = FieldLimits.Line;

    /// <summary>Follows each keystroke rather than leaving the field: for checks while typing, with a debounce of the page's own.</summary>
    [Parameter]
    public bool Immediate { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public bool Monospace { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>The browser's hint, such as "username"; "off" unless given.</summary>
    [Parameter]
    public string AutoComplete { get; set; } = "off";

    /// <summary>Says "optional" behind the label; for forms in which most fields are required.</summary>
    [Parameter]
    public bool MarkOptional { get; set; }

    /// <summary>The field in which typing begins when its dialog opens.</summary>
    [Parameter]
    public bool AutoFocus { get; set; }

    private Dictionary<string, object> Attributes => InputAttributes(
        ("type", Kind switch
        {
            TextKind.Email => "email",
            TextKind.Url => "url",
            TextKind.Password => "password",
            TextKind.Text => "text",
        }),
        ("autocomplete", AutoComplete),
        ("spellcheck", Kind == TextKind.Text && !Monospace ? null : "false"),
        ("data-autofocus", AutoFocus ? "" : null));

    private string Class => Monospace ? "rz-textbox rz-input-md mono" : "rz-textbox rz-input-md";

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
