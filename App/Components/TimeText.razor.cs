using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>A moment in the viewer's zone: how long ago, with the exact time on hover, or the other way round.</summary>
public sealed partial class TimeText : ComponentBase, IDisposable
{
    [Parameter, EditorRequired]
    public DateTimeOffset Value { get; set; }

    /// <summary>Shows the exact time: in details and histories, where the order of things matters.</summary>
    [Parameter]
    public bool Absolute { get; set; }

    [Inject]
    private BrowserTime BrowserTime { get; set; } = null!;

    public void Dispose() => BrowserTime.Changed -= OnChanged;

    protected override void OnInitialized() => BrowserTime.Changed += OnChanged;

    private void OnChanged(object? sender, EventArgs arguments) => _ = InvokeAsync(StateHasChanged);
}
