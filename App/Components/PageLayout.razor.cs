using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>
/// The skeleton of every page: heading with its one h1 and the document's title, toolbar, content, footer.
/// The main element itself stands in the layout, so that it survives navigation and takes the focus of the skip link.
/// </summary>
public sealed partial class PageLayout : ComponentBase
{
    /// <summary>The h1; it is also the document's title, before the product's name.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Beside the title: a status badge, for example.</summary>
    [Parameter]
    public RenderFragment? TitleExtra { get; set; }

    [Parameter]
    public string? Description { get; set; }

    [Parameter]
    public IReadOnlyList<Breadcrumb>? Breadcrumbs { get; set; }

    /// <summary>Actions on the page as a whole, the primary one last.</summary>
    [Parameter]
    public RenderFragment? Toolbar { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public RenderFragment? Footer { get; set; }

    /// <summary>Uses the full width: for the designer and wide tables.</summary>
    [Parameter]
    public bool Wide { get; set; }

    private string DocumentTitle => Title + " · Connections";
}
