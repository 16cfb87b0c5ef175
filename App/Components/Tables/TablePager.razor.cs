using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Tables;

/// <summary>The line under a table: how many there are, and the way to the other pages.</summary>
public sealed partial class TablePager : ComponentBase
{
    [Parameter, EditorRequired]
    public string Summary { get; set; } = "";

    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter]
    public TablePaging Paging { get; set; }

    [Parameter]
    public int PageIndex { get; set; }

    [Parameter]
    public int? PageCount { get; set; }

    [Parameter]
    public bool HasNext { get; set; }

    [Parameter]
    public bool HasPrevious { get; set; }

    [Parameter]
    public EventCallback OnFirst { get; set; }

    [Parameter]
    public EventCallback OnPrevious { get; set; }

    [Parameter]
    public EventCallback OnNext { get; set; }
}
