using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>
/// A value that goes in and never comes out: what is stored is not given to this component at all. It shows when and by whom
/// the value was set, and takes a new one. <see cref="Value"/> is null as long as the present one is to be kept.
/// </summary>
public sealed partial class SecretField : FieldBase
{
    private readonly ShownValue<string> _shown = new();
    private bool _replacing;
    private LongTextField? _long;

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    /// <summary>Whether a value is stored.</summary>
    [Parameter]
    public bool IsSet { get; set; }

    [Parameter]
    public DateTimeOffset? SetAt { get; set; }

    [Parameter]
    public string? SetBy { get; set; }

    /// <summary>The new value being entered; null keeps the stored one.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter]
    public int MaxLength { get; set; } = FieldLimits.Text;

    /// <summary>For a secret of several lines, such as a private key; it is streamed, and readable while it is entered.</summary>
    [Parameter]
    public bool Multiline { get; set; }

    /// <summary>Lines of a <see cref="Multiline"/> field.</summary>
    [Parameter]
    public int Rows { get; set; } = 6;

    /// <summary>Fetches what stands in the browser; call it before saving, in case typing has not rested yet.</summary>
    /// <returns>False when the text is over the limit (the field says so): what is bound is then an earlier text, and must not be saved for it.</returns>
    public async Task<bool> FlushAsync()
    {
        if (!Multiline || ShowsState || _long is null)
            return true;
        if (await _long.ReadAsync() is not { } text)
            return false;
        await LongChangedAsync(text);
        return true;
    }

    private bool ShowsState => IsSet && !_replacing && Value is null;

    private string? EntryHint => IsSet ? $"{Hint} The new value replaces the present one when you save.".TrimStart() : Hint;

    private Dictionary<string, object> Attributes => InputAttributes(
        ("aria-describedby", HasError ? $"{HintId} {ErrorId}" : string.IsNullOrEmpty(EntryHint) ? null : HintId),
        ("autocomplete", "new-password"),
        ("maxlength", FieldLimits.Within(MaxLength)),
        ("spellcheck", "false"));

    protected override void OnParametersSet() => _shown.Take(Value);

    private async Task ReplaceAsync()
    {
        _replacing = true;
        StateHasChanged();
        // The button that had the focus is gone; the input comes with the same batch.
        await Task.Yield();
        await Scripts.CallAsync("focusById", InputId);
    }

    private Task KeepAsync()
    {
        _replacing = false;
        _shown.Enter(null);
        Work?.Forget(this);
        if (_long is not null)
            Work?.Forget(_long);
        return ValueChanged.InvokeAsync(null);
    }

    private Task LongChangedAsync(string? value) => ValueChanged.InvokeAsync(string.IsNullOrEmpty(value) ? null : value);

    private Task ChangedAsync(string? value)
    {
        var text = string.IsNullOrEmpty(value) ? null : value.Length <= FieldLimits.Within(MaxLength) ? value : value[..FieldLimits.Within(MaxLength)];
        Note(_shown.Value, text);
        _shown.Enter(text);
        return ValueChanged.InvokeAsync(text);
    }
}
