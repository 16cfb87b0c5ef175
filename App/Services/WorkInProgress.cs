using ConnectionsConsole.App.Components.Fields;

namespace ConnectionsConsole.App.Services;

/// <summary>The forms that are open, and the one question before what was entered in them is thrown away.</summary>
public sealed class WorkInProgress(ConsoleDialogs dialogs)
{
    private readonly List<UnsavedWork> _open = [];

    internal event EventHandler? Changed;

    /// <summary>Whether a form is open, with work in it or not.</summary>
    internal bool HasForms => _open.Count > 0;

    /// <summary>Asks before the page is left, where there is something to lose.</summary>
    internal Task<bool> MayLeaveAsync() => dialogs.MayDiscardAsync([.. _open]);

    internal void Add(UnsavedWork work)
    {
        _open.Add(work);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    internal void Remove(UnsavedWork work)
    {
        _open.Remove(work);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
