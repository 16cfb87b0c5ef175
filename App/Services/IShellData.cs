using ConnectionsConsole.App.Components;

namespace ConnectionsConsole.App.Services;

/// <summary>
/// What the shell around every page asks of the rest of the console: who is signed in and what the search finds.
/// It is an interface because the shell is rendered in tests without database or sign-in.
/// </summary>
public interface IShellData
{
    Task<ShellInfo> GetAsync(CancellationToken cancellationToken);

    /// <summary>Best hits first, at most twenty; nothing the person may not open.</summary>
    /// <param name="text">Trimmed, 2 to <see cref="SearchBox.MaxLength"/> characters.</param>
    Task<IReadOnlyList<SearchHit>> SearchAsync(string text, CancellationToken cancellationToken);
}

/// <param name="Navigation">The main places this person may open and that exist, in order.</param>
/// <param name="Settings">The same for Settings; empty leaves the organization's name a plain text.</param>
public sealed record ShellInfo(
    string OrganizationName,
    string UserName,
    string UserDetail,
    IReadOnlyList<NavigationItem> Navigation,
    IReadOnlyList<NavigationItem> Settings);

/// <param name="Kind">The sort of thing in the product's words: "Customer", "Run".</param>
/// <param name="Detail">What tells it from others of the same name: an external id, a stable key.</param>
public sealed record SearchHit(string Kind, string Title, string? Detail, string Href, IconName Icon);
