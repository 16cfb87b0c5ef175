using System.Globalization;
using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Layout;

/// <summary>The main places, and at the bottom the organization, which opens Settings.</summary>
public sealed partial class NavMenu : ComponentBase
{
    [Parameter]
    public string? OrganizationName { get; set; }

    [Parameter]
    public IReadOnlyList<NavigationItem>? Items { get; set; }

    [Parameter]
    public bool HasSettings { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    private bool InSettings => Path == ConsoleUrls.Settings || Path.StartsWith(ConsoleUrls.Settings + "/", StringComparison.OrdinalIgnoreCase);

    private string Initial => string.IsNullOrWhiteSpace(OrganizationName)
        ? "?"
        : StringInfo.GetNextTextElement(OrganizationName.Trim()).ToUpperInvariant();

    private static string? Current(bool current) => current ? "page" : null;
}
