using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>One of many things that the server searches: a customer among a hundred thousand. Typing searches, arrow keys and Enter choose.</summary>
public sealed partial class LookupField<TItem> : FieldBase, IDisposable
    where TItem : class
{
    private IReadOnlyList<TItem> _found = [];
    private CancellationTokenSource? _searching;
    private Debouncer? _rest;
    private TItem? _shown;
    private string _text = "";
    private int _active = -1;
    private bool _open;
    private bool _left;
    private string? _words;

    /// <summary>The best matches, at most about twenty; for an empty text, the likeliest.</summary>
    [Parameter, EditorRequired]
    public Func<string, CancellationToken, Task<IReadOnlyList<TItem>>> Search { get; set; } = null!;

    /// <summary>What the choice is called.</summary>
    [Parameter, EditorRequired]
    public Func<TItem, string> Text { get; set; } = null!;

    /// <summary>What tells it from others of the same name.</summary>
    [Parameter]
    public Func<TItem, string?>? Detail { get; set; }

    [Parameter]
    public TItem? Value { get; set; }

    [Parameter]
    public EventCallback<TItem?> ValueChanged { get; set; }

    [Parameter]
    public string Placeholder { get; set; } = "Type to search";

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<LookupField<TItem>> Logger { get; set; } = null!;

    private bool IsOpen => _open && !Disabled;

    private string ListId => InputId + "-list";

    private string Words => _words ?? (_found.Count == 1 ? "1 match" : $"{_found.Count} matches");

    public void Dispose()
    {
        _searching?.Cancel();
        _searching?.Dispose();
        _rest?.Dispose();
    }

    protected override void OnInitialized() => _rest = new Debouncer(Clock);

    protected override void OnParametersSet()
    {
        if (EqualityComparer<TItem?>.Default.Equals(Value, _shown))
            return;
        (_shown, _text) = (Value, Value is null ? "" : Text(Value));
    }

    private string OptionId(int index) => FormattableString.Invariant($"{InputId}-option-{index}");

    private async Task OpenAsync()
    {
        _left = false;
        if (_open)
            return;
        _open = true;
        await FindAsync();
    }

    // Bound rather than listened to: the framework then leaves alone what is typed while an earlier letter is still on its way.
    private async Task TypeAsync(string? text)
    {
        _text = text ?? "";
        if (_text.Length > FieldLimits.Line)
            _text = _text[..FieldLimits.Line];
        (_open, _active) = (true, -1);
        // What is typed is not a choice: until one is made, there is none.
        if (_shown is not null)
        {
            Note(Value, null);
            _shown = null;
            await ValueChanged.InvokeAsync(null);
        }
        if (await _rest!.RestAsync())
            await FindAsync();
    }

    private async Task FindAsync()
    {
        _searching?.Cancel();
        _searching?.Dispose();
        var token = (_searching = new CancellationTokenSource()).Token;
        _words = "Searching…";
        try
        {
            var found = await Search(_shown is null ? _text.Trim() : "", token);
            if (token.IsCancellationRequested)
                return;
            (_found, _active, _words) = (found, found.Count > 0 ? 0 : -1, found.Count > 0 ? null : "Nothing found.");
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.LogError(exception, "Looking up {Label} failed", Label);
            (_found, _active, _words) = ([], -1, "The search failed. Type again to retry.");
        }
    }

    private async Task KeyAsync(KeyboardEventArgs arguments)
    {
        switch (arguments.Key)
        {
            case "ArrowDown" when !_open:
                await OpenAsync();
                break;
            case "ArrowDown" when _found.Count > 0:
                _active = (_active + 1) % _found.Count;
                break;
            case "ArrowUp" when _found.Count > 0:
                _active = _active <= 0 ? _found.Count - 1 : _active - 1;
                break;
            case "Enter" when IsOpen && _active >= 0:
                await ChooseAsync(_found[_active]);
                break;
        }
    }

    private Task ChooseAsync(TItem item)
    {
        Note(Value, item);
        (_shown, _text, _open) = (item, Text(item), false);
        return ValueChanged.InvokeAsync(item);
    }

    // A press on an option takes the focus away first; the list has to stay until the press has arrived.
    private async Task LeaveAsync()
    {
        _left = true;
        await Task.Delay(InputTiming.Debounce, Clock);
        // The focus may be back already: a form that was refused returns it here.
        if (_left)
            _open = false;
    }
}
