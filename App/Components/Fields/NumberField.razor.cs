using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>
/// A whole number. A text input with the numeric keypad: number inputs lose what they cannot read and change under the wheel.
/// What is no number, or out of range, stays in the field with words, and <see cref="Value"/> becomes null.
/// </summary>
public sealed partial class NumberField : FieldBase
{
    private string _text = "";
    private string? _malformed;
    private long? _shown;

    [Parameter]
    public long? Value { get; set; }

    [Parameter]
    public EventCallback<long?> ValueChanged { get; set; }

    [Parameter]
    public long Min { get; set; } = long.MinValue;

    [Parameter]
    public long Max { get; set; } = long.MaxValue;

    /// <summary>Behind the input: "seconds".</summary>
    [Parameter]
    public string? Unit { get; set; }

    protected override string? ShownError => _malformed ?? Error;

    private Dictionary<string, object> Attributes => InputAttributes(("inputmode", "numeric"), ("autocomplete", "off"));

    protected override void OnParametersSet()
    {
        if (Value == _shown && (_text.Length > 0 || Value is null))
            return;
        (_shown, _text, _malformed) = (Value, Value?.ToString(CultureInfo.InvariantCulture) ?? "", null);
    }

    private Task ChangedAsync(string? text)
    {
        Note(_text.Trim(), text?.Trim());
        // As it was typed: trimmed, it would be set back under a hand that types on.
        _text = text ?? "";
        var trimmed = _text.Trim();
        var isNumber = long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        _malformed = (trimmed.Length, isNumber) switch
        {
            (0, _) => null,
            (_, false) => "Enter a whole number, with digits only.",
            _ when number < Min || number > Max => RangeWords,
            _ => null,
        };
        _shown = isNumber && _malformed is null ? number : null;
        return ValueChanged.InvokeAsync(_shown);
    }

    private string RangeWords => (Min, Max) switch
    {
        (long.MinValue, _) => $"Enter at most {Max}.",
        (_, long.MaxValue) => $"Enter at least {Min}.",
        _ => $"Enter a number from {Min} to {Max}.",
    };
}
