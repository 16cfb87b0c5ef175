namespace ConnectionsConsole.App.Components.Tables;

// Where the table stands in the whole list, and in which words.
public sealed partial class DataTable<TItem>
{
    private int? PageCount =>
        Paging == TablePaging.Numbered && _page is { TotalCount: { } total, TotalIsAtLeast: false } ? (int)Math.Max(1, (total + PageSize - 1) / PageSize) : null;

    private bool HasNext => Paging == TablePaging.Cursor
        ? _page?.NextCursor is not null
        : PageCount is { } count ? Current.PageIndex + 1 < count : _page?.Items.Count == PageSize;

    private bool HasPrevious => Paging == TablePaging.Cursor ? _page?.PreviousCursor is not null || Current.Cursor is not null : Current.PageIndex > 0;

    private string Total => _page switch
    {
        { TotalCount: { } total, TotalIsAtLeast: true } => $"{Count(total)}+ {Plural}",
        { TotalCount: 1 } => $"1 {Singular ?? Plural.TrimEnd('s')}",
        { TotalCount: { } total } => $"{Count(total)} {Plural}",
        _ => "",
    };

    /// <summary>"26–50 of 312 customers"; lists that page by keys know no position and say the total alone.</summary>
    private string Summary
    {
        get
        {
            if (Paging == TablePaging.Cursor || _page is not { Items.Count: > 0 } page)
                return Total;
            var first = (long)Current.PageIndex * PageSize + 1;
            if (page.TotalCount is { } all && all <= PageSize)
                return Total;
            var range = $"{Count(first)}–{Count(first + page.Items.Count - 1)}";
            return Total.Length == 0 ? range : $"{range} of {Total}";
        }
    }

    private string Announcement => _loading ? "" : Look switch
    {
        TableLook.Data => Summary,
        TableLook.NoMatch => $"No {Plural} match",
        TableLook.Empty => EmptyTitle ?? $"No {Plural} yet",
        // The failed look announces itself; loading is told by what follows it.
        TableLook.Failed or TableLook.Loading => "",
    };

    private Task NextAsync() => GoAsync(Paging == TablePaging.Cursor ? Current.ToCursor(_page?.NextCursor) : Current.ToPage(Current.PageIndex + 1));

    // A list that knows no way back from here (a shared address, for one) goes to its start.
    private Task PreviousAsync() => GoAsync(Paging == TablePaging.Cursor ? Current.ToCursor(_page?.PreviousCursor) : Current.ToPage(Current.PageIndex - 1));

    private Task FirstAsync() => GoAsync(Paging == TablePaging.Cursor ? Current.ToCursor(null) : Current.ToPage(0));
}
