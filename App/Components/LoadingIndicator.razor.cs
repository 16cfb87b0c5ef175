using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>Something is on its way. It appears after a fifth of a second, so that quick answers do not flicker.</summary>
public sealed partial class LoadingIndicator : ComponentBase
{
    [Parameter]
    public string Text { get; set; } = "Loading…";
}
