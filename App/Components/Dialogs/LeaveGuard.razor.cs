using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ConnectionsConsole.App.Components.Dialogs;

/// <summary>Asks before going to another page takes away what somebody has entered. Closing the tab is asked about by the browser (wwwroot/js/typing.js).</summary>
public sealed partial class LeaveGuard : ComponentBase, IDisposable
{
    [Inject]
    private WorkInProgress Work { get; set; } = null!;

    public void Dispose() => Work.Changed -= OnChanged;

    protected override void OnInitialized() => Work.Changed += OnChanged;

    private void OnChanged(object? sender, EventArgs arguments) => _ = InvokeAsync(StateHasChanged);

    private async Task AskAsync(LocationChangingContext context)
    {
        if (!await Work.MayLeaveAsync())
            context.PreventNavigation();
    }
}
