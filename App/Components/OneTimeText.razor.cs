using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>
/// A secret that the console has just made and shows this once: a token, a first password. The only component that puts a secret into a page; it stands in
/// a dialog that is gone once it is closed.
/// </summary>
public sealed partial class OneTimeText : ComponentBase
{
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>What it is, as a sentence goes on: "API token", "password".</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";
}
