using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>One part of a page with <see cref="Tabs"/>. Renders nothing by itself.</summary>
public sealed class Tab : ComponentBase, IDisposable
{
    [CascadingParameter]
    private Tabs? Tabs { get; set; }

    /// <summary>Its word in the address: lower case, without spaces.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>How many things are in it, when that is known cheaply.</summary>
    [Parameter]
    public long? Count { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    public void Dispose() => Tabs?.Remove(this);

    protected override void OnParametersSet() => Tabs?.ContentChanged();

    protected override void OnInitialized()
    {
        if (Tabs is null)
            throw new InvalidOperationException($"The tab \"{Title}\" stands outside of Tabs.");
        Tabs.Add(this);
    }
}
