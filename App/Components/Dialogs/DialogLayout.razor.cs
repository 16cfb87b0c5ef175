using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Dialogs;

/// <summary>The inside of every dialog: title, content, actions, with Enter submitting as in any form. A CancelButton stands first among the actions.</summary>
public sealed partial class DialogLayout : ComponentBase
{
    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Subtitle { get; set; }

    /// <summary>What went wrong with the whole; what belongs to a field stays there.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Wide { get; set; }

    /// <summary>What is entered is not to be saved, and lost without asking: a question, a preview.</summary>
    [Parameter]
    public bool Transient { get; set; }

    /// <summary>Between header and body, outside of what scrolls: the progress of a wizard.</summary>
    [Parameter]
    public RenderFragment? BeforeBody { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? Actions { get; set; }

    /// <summary>Enter in a field, or the button that is marked Submit.</summary>
    [Parameter]
    public EventCallback OnSubmit { get; set; }

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    // What stood in the dialog before took the focus along, such as the form whose secret is shown now.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Dialog.IsShown)
            await Scripts.CallAsync("focusDialog", Dialog.Id);
    }
}
