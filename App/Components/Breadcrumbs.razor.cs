using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <param name="Href">Null for a place that is no page of its own.</param>
public sealed record Breadcrumb(string Label, string? Href);

/// <summary>The way up from a detail page; the page itself is not in it, its h1 follows.</summary>
public sealed partial class Breadcrumbs : ComponentBase
{
    [Parameter, EditorRequired]
    public IReadOnlyList<Breadcrumb> Items { get; set; } = [];
}
