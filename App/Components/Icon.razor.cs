using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>A drawing beside words. It is hidden from assistive technology: the words, or the button's label, say what it means.</summary>
public sealed partial class Icon : ComponentBase
{
    [Parameter, EditorRequired]
    public IconName Name { get; set; }

    [Parameter]
    public string? Class { get; set; }
}
