using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>A standing remark inside a page: a consequence, a fallback in use, something that needs care.</summary>
public sealed partial class Notice : ComponentBase
{
    [Parameter]
    public MessageKind Kind { get; set; } = MessageKind.Info;

    [Parameter]
    public string? Title { get; set; }

    /// <summary>Read out when it appears; for remarks that answer something the viewer did.</summary>
    [Parameter]
    public bool Live { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    private string Tone => Kind switch
    {
        MessageKind.Success => "success",
        MessageKind.Info => "info",
        MessageKind.Warning => "warning",
        MessageKind.Error => "danger",
    };

    private IconName Symbol => Kind switch
    {
        MessageKind.Success => IconName.Check,
        MessageKind.Info => IconName.Info,
        MessageKind.Warning or MessageKind.Error => IconName.Alert,
    };
}
