namespace ConnectionsConsole.App.GraphQL.Engine.Execution;

/// <summary>An object of the answer: values by response key, in the order of the request (§7.2.2).</summary>
internal sealed class ResultMap(IReadOnlyList<FieldGroup> keys)
{
    private readonly object?[] _values = new object?[keys.Count];

    public int Count => _values.Length;

    public object? this[int index]
    {
        get => _values[index];
        set => _values[index] = value;
    }

    public string KeyAt(int index) => keys[index].ResponseKey;

    /// <summary>The value under a key; null where there is none.</summary>
    public object? Find(string key)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (KeyAt(i) == key)
            {
                return _values[i];
            }
        }

        return null;
    }
}
