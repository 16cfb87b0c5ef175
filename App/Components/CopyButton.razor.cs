using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>
/// Copies a value that people carry elsewhere: an id, a stable key, an address. The copying happens in the browser and is
/// announced there ("Run id copied"). Never give it a secret: the value stands in the page.
/// </summary>
public sealed partial class CopyButton : ComponentBase
{
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>What the value is, as a sentence begins: "Run id".</summary>
    [Parameter]
    public string Name { get; set; } = "Value";

    /// <summary>The value as shown, perhaps shortened; without it, the icon stands alone.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    // The name of a button has to contain what is seen on it, or it cannot be reached by voice.
    private string Shown => ChildContent is null ? "" : Value;

    private static string Lower(string name) => name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
