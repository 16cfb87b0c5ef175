using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ConnectionsConsole.App.Components.Dialogs;

/// <summary>Where open dialogs are rendered; stands once in the layout. Going to another page cancels them.</summary>
public sealed partial class DialogHost : ComponentBase, IDisposable
{
    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    public void Dispose()
    {
        Dialogs.Changed -= OnChanged;
        Navigation.LocationChanged -= OnLocationChanged;
        Dialogs.CancelAll();
    }

    protected override void OnInitialized()
    {
        Dialogs.Changed += OnChanged;
        Navigation.LocationChanged += OnLocationChanged;
    }

    private void OnChanged(object? sender, EventArgs arguments) => _ = InvokeAsync(StateHasChanged);

    private void OnLocationChanged(object? sender, LocationChangedEventArgs arguments) => Dialogs.CancelAll();
}
