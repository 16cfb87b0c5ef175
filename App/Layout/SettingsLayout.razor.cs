using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Layout;

/// <summary>The pages of Settings side by side; those the person may not open are left out by <see cref="IShellData"/>.</summary>
public sealed partial class SettingsLayout
{
    [CascadingParameter]
    public ShellInfo? Info { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];
}
