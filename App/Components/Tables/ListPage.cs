using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ConnectionsConsole.App.Components.Tables;

/// <summary>
/// Base of pages whose address is their state. <see cref="State"/> follows the address (refresh, Back and shared links work);
/// <see cref="Go"/> changes the address and thereby the state.
/// </summary>
public abstract class ListPage : ComponentBase, IDisposable
{
    private string _path = "";

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    protected ListState State { get; private set; } = new();

    /// <summary>What the address may say.</summary>
    protected abstract ListShape Shape { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized()
    {
        _path = Path();
        State = ListState.Parse(Navigation.Uri, Shape);
        Navigation.LocationChanged += OnLocationChanged;
    }

    /// <summary>Typing on in a search replaces the entry in the browser's history, everything else makes one for Back.</summary>
    protected void Go(ListState state) => Navigation.NavigateTo(_path + state.ToQuery(Shape), replace: State.IsRefinedBy(state));

    /// <summary>The address of a state, for links.</summary>
    protected string Href(ListState state) => _path + state.ToQuery(Shape);

    protected virtual void Dispose(bool disposing) => Navigation.LocationChanged -= OnLocationChanged;

    private string Path() => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    private void OnLocationChanged(object? sender, LocationChangedEventArgs arguments) => _ = InvokeAsync(() =>
    {
        // The next page's address arrives here too, before this page is taken away.
        if (Path() != _path)
            return;
        State = ListState.Parse(arguments.Location, Shape);
        StateHasChanged();
    });
}
