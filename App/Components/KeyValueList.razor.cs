using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>Facts about one thing: names on the left, values on the right, one <see cref="KeyValue"/> each.</summary>
public sealed partial class KeyValueList : ComponentBase
{
    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }
}
