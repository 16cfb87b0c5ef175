using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Dialogs;

/// <summary>
/// A dialog that asks in steps. The page's dialog component holds one model for all of them; each step may keep the viewer
/// until it is complete, Back never loses anything, Enter goes on.
/// </summary>
public sealed partial class StepDialog : ComponentBase
{
    private readonly List<DialogStep> _steps = [];
    private DialogStep? _current;
    private bool _going;
    private bool _moved;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The <see cref="DialogStep"/> components, in order.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? Steps { get; set; }

    /// <summary>The verb of the last button: "Create connection".</summary>
    [Parameter, EditorRequired]
    public string FinishText { get; set; } = "";

    /// <summary>The last step is complete: act or close with the result.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnFinish { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Wide { get; set; } = true;

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    private List<DialogStep> Included => [.. _steps.Where(step => step.Included)];

    private DialogStep? Current => _current is not null && Included.Contains(_current) ? _current : Included.FirstOrDefault();

    private int Position => Current is null ? 0 : Included.IndexOf(Current);

    private bool IsLast => Position == Included.Count - 1;

    /// <summary>Goes to the step with an error that only the whole's check has found.</summary>
    public void GoTo(string title)
    {
        _current = _steps.FirstOrDefault(step => step.Title == title) ?? _current;
        _moved = true;
        StateHasChanged();
    }

    internal void Add(DialogStep step)
    {
        _steps.Add(step);
        StateHasChanged();
    }

    internal void Remove(DialogStep step) => _steps.Remove(step);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_moved)
            return;
        _moved = false;
        await Scripts.CallAsync("focusDialog", Dialog.Id);
    }

    private async Task NextAsync()
    {
        if (_going || Current is not { } current)
            return;
        _going = true;
        try
        {
            if (current.Complete is not null && !await current.Complete())
                return;
            if (IsLast)
                await OnFinish.InvokeAsync();
            else
                MoveTo(Included[Position + 1]);
        }
        finally
        {
            _going = false;
        }
    }

    private void BackAsync() => MoveTo(Included[Position - 1]);

    private void MoveTo(DialogStep step) => (_current, _moved) = (step, true);

    private string StepClass(int number) => number - 1 == Position ? "step step-current" : number <= Position ? "step step-done" : "step";
}
