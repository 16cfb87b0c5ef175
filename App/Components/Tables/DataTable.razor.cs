using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Tables;

/// <summary>
/// Every list of the console: pages, order, search and filters are the server's work (<see cref="Load"/>), the table shows one
/// of five looks. With <see cref="State"/> given, the page owns the state (see <see cref="ListPage"/>); without, the table does.
/// </summary>
public sealed partial class DataTable<TItem> : ComponentBase, IDisposable
{
    private readonly List<TableColumn<TItem>> _columns = [];
    private ListState _ownState = new();
    private ListState? _loadedState;
    private TablePage<TItem>? _page;
    private CancellationTokenSource? _loadingToken;
    private Debouncer? _searchRest;
    private readonly List<string> _searched = [];
    private string _searchText = "";
    private string? _failure;
    private string? _reference;
    private bool _loading = true;

    /// <summary>Fetches one page. Expected failures come as <see cref="TablePage{TItem}.Failed"/>; an exception is logged and shown as a reference.</summary>
    [Parameter, EditorRequired]
    public Func<TableRequest, CancellationToken, Task<TablePage<TItem>>> Load { get; set; } = null!;

    /// <summary>What tells rows apart, the same for the same thing on every load.</summary>
    [Parameter, EditorRequired]
    public Func<TItem, object> RowKey { get; set; } = null!;

    /// <summary>The page that a row leads to. The link stands in the first column and covers the whole row.</summary>
    [Parameter]
    public Func<TItem, string?>? RowHref { get; set; }

    /// <summary>What the list holds, in the plural and small letters: "customers".</summary>
    [Parameter, EditorRequired]
    public string Plural { get; set; } = "";

    /// <summary>The same for one: "customer". Needed where the plural does not just add an s.</summary>
    [Parameter]
    public string? Singular { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? Columns { get; set; }

    [Parameter]
    public ListState? State { get; set; }

    [Parameter]
    public EventCallback<ListState> StateChanged { get; set; }

    /// <summary>Default order and known sort keys; give it wherever <see cref="State"/> is given.</summary>
    [Parameter]
    public ListShape Shape { get; set; } = new();

    [Parameter]
    public TablePaging Paging { get; set; }

    [Parameter]
    public int PageSize { get; set; } = 25;

    [Parameter]
    public bool Searchable { get; set; } = true;

    [Parameter]
    public string? SearchPlaceholder { get; set; }

    /// <summary>Filter controls beside the search.</summary>
    [Parameter]
    public RenderFragment? Filters { get; set; }

    /// <summary>Actions on the list, at the end of its bar.</summary>
    [Parameter]
    public RenderFragment? Toolbar { get; set; }

    [Parameter]
    public string? EmptyTitle { get; set; }

    /// <summary>What these things are for, for somebody who has none yet.</summary>
    [Parameter]
    public string? EmptyText { get; set; }

    [Parameter]
    public RenderFragment? EmptyAction { get; set; }

    [Parameter]
    public IconName EmptyIcon { get; set; } = IconName.Inbox;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<DataTable<TItem>> Logger { get; set; } = null!;

    internal TableLook Look => (_failure, _page) switch
    {
        (not null, _) => TableLook.Failed,
        (_, null) => TableLook.Loading,
        (_, { Items.Count: > 0 }) => TableLook.Data,
        // Beyond the last page there is nothing either, but that is no reason to say that there never was anything.
        _ => Current.IsNarrowed || Current.PageIndex > 0 || Current.Cursor is not null ? TableLook.NoMatch : TableLook.Empty,
    };

    private ListState Current => State ?? _ownState;

    private bool HasBar => Searchable || Filters is not null || Toolbar is not null || _columns.Exists(column => column.SortKey is not null);

    private string Label => char.ToUpperInvariant(Plural[0]) + Plural[1..];

    /// <summary>Loads the current page again and keeps showing the old one meanwhile.</summary>
    public async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    public void Dispose()
    {
        _loadingToken?.Cancel();
        _loadingToken?.Dispose();
        _searchRest?.Dispose();
    }

    internal void AddColumn(TableColumn<TItem> column)
    {
        _columns.Add(column);
        StateHasChanged();
    }

    internal void RemoveColumn(TableColumn<TItem> column)
    {
        _columns.Remove(column);
    }

    protected override void OnInitialized() => _searchRest = new Debouncer(Clock);

    protected override async Task OnParametersSetAsync()
    {
        if (Current == _loadedState)
            return;
        // What is being typed is ahead of the address, which follows what was searched for here; only a change from elsewhere (Back) is taken over.
        if (_loadedState is null || Current.Search != _loadedState.Search)
            TakeSearch(Current.Search);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _loadingToken?.Cancel();
        _loadingToken?.Dispose();
        var token = (_loadingToken = new CancellationTokenSource()).Token;
        var state = _loadedState = Current;
        var (sortKey, descending) = state.Order(Shape);
        _loading = true;
        try
        {
            var page = await Load(new TableRequest(state.Search, state.Filters, sortKey, descending, state.PageIndex, state.Cursor, PageSize), token);
            if (token.IsCancellationRequested)
                return;
            (_page, _failure, _reference) = (page, page.Failure, null);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A newer load may have taken over; its outcome is the one to show.
            if (token.IsCancellationRequested)
                return;
            _reference = FailureReference.New();
            _failure = "The failure was written to the console's log. Trying again may help; if it does not, tell an administrator the reference.";
            Logger.LogError(exception, "Loading {List} failed (reference {Reference})", Plural, _reference);
        }
        _loading = false;
    }

    private async Task SearchAsync(string? text)
    {
        _searchText = text ?? "";
        if (await _searchRest!.RestAsync() && Current.Search != _searchText.Trim())
            await GoAsync(Current.WithSearch(_searchText));
    }

    private void TakeSearch(string search)
    {
        var own = _searched.IndexOf(search);
        _searched.RemoveRange(0, own < 0 ? _searched.Count : own + 1);
        if (own < 0 && search != _searchText.Trim())
            _searchText = search;
    }

    private Task SortAsync(string key) => GoAsync(Current.WithSort(key, Shape));

    private string OrderValue => Current.Order(Shape) is (string key, var descending) ? (descending ? "-" : "") + key : "";

    private Task OrderAsync(ChangeEventArgs arguments)
    {
        var value = arguments.Value as string ?? "";
        var key = value.TrimStart('-');
        return _columns.Exists(column => column.SortKey == key)
            ? GoAsync(Current.ToPage(0) with { SortKey = key, SortDescending = value[0] == '-' })
            : Task.CompletedTask;
    }

    private Task ClearAsync()
    {
        _searchText = "";
        return GoAsync(Current.WithoutFilters());
    }

    private async Task GoAsync(ListState state)
    {
        if (State is not null)
        {
            if (state.Search != Current.Search)
                _searched.Add(state.Search);
            await StateChanged.InvokeAsync(state);
            return;
        }
        _ownState = state;
        await LoadAsync();
    }

    private string? AriaSort(TableColumn<TItem> column)
    {
        var (key, descending) = Current.Order(Shape);
        return column.SortKey is not null && column.SortKey == key ? (descending ? "descending" : "ascending") : null;
    }

    private IconName SortIcon(TableColumn<TItem> column) => AriaSort(column) == "descending" ? IconName.ArrowDown : IconName.ArrowUp;

    private string? RowClass(TItem item) => RowHref?.Invoke(item) is null ? null : "has-link";

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
