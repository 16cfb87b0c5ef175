using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Layout;

/// <summary>Sends a person who is not signed in to the sign-in page, and back here afterwards.</summary>
public sealed class GoToSignIn : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    // The sign-in page is static: only a real page load reaches it from a circuit.
    protected override void OnInitialized() =>
        Navigation.NavigateTo(ConsoleUrls.SignInThen("/" + Navigation.ToBaseRelativePath(Navigation.Uri)), forceLoad: true, replace: true);
}
