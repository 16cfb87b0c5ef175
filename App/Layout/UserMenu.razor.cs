using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Layout;

/// <summary>Who is signed in, and the way out: a form post with an antiforgery token, since signing out changes cookies.</summary>
public sealed partial class UserMenu : ComponentBase
{
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter]
    public string? Detail { get; set; }

    /// <summary>Further entries above "Sign out".</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string Initials => string.Concat(
        Name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(2)
            .Select(word => StringInfo.GetNextTextElement(word).ToUpperInvariant()));
}
