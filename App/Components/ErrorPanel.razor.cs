using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>Something failed: what, in the viewer's words, and what can be done. Exception texts do not belong here, they go to the log.</summary>
public sealed partial class ErrorPanel : ComponentBase
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Text { get; set; }

    /// <summary>See <see cref="FailureReference"/>.</summary>
    [Parameter]
    public string? Reference { get; set; }

    [Parameter]
    public RenderFragment? Details { get; set; }

    [Parameter]
    public EventCallback Retry { get; set; }
}
