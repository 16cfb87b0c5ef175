using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ConnectionsConsole.App.Components;

/// <summary>
/// The log of a run. Only what is in sight is rendered; while <see cref="Live"/>, it stays at the newest line until the
/// viewer scrolls up, and offers the way back. New lines are not read out one by one: the page announces the run's state.
/// </summary>
public sealed partial class LogViewer : ComponentBase, IDisposable
{
    private ElementReference _scroller;
    private DotNetObjectReference<LogViewer>? _self;
    private bool _following = true;
    private bool _watched;
    private int _shown;

    /// <summary>In order. Give a new list (or the same one, grown) for every change.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<LogLine> Lines { get; set; } = [];

    /// <summary>More lines may come.</summary>
    [Parameter]
    public bool Live { get; set; }

    [Parameter]
    public string Label { get; set; } = "Log";

    [Parameter]
    public string EmptyText { get; set; } = "Nothing was logged.";

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    [Inject]
    private BrowserTime BrowserTime { get; set; } = null!;

    private ICollection<LogLine> Ordered => Lines as ICollection<LogLine> ?? [.. Lines];

    /// <summary>Called by the browser when the viewer leaves or reaches the end.</summary>
    [JSInvokable]
    public void FollowChanged(bool atEnd)
    {
        _following = atEnd;
        StateHasChanged();
    }

    public void Dispose()
    {
        BrowserTime.Changed -= OnChanged;
        _self?.Dispose();
    }

    protected override void OnInitialized() => BrowserTime.Changed += OnChanged;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!Live || Lines.Count == 0)
            return;
        if (!_watched)
        {
            _watched = true;
            _self = DotNetObjectReference.Create(this);
            await Scripts.CallAsync("watchScroll", _scroller, _self);
        }
        if (_following && _shown != Lines.Count)
        {
            _shown = Lines.Count;
            await Scripts.CallAsync("scrollToEnd", _scroller);
        }
    }

    // The rendering that follows scrolls.
    private void Follow() => (_following, _shown) = (true, 0);

    private void OnChanged(object? sender, EventArgs arguments) => _ = InvokeAsync(StateHasChanged);

    private static string Word(LogSeverity severity) => severity switch
    {
        LogSeverity.Debug => "debug",
        LogSeverity.Info => "info",
        LogSeverity.Warning => "warn",
        LogSeverity.Error => "error",
    };
}
