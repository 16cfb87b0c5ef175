using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Tables;

public enum ColumnAlign
{
    Start,
    End,
}

/// <summary>One column of a <see cref="DataTable{TItem}"/>; the first one carries the link to the row's page. Renders nothing by itself.</summary>
public sealed class TableColumn<TItem> : ComponentBase, IDisposable
{
    [CascadingParameter]
    private DataTable<TItem>? Table { get; set; }

    /// <summary>The heading, and the label beside the value where rows become cards.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Keeps the heading for assistive technology only: for columns of buttons.</summary>
    [Parameter]
    public bool HideTitle { get; set; }

    /// <summary>What the list calls this order; without one, the column cannot be sorted by.</summary>
    [Parameter]
    public string? SortKey { get; set; }

    [Parameter]
    public ColumnAlign Align { get; set; }

    /// <summary>Keeps the content on one line and the column as narrow as it.</summary>
    [Parameter]
    public bool Narrow { get; set; }

    /// <summary>Leaves the column out where the window is between card and full width.</summary>
    [Parameter]
    public bool HideOnMedium { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment<TItem>? ChildContent { get; set; }

    internal string CssClass => string.Join(' ', new[]
    {
        Align == ColumnAlign.End ? "align-end" : null,
        Narrow ? "narrow" : null,
        HideOnMedium ? "hide-medium" : null,
    }.Where(name => name is not null));

    public void Dispose() => Table?.RemoveColumn(this);

    protected override void OnInitialized()
    {
        if (Table is null)
            throw new InvalidOperationException($"The column \"{Title}\" stands outside of a DataTable.");
        Table.AddColumn(this);
    }
}
