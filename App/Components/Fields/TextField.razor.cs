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
    // What was typed last, and given on: rendering the parameter instead, which follows a moment later, would set back what the browser holds.
    private string? _typed;
    private string? _given;

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
        // Radzen's password input has no parameter for it.
        ("maxlength", Kind == TextKind.Password ? FieldLimits.Within(MaxLength) : null),
        ("spellcheck", Kind == TextKind.Text && !Monospace ? null : "false"),
        ("class", Monospace ? "mono" : null),
        ("data-autofocus", AutoFocus ? "" : null));

    protected override void OnParametersSet()
    {
        if (Value != _given)
        {
            _typed = _given = Value;
        }
    }

    private Task TypedAsync(string? value)
    {
        _typed = _given = value ?? "";
        return ChangedAsync(value);
    }

    // The browser holds to maxlength; a message written by hand need not.
    private Task ChangedAsync(string? value)
    {
        var text = value ?? "";
        Note(Value, text);
        return ValueChanged.InvokeAsync(text.Length <= FieldLimits.Within(MaxLength) ? text : text[..FieldLimits.Within(MaxLength)]);
    }
}
