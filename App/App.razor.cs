using System.Diagnostics.CodeAnalysis;
using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace ConnectionsConsole.App;

/// <summary>
/// The HTML document. Pages are interactive as a whole and not prerendered, so that nothing is queried twice; a page marked
/// <see cref="ExcludeFromInteractiveRoutingAttribute"/> (the account pages, which set cookies) is rendered statically, without a circuit.
/// </summary>
[SuppressMessage("Design", "MA0049", Justification = "The root component of every Blazor project is called App.")]
public sealed partial class App : ComponentBase
{
    private static readonly IComponentRenderMode s_interactive = new InteractiveServerRenderMode(prerender: false);

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    private IComponentRenderMode? PageRenderMode => HttpContext.AcceptsInteractiveRouting() ? s_interactive : null;

    private string Theme => ThemeState.ToAttribute(ThemeState.Parse(HttpContext.Request.Cookies[ThemeState.CookieName]));

    private string CurrentPath => HttpContext.Request.PathBase + HttpContext.Request.Path + HttpContext.Request.QueryString;
}
