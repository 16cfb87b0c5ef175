using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>Nothing here: says why, and what to do first.</summary>
public sealed partial class EmptyState : ComponentBase
{
    [Parameter]
    public IconName Icon { get; set; } = IconName.Inbox;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Text { get; set; }

    /// <summary>The one thing to do next.</summary>
    [Parameter]
    public RenderFragment? Action { get; set; }
}
