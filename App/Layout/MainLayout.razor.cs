using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Layout;

/// <summary>The shell around every page that runs on a circuit.</summary>
public sealed partial class MainLayout : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ShellInfo? _info;
    private PageErrorBoundary? _boundary;

    [Inject]
    private IShellData ShellData { get; set; } = null!;

    [Inject]
    private BrowserTime BrowserTime { get; set; } = null!;

    [Inject]
    private ThemeState ThemeState { get; set; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _info = await ShellData.GetAsync(_gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
        }
    }

    // A new page (a new body) gets a new chance where the last one failed.
    protected override void OnParametersSet() => _boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await BrowserTime.LoadAsync();
        await ThemeState.LoadAsync();
    }
}
