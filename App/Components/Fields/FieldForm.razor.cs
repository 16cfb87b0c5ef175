using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>
/// A form on a page; dialogs have theirs in a DialogLayout. Enter submits, once at a time. Where the answer leaves errors, the
/// focus goes to the first wrong field. Whoever goes away from what was entered is asked first.
/// </summary>
public sealed partial class FieldForm : ComponentBase, IDisposable
{
    private static int s_lastId;
    private readonly string _id = "form-" + Interlocked.Increment(ref s_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
    private bool _submitting;
    private bool _answered;

    [Parameter]
    public string? Class { get; set; }

    /// <summary>Enter in a field, or the button that is marked Submit.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnSubmit { get; set; }

    /// <summary>The page's own, which clears it once it has saved.</summary>
    [Parameter, EditorRequired]
    public UnsavedWork? Work { get; set; }

    /// <summary>What is entered is not to be saved, and lost without asking.</summary>
    [Parameter]
    public bool Transient { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    [Inject]
    private WorkInProgress InProgress { get; set; } = null!;

    private UnsavedWork? Tracked => Transient ? null : Work;

    public void Dispose()
    {
        if (Tracked is not { } work)
            return;
        work.Changed -= OnChanged;
        InProgress.Remove(work);
    }

    protected override void OnInitialized()
    {
        if (Tracked is not { } work)
            return;
        work.Changed += OnChanged;
        InProgress.Add(work);
    }

    private void OnChanged(object? sender, EventArgs arguments) => _ = InvokeAsync(StateHasChanged);

    // Only the browser knows the order of what is wrong, and errors stand there once this has rendered.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_answered)
            return;
        _answered = false;
        await Scripts.CallAsync("focusError", _id);
    }

    private async Task SubmitAsync()
    {
        if (_submitting)
            return;
        _submitting = true;
        try
        {
            await OnSubmit.InvokeAsync();
            _answered = true;
        }
        finally
        {
            _submitting = false;
        }
    }
}
