using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>
/// Parts of one page, bound to its address: each tab is a link, so that it can be shared and opened beside. Arrow keys move
/// along the tabs, Enter opens one. Only the open part is rendered.
/// </summary>
public sealed partial class Tabs : ComponentBase
{
    private readonly List<Tab> _tabs = [];
    private bool _isBehind;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The key of the open tab; null or an unknown one opens the first.</summary>
    [Parameter]
    public string? Current { get; set; }

    /// <summary>The address of a tab, by its key: on a ListPage, <c>key => Href(State.WithTab(key))</c>.</summary>
    [Parameter, EditorRequired]
    public Func<string, string> Href { get; set; } = null!;

    [Parameter]
    public string Id { get; set; } = "tabs";

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    private Tab? Selected => _tabs.Find(tab => tab.Key == Current) ?? _tabs.FirstOrDefault();

    private string PanelId => Id + "-panel";

    /// <summary>
    /// A tab has its present content only after these tabs were rendered with the one before. Asked for once for each change from outside, since rendering
    /// again gives every tab its parameters anew.
    /// </summary>
    internal void ContentChanged()
    {
        if (!_isBehind)
            return;
        _isBehind = false;
        StateHasChanged();
    }

    protected override void OnParametersSet() => _isBehind = true;

    internal void Add(Tab tab)
    {
        _tabs.Add(tab);
        StateHasChanged();
    }

    internal void Remove(Tab tab)
    {
        _tabs.Remove(tab);
    }

    private string TabId(Tab tab) => $"{Id}-{tab.Key}";
}
