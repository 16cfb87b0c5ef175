namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>The objects of one bucket in the order of their keys, and which file names they take up. Not safe for threads.</summary>
internal sealed class BucketIndex(string name, DateTimeOffset created)
{
    private readonly SortedList<string, StoredObject> _objects = new(Utf8Order.Instance);

    // Without case: on some file systems "A.png" and "a.png" are one file, and the second must not overwrite the first.
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _folders = new(StringComparer.OrdinalIgnoreCase);

    public string Name => name;

    public DateTimeOffset Created => created;

    public bool IsEmpty => _objects.Count == 0;

    public StoredObject? Find(string key) => _objects.GetValueOrDefault(key);

    /// <summary>Whether no other object's file or folder stands where this key's file would.</summary>
    public bool IsNameFree(string key)
    {
        var isOwn = _files.TryGetValue(key, out var owner) && owner == key;
        return (isOwn || owner is null) && !_folders.ContainsKey(key) && !ObjectPath.Folders(key).Any(_files.ContainsKey);
    }

    public void Set(StoredObject stored)
    {
        Remove(stored.Key);
        _objects[stored.Key] = stored;
        if (!stored.IsNamedByKey)
        {
            return;
        }

        _files[stored.Key] = stored.Key;
        foreach (var folder in ObjectPath.Folders(stored.Key))
        {
            _folders[folder] = _folders.GetValueOrDefault(folder) + 1;
        }
    }

    public void Remove(string key)
    {
        if (!_objects.Remove(key, out var removed) || !removed.IsNamedByKey)
        {
            return;
        }

        _files.Remove(key);
        foreach (var folder in ObjectPath.Folders(key))
        {
            if (--_folders[folder] == 0)
            {
                _folders.Remove(folder);
            }
        }
    }

    /// <summary>The objects from that key on, itself included, in the order of their keys. The bucket must not change meanwhile.</summary>
    public IEnumerable<StoredObject> From(string key)
    {
        for (var i = FirstAtOrAfter(key); i < _objects.Count; i++)
        {
            yield return _objects.GetValueAtIndex(i);
        }
    }

    private int FirstAtOrAfter(string key)
    {
        var (low, high) = (0, _objects.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Utf8Order.Instance.Compare(_objects.GetKeyAtIndex(middle), key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <summary>The order of S3 listings: that of the UTF-8 bytes, which beyond U+FFFF is not that of UTF-16.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static readonly Utf8Order Instance = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        var common = Math.Min(left.Length, right.Length);
        for (var i = 0; i < common; i++)
        {
            if (left[i] != right[i])
            {
                return Weight(left[i]).CompareTo(Weight(right[i]));
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    // Surrogates stand for characters beyond U+FFFF, so they sort after everything else.
    private static int Weight(char character) => char.IsSurrogate(character) ? character + 0x10000 : character;
}
