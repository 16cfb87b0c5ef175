using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>One fact of a <see cref="KeyValueList"/>; without content it shows a dash.</summary>
public sealed partial class KeyValue : ComponentBase
{
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
