using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>A link that looks like a button, because it leads to an action; it stays a link, so that it can open in a new tab.</summary>
public sealed partial class LinkButton : ComponentBase
{
    [Parameter, EditorRequired]
    public string Href { get; set; } = "";

    [Parameter]
    public ButtonLook Look { get; set; }

    [Parameter]
    public IconName? Icon { get; set; }

    [Parameter]
    public bool HideText { get; set; }

    [Parameter]
    public bool Small { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Extra { get; set; }

    private string SizeClass => Small ? "rz-button-sm" : "rz-button-md";

    private string LookClass => Look switch
    {
        ButtonLook.Primary => "rz-variant-filled rz-primary rz-shade-default",
        ButtonLook.Danger => "rz-variant-filled rz-danger rz-shade-default",
        ButtonLook.Secondary => "rz-variant-filled rz-base rz-shade-default",
        ButtonLook.Quiet => "rz-variant-text rz-base rz-shade-default",
        ButtonLook.QuietDanger => "rz-variant-text rz-danger rz-shade-default",
    };
}
