namespace ConnectionsConsole.App.Components.Tables;

/// <summary>What a list's address may say, and what it means when it says nothing. Anything else in a query string is ignored.</summary>
public sealed record ListShape
{
    /// <summary>The sort keys that columns carry; the first is the default order, a leading "-" makes it descending ("-started").</summary>
    public IReadOnlyList<string> SortKeys { get; init; } = [];

    /// <summary>The names of the filters in the query string.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>The tabs of the page, the default one first; empty on pages without tabs.</summary>
    public IReadOnlyList<string> Tabs { get; init; } = [];

    public string? DefaultSortKey => SortKeys is [var first, ..] ? first.TrimStart('-') : null;

    public bool DefaultSortDescending => SortKeys is [['-', ..], ..];

    public string? DefaultTab => Tabs is [var first, ..] ? first : null;

    public bool Knows(string sortKey) => SortKeys.Any(key => key.TrimStart('-') == sortKey);
}
