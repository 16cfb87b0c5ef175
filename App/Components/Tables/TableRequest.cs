namespace ConnectionsConsole.App.Components.Tables;

/// <summary>What a <see cref="DataTable{TItem}"/> asks its page for. A list pages either by <see cref="PageIndex"/> or by <see cref="Cursor"/>.</summary>
/// <param name="SortKey">One of the columns' keys, or null for the natural order.</param>
/// <param name="PageIndex">Counted from zero.</param>
/// <param name="Cursor">As a former <see cref="TablePage{TItem}"/> gave it; comes from the address, so it may be anything.</param>
public sealed record TableRequest(
    string Search,
    IReadOnlyDictionary<string, string> Filters,
    string? SortKey,
    bool SortDescending,
    int PageIndex,
    string? Cursor,
    int PageSize)
{
    public string? Filter(string name) => Filters.GetValueOrDefault(name);
}

/// <summary>One page of a list.</summary>
/// <param name="TotalCount">How many there are in all; null when counting would cost too much.</param>
/// <param name="TotalIsAtLeast">Counting stopped at <paramref name="TotalCount"/>: shown as "10,000+".</param>
/// <param name="NextCursor">Where the next page begins, for lists that page by keys; null at the end.</param>
public sealed record TablePage<TItem>(
    IReadOnlyList<TItem> Items,
    long? TotalCount = null,
    bool TotalIsAtLeast = false,
    string? NextCursor = null,
    string? PreviousCursor = null)
{
    /// <summary>Why the list cannot be shown, in the viewer's words; an expected failure, such as a missing permission.</summary>
    public string? Failure { get; private init; }

    /// <summary>The viewer may not see the list at all: trying again, searching and filtering are not offered.</summary>
    public bool IsNotAllowed { get; private init; }

    public static TablePage<TItem> Failed(string failure) => new([]) { Failure = failure };

    public static TablePage<TItem> NotAllowed(string failure) => new([]) { Failure = failure, IsNotAllowed = true };
}

public enum TablePaging
{
    /// <summary>Pages with numbers, found by offset.</summary>
    Numbered,

    /// <summary>Next and previous only, found by keys: for lists too long to skip through.</summary>
    Cursor,
}

/// <summary>Which of its five looks a list has.</summary>
public enum TableLook
{
    Loading,
    Empty,
    NoMatch,
    Failed,
    Data,
}
