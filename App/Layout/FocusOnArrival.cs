using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Layout;

/// <summary>
/// Takes the focus to the heading of a page that has come, so that keyboard and screen reader begin there. The page can be seen, and typed into, before this call
/// arrives in the browser: whoever has begun keeps the focus (wwwroot/js/typing.js), which the framework's own FocusOnNavigate takes away.
/// </summary>
public sealed class FocusOnArrival : ComponentBase
{
    private Type? _arrivedAt;
    private bool _arrives;

    [Parameter, EditorRequired]
    public Microsoft.AspNetCore.Components.RouteData RouteData { get; set; } = null!;

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    protected override void OnParametersSet()
    {
        if (_arrivedAt == RouteData.PageType)
            return;
        (_arrivedAt, _arrives) = (RouteData.PageType, true);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_arrives)
            return;
        _arrives = false;
        await Scripts.CallAsync("focusHeading");
    }
}
