using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>
/// A secret of several lines, such as a private key: goes in and never comes out, like <see cref="SecretField"/>, and travels as a stream, like
/// <see cref="LongTextField"/>. <see cref="Value"/> is null as long as the present one is to be kept.
/// </summary>
public sealed partial class SecretTextField : FieldBase
{
    private LongTextField? _text;
    private bool _replacing;

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

    /// <summary>In characters.</summary>
    [Parameter]
    public int MaxLength { get; set; } = 100_000;

    [Parameter]
    public int Rows { get; set; } = 6;

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    private bool ShowsState => IsSet && !_replacing && Value is null;

    private string? EntryHint => IsSet ? $"{Hint} The new value replaces the present one when you save.".TrimStart() : Hint;

    /// <summary>Takes what stands in the browser right now; call it before saving, in case typing has not rested yet.</summary>
    /// <returns>False when the text is over the limit; the field says so.</returns>
    public async Task<bool> CollectAsync()
    {
        if (_text is null || ShowsState)
            return true;
        if (await _text.ReadAsync() is not { } text)
            return false;
        await ChangedAsync(text);
        return true;
    }

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
        return ValueChanged.InvokeAsync(null);
    }

    private Task ChangedAsync(string? value) => ValueChanged.InvokeAsync(string.IsNullOrEmpty(value) ? null : value);
}
