using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Tables;

/// <summary>The outline of a table while its first page is on its way.</summary>
public sealed partial class TableSkeleton : ComponentBase
{
    [Parameter]
    public int Columns { get; set; }
}
