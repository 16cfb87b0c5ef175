using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConnectionsConsole.App.Components;

/// <summary>
/// A button whose running action is visible and cannot be pressed twice. While it runs, it stays focusable (aria-disabled,
/// not disabled), or the keyboard would lose its place.
/// </summary>
public sealed partial class ActionButton : ComponentBase
{
    private bool _running;
    private int _dialogsBefore;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Parameter]
    public EventCallback OnClick { get; set; }

    [Parameter]
    public ButtonLook Look { get; set; }

    [Parameter]
    public IconName? Icon { get; set; }

    /// <summary>Shows the icon alone; <see cref="ChildContent"/> is still the button's name.</summary>
    [Parameter]
    public bool HideText { get; set; }

    [Parameter]
    public bool Small { get; set; }

    /// <summary>Submits the form that it stands in instead of calling <see cref="OnClick"/>; works on static pages.</summary>
    [Parameter]
    public bool Submit { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Why it is disabled, or more about what it does: shown on hover.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>What the button says while its action runs: "Saving…".</summary>
    [Parameter]
    public string? RunningText { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Extra { get; set; }

    /// <summary>Waiting for a person in the dialog that it opened is no work going on.</summary>
    private bool IsBusy => _running && Dialogs.Open.Count <= _dialogsBefore;

    private ButtonType Type => Submit ? ButtonType.Submit : ButtonType.Button;

    private ButtonSize Size => Small ? ButtonSize.Small : ButtonSize.Medium;

    private Variant Variant => Look is ButtonLook.Quiet or ButtonLook.QuietDanger ? Variant.Text : Variant.Filled;

    private ButtonStyle Style => Look switch
    {
        ButtonLook.Primary => ButtonStyle.Primary,
        ButtonLook.Danger or ButtonLook.QuietDanger => ButtonStyle.Danger,
        ButtonLook.Secondary or ButtonLook.Quiet => ButtonStyle.Base,
    };

    private Dictionary<string, object> Attributes
    {
        get
        {
            var attributes = new Dictionary<string, object>(Extra ?? new Dictionary<string, object>(StringComparer.Ordinal), StringComparer.Ordinal);
            if (IsBusy)
                attributes["aria-busy"] = "true";
            if (_running || Disabled)
                attributes["aria-disabled"] = "true";
            if (Title is not null)
                attributes["title"] = Title;
            return attributes;
        }
    }

    private async Task ClickAsync()
    {
        if (_running || Disabled)
            return;
        _running = true;
        _dialogsBefore = Dialogs.Open.Count;
        try
        {
            await OnClick.InvokeAsync();
        }
        finally
        {
            _running = false;
        }
    }
}
