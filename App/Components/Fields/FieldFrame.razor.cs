using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>Label above, hint and error below. Fields use it; a page needs it only around an input of its own.</summary>
public sealed partial class FieldFrame : ComponentBase
{
    /// <summary>The id of the input. Its hint and error get it with "-hint" and "-error" behind.</summary>
    [Parameter, EditorRequired]
    public string For { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    private bool Invalid => !string.IsNullOrEmpty(Error);
}
