using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Dialogs;

/// <summary>The modal element around a dialog: opened as such by script, since only that makes the rest of the page inert.</summary>
public sealed partial class DialogFrame : ComponentBase, IAsyncDisposable
{
    [Parameter, EditorRequired]
    public OpenDialog Dialog { get; set; } = null!;

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    public ValueTask DisposeAsync() => Scripts.CallAsync("closeDialog", Dialog.Id);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await Scripts.CallAsync("openDialog", Dialog.Id);
        Dialog.IsShown = true;
    }
}
