namespace ConnectionsConsole.App.Components.Fields;

/// <summary>
/// The errors of one form: each at its field, the rest above the form. Field names compare ignoring case, since the
/// domain names them as properties and pages as they like.
/// </summary>
public sealed class FormErrors
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What belongs to no field on the page; null when there is nothing.</summary>
    public string? Summary { get; private set; }

    public bool Any => _fields.Count > 0 || Summary is not null;

    public string? this[string field] => _fields.GetValueOrDefault(field);

    public void Clear()
    {
        _fields.Clear();
        Summary = null;
    }

    /// <summary>Takes the error away while its field is being corrected.</summary>
    public void Clear(string field) => _fields.Remove(field);

    /// <param name="field">Null or empty puts the message above the form. The first message for a field stays.</param>
    public void Add(string? field, string message)
    {
        if (string.IsNullOrEmpty(field))
            Summary = Summary is null ? message : Summary + " " + message;
        else
            _fields.TryAdd(field, message);
    }
}
