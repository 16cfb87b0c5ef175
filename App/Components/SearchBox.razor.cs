using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConnectionsConsole.App.Components;

/// <summary>The search over the whole console: "/" goes to it, arrow keys choose, Enter opens, Escape closes.</summary>
public sealed partial class SearchBox : ComponentBase, IDisposable
{
    public const int MaxLength = 100;
    private const int MinLength = 2;

    private IReadOnlyList<SearchHit> _hits = [];
    private CancellationTokenSource? _searching;
    private Debouncer? _rest;
    private string _text = "";
    private int _active = -1;
    private bool _open;
    private bool _pending;
    private bool _failed;

    /// <summary>Finds what a text means; see <see cref="IShellData.SearchAsync"/>.</summary>
    [Parameter, EditorRequired]
    public Func<string, CancellationToken, Task<IReadOnlyList<SearchHit>>> Search { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<SearchBox> Logger { get; set; } = null!;

    private string Query => _text.Trim();

    private bool IsOpen => _open && Query.Length >= MinLength;

    private string? ActiveId => IsOpen && _active >= 0 ? OptionId(_active) : null;

    private string? Words => (_pending, _failed, _hits.Count) switch
    {
        (true, _, _) => "Searching…",
        (_, true, _) => "The search failed. Type again to retry.",
        (_, _, 0) => $"Nothing found for “{Query}”.",
        (_, _, 1) => "1 result",
        var (_, _, count) => $"{count} results",
    };

    public void Dispose()
    {
        _searching?.Cancel();
        _searching?.Dispose();
        _rest?.Dispose();
    }

    protected override void OnInitialized() => _rest = new Debouncer(Clock);

    private static string OptionId(int index) => FormattableString.Invariant($"search-result-{index}");

    private void Open() => _open = true;

    // Bound rather than listened to: the framework then leaves alone what is typed while an earlier letter is still on its way.
    private async Task TypeAsync(string? text)
    {
        _text = text ?? "";
        if (_text.Length > MaxLength)
            _text = _text[..MaxLength];
        (_open, _pending, _active) = (true, true, -1);
        if (!await _rest!.RestAsync())
            return;
        _searching?.Cancel();
        _searching?.Dispose();
        var token = (_searching = new CancellationTokenSource()).Token;
        if (Query.Length < MinLength)
            (_hits, _pending) = ([], false);
        else
            await FindAsync(Query, token);
    }

    private async Task FindAsync(string query, CancellationToken token)
    {
        try
        {
            var hits = await Search(query, token);
            if (!token.IsCancellationRequested)
                (_hits, _pending, _failed, _active) = (hits, false, false, -1);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.LogError(exception, "The search failed");
            if (!token.IsCancellationRequested)
                (_hits, _pending, _failed) = ([], false, true);
        }
    }

    private void KeyAsync(KeyboardEventArgs arguments)
    {
        switch (arguments.Key)
        {
            case "ArrowDown" when _hits.Count > 0:
                (_open, _active) = (true, (_active + 1) % _hits.Count);
                break;
            case "ArrowUp" when _hits.Count > 0:
                (_open, _active) = (true, _active <= 0 ? _hits.Count - 1 : _active - 1);
                break;
            case "Enter" when IsOpen && !_pending && _hits.Count > 0:
                GoTo(_hits[Math.Max(_active, 0)]);
                break;
            case "Escape":
                _open = false;
                break;
        }
    }

    // A press on a result takes the focus away first; the list has to stay until the press has arrived.
    private async Task LeaveAsync()
    {
        await Task.Delay(InputTiming.Debounce, Clock);
        _open = false;
    }

    private void GoTo(SearchHit hit)
    {
        (_text, _hits, _open, _active) = ("", [], false, -1);
        Navigation.NavigateTo(hit.Href);
    }
}
