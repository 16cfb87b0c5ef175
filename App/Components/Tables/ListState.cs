using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ConnectionsConsole.App.Components.Tables;

/// <summary>
/// Everything about a list that its address carries: search, filters, order, page, tab. Defaults are left out of the address;
/// what is unknown or malformed there counts as the default. Changing what is listed starts again at the first page.
/// </summary>
public sealed record ListState
{
    public const int MaxSearchLength = 200;
    public const int MaxCursorLength = 500;
    public const int MaxPageIndex = 1_000_000;

    private const string SearchName = "q";
    private const string SortName = "sort";
    private const string PageName = "page";
    private const string CursorName = "at";
    private const string TabName = "tab";

    public string Search { get; init; } = "";

    /// <summary>Null for the list's default order.</summary>
    public string? SortKey { get; init; }

    public bool SortDescending { get; init; }

    /// <summary>Counted from zero; the address counts from one.</summary>
    public int PageIndex { get; init; }

    /// <summary>An opaque place in a list that pages by keys; null for its start.</summary>
    public string? Cursor { get; init; }

    public string? Tab { get; init; }

    /// <summary>The filters that are set, none with an empty value.</summary>
    public ImmutableSortedDictionary<string, string> Filters { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether anything narrows the list, so that "nothing found" can offer to clear it.</summary>
    public bool IsNarrowed => Search.Length > 0 || Filters.Count > 0;

    public string? Filter(string name) => Filters.GetValueOrDefault(name);

    public ListState WithSearch(string? text) => FromStart() with { Search = Cut(text?.Trim() ?? "", MaxSearchLength) };

    /// <param name="value">Null or empty takes the filter away.</param>
    public ListState WithFilter(string name, string? value) =>
        FromStart() with { Filters = string.IsNullOrEmpty(value) ? Filters.Remove(name) : Filters.SetItem(name, Cut(value, MaxSearchLength)) };

    public ListState WithoutFilters() => FromStart() with { Search = "", Filters = Filters.Clear() };

    /// <summary>Orders by the key; by the key that it is ordered by already, the other way round.</summary>
    public ListState WithSort(string key, ListShape shape)
    {
        var (current, descending) = Order(shape);
        return FromStart() with { SortKey = key, SortDescending = key == current && !descending };
    }

    public ListState ToPage(int index) => this with { PageIndex = Math.Clamp(index, 0, MaxPageIndex), Cursor = null };

    public ListState ToCursor(string? cursor) => this with { Cursor = cursor, PageIndex = 0 };

    /// <summary>Another tab is another list: nothing of this one's state is taken along.</summary>
    public ListState WithTab(string? tab) => new() { Tab = tab };

    /// <summary>The order in force, the default one included.</summary>
    public (string? Key, bool Descending) Order(ListShape shape) =>
        SortKey is null ? (shape.DefaultSortKey, shape.DefaultSortDescending) : (SortKey, SortDescending);

    /// <summary>Whether going from here to <paramref name="next"/> is no step of its own for Back: typing on in a search that has begun.</summary>
    public bool IsRefinedBy(ListState next) =>
        Search.Length > 0 && next.Search.Length > 0 && Search != next.Search && WithSearch(next.Search) == next;

    public static ListState Parse(string uri, ListShape shape)
    {
        var question = uri.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
            return new ListState();
        var query = QueryHelpers.ParseQuery(uri[question..].Split('#')[0]);
        string? Read(string name, int length) => query.TryGetValue(name, out var values) && values is [{ Length: > 0 } first, ..] && first.Length <= length ? first : null;

        var sort = Read(SortName, MaxSearchLength);
        var known = sort is not null && shape.Knows(sort.TrimStart('-'));
        var page = Read(PageName, 8);
        var tab = Read(TabName, MaxSearchLength);
        return new ListState
        {
            Search = Read(SearchName, MaxSearchLength)?.Trim() ?? "",
            SortKey = known ? sort!.TrimStart('-') : null,
            SortDescending = known && sort![0] == '-',
            PageIndex = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number - 1, 0, MaxPageIndex) : 0,
            Cursor = Read(CursorName, MaxCursorLength),
            Tab = tab is not null && shape.Tabs.Contains(tab, StringComparer.Ordinal) ? tab : null,
            Filters = shape.Filters
                .Select(name => (Name: name, Value: Read(name, MaxSearchLength)))
                .Where(filter => filter.Value is not null)
                .ToImmutableSortedDictionary(filter => filter.Name, filter => filter.Value!, StringComparer.Ordinal),
        }.Normalize(shape);
    }

    /// <returns>The query string with its question mark; empty when everything is at its default.</returns>
    public string ToQuery(ListShape shape)
    {
        var query = new StringBuilder();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        var state = Normalize(shape);
        Add(TabName, state.Tab);
        Add(SearchName, state.Search);
        foreach (var (name, value) in state.Filters)
            Add(name, value);
        Add(SortName, state.SortKey is null ? null : (state.SortDescending ? "-" : "") + state.SortKey);
        Add(PageName, state.PageIndex == 0 ? null : (state.PageIndex + 1).ToString(CultureInfo.InvariantCulture));
        Add(CursorName, state.Cursor);
        return query.ToString();
    }

    public bool Equals(ListState? other) =>
        other is not null
        && Search == other.Search && SortKey == other.SortKey && SortDescending == other.SortDescending
        && PageIndex == other.PageIndex && Cursor == other.Cursor && Tab == other.Tab
        && Filters.SequenceEqual(other.Filters);

    public override int GetHashCode() => HashCode.Combine(Search, SortKey, SortDescending, PageIndex, Cursor, Tab, Filters.Count);

    private ListState FromStart() => this with { PageIndex = 0, Cursor = null };

    private ListState Normalize(ListShape shape)
    {
        var isDefault = SortKey == shape.DefaultSortKey && SortDescending == shape.DefaultSortDescending;
        return this with
        {
            SortKey = isDefault ? null : SortKey,
            SortDescending = !isDefault && SortDescending,
            Tab = Tab == shape.DefaultTab ? null : Tab,
        };
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
