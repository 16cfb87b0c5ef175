namespace ConnectionsConsole.App.Components.Fields;

/// <summary>
/// What somebody has entered in a form and not saved: fields tell it, and whoever would take the form away asks it (<see cref="Services.WorkInProgress"/>). A field
/// that was set back to how it came is no work.
/// </summary>
public sealed class UnsavedWork
{
    private readonly Dictionary<object, object?> _before = [];
    private readonly HashSet<object> _changed = [];
    private readonly List<Func<Task>> _settling = [];
    private bool _touched;

    internal event EventHandler? Changed;

    /// <summary>Whether anything would be lost.</summary>
    public bool Any => _touched || _changed.Count > 0;

    /// <summary>For what is entered by other means than fields: a line that was added, an order that was changed.</summary>
    public void Touch()
    {
        _touched = true;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>It was saved, or given up: what stands in the fields now is how they came.</summary>
    public void Clear()
    {
        _before.Clear();
        _changed.Clear();
        _touched = false;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    internal void Note(object field, object? before, object? after)
    {
        _before.TryAdd(field, before);
        if (Equals(Plain(_before[field]), Plain(after)) ? _changed.Remove(field) : _changed.Add(field))
            Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>What was entered in a field is given up.</summary>
    internal void Forget(object field)
    {
        _before.Remove(field);
        if (_changed.Remove(field))
            Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>A field whose text the server learns with delay; it is asked for it before anybody decides.</summary>
    internal void Add(Func<Task> settle) => _settling.Add(settle);

    internal void Remove(Func<Task> settle) => _settling.Remove(settle);

    internal async Task SettleAsync()
    {
        foreach (var settle in _settling.ToArray())
            await settle();
    }

    private static object? Plain(object? value) => value is "" ? null : value;
}
