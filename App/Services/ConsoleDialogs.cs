using ConnectionsConsole.App.Components.Fields;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Services;

/// <summary>
/// Opens dialogs. A dialog collects and returns; the caller acts and refreshes. The platform's modal dialog keeps the focus
/// inside, Escape cancels, and the focus returns to what opened it.
/// </summary>
public sealed class ConsoleDialogs
{
    private static readonly Confirmation s_discarding = new("Discard what you have entered?", "It is not saved, and cannot be brought back.", "Discard", Dismiss: "Keep editing");

    private readonly List<OpenDialog> _open = [];
    private Task<bool>? _asking;
    private int _lastId;

    internal event EventHandler? Changed;

    internal IReadOnlyList<OpenDialog> Open => _open;

    /// <summary>Opens a component as a dialog; it takes an <see cref="OpenDialog"/> as cascading parameter and puts its content into a DialogLayout.</summary>
    /// <param name="parameters">The component's parameters by name; use nameof.</param>
    /// <returns>What the dialog closed with; the default when it was cancelled, by a button, Escape or leaving the page. Asked before that, where something was entered.</returns>
    public async Task<TResult?> ShowAsync<TDialog, TResult>(IReadOnlyDictionary<string, object?>? parameters = null)
        where TDialog : IComponent
    {
        var dialog = new OpenDialog(this, ++_lastId, typeof(TDialog), parameters ?? new Dictionary<string, object?>(StringComparer.Ordinal));
        _open.Add(dialog);
        Changed?.Invoke(this, EventArgs.Empty);
        try
        {
            return await dialog.Result is TResult result ? result : default;
        }
        finally
        {
            _open.Remove(dialog);
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Asks before something is done that cannot be undone, or that others will notice.</summary>
    public async Task<bool> ConfirmAsync(Confirmation confirmation) =>
        await ShowAsync<Components.Dialogs.ConfirmDialog, bool>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(Components.Dialogs.ConfirmDialog.Confirmation)] = confirmation,
        });

    /// <summary>The question before anything that was entered is thrown away; true at once where nothing was.</summary>
    internal async Task<bool> MayDiscardAsync(params IReadOnlyList<UnsavedWork> works)
    {
        if (!works.Any(w => w.Any))
        {
            foreach (var work in works)
                await work.SettleAsync();
        }
        if (!works.Any(w => w.Any))
            return true;
        // Back pressed twice, or Escape on a slow line: one question, with one answer for both.
        var asking = _asking ??= ConfirmAsync(s_discarding);
        try
        {
            return await asking;
        }
        finally
        {
            _asking = null;
        }
    }

    internal void CancelAll()
    {
        foreach (var dialog in _open.ToArray())
            dialog.Cancel();
    }
}

/// <param name="Title">Verb and thing: "Delete connection “Acme production”?"</param>
/// <param name="Consequence">What happens to whom, in a sentence or two.</param>
/// <param name="Action">The verb again, on the button: "Delete connection".</param>
/// <param name="TypeToConfirm">A name that has to be typed first; for what takes much away.</param>
/// <param name="Affected">Who else it concerns, one line each.</param>
/// <param name="Dismiss">The button that answers no. Over a dialog, "Cancel" could mean either of them: say what happens instead, such as "Keep editing".</param>
public sealed record Confirmation(
    string Title,
    string Consequence,
    string Action,
    bool IsDestructive = true,
    string? TypeToConfirm = null,
    IReadOnlyList<string>? Affected = null,
    string Dismiss = "Cancel");

/// <summary>A dialog that is open, as its component sees it.</summary>
public sealed class OpenDialog
{
    private readonly TaskCompletionSource<object?> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly ConsoleDialogs _dialogs;

    internal OpenDialog(ConsoleDialogs dialogs, int id, Type component, IReadOnlyDictionary<string, object?> parameters)
    {
        _dialogs = dialogs;
        Id = FormattableString.Invariant($"dialog-{id}");
        Component = component;
        Parameters = parameters.ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
    }

    public string Id { get; }

    public string TitleId => Id + "-title";

    internal Type Component { get; }

    internal Dictionary<string, object> Parameters { get; }

    internal Task<object?> Result => _result.Task;

    /// <summary>Whether the browser shows it, with the focus where it begins.</summary>
    internal bool IsShown { get; set; }

    /// <summary>What was entered in it.</summary>
    internal UnsavedWork Work { get; } = new();

    /// <summary>What cancelling answers instead of nothing, by whatever way: for a dialog that has done its work and shows the outcome.</summary>
    public object? ResultOfCancel { get; set; }

    /// <summary>Closes the dialog and gives the result to who opened it.</summary>
    public void Close(object? result)
    {
        Work.Clear();
        _result.TrySetResult(result);
    }

    /// <summary>Closes it without asking; people cancel by <see cref="TryCancelAsync"/>.</summary>
    public void Cancel() => Close(ResultOfCancel);

    /// <summary>What every way of cancelling does: asks first where something was entered.</summary>
    public Task TryCancelAsync() => TryCloseAsync(ResultOfCancel);

    /// <summary>Closes with a result that throws away what was entered; asks first.</summary>
    public async Task TryCloseAsync(object? result)
    {
        if (await MayDiscardAsync())
            Close(result);
    }

    /// <summary>Asked before something else takes the place of what was entered.</summary>
    public Task<bool> MayDiscardAsync() => _dialogs.MayDiscardAsync(Work);
}
