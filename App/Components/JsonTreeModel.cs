using System.Text.Json;

namespace ConnectionsConsole.App.Components;

/// <summary>One visible line of a <see cref="JsonTree"/>.</summary>
/// <param name="Path">As a reference names it: <c>results[3].name</c>; empty for the whole.</param>
/// <param name="Name">The property's name or the index; null for the whole.</param>
/// <param name="Level">Counted from one.</param>
/// <param name="Rest">On a line that stands for what a long list does not show yet: how many.</param>
public sealed record JsonRow(
    string Path,
    string? Name,
    JsonElement Value,
    int Level,
    int Position,
    int Siblings,
    bool HasChildren,
    bool IsExpanded,
    int Rest = 0);

/// <summary>
/// Which lines of a JSON value are visible. Children are looked at only once their parent is open, long lists show
/// <see cref="PageSize"/> entries and grow on demand, so that a value of megabytes costs what is on the screen.
/// </summary>
public sealed class JsonTreeModel
{
    public const int PageSize = 100;
    private const int OpenedAtFirst = 2;
    private const int OpensUpTo = 30;

    private readonly JsonElement _root;
    private readonly HashSet<string> _expanded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _shown = new(StringComparer.Ordinal);

    /// <param name="root">Keep its document undisposed, or give a clone.</param>
    public JsonTreeModel(JsonElement root)
    {
        _root = root;
        OpenSmall("", root, 1);
    }

    public IReadOnlyList<JsonRow> Rows()
    {
        var rows = new List<JsonRow>();
        Add(rows, "", null, _root, 1, 1, 1);
        return rows;
    }

    public void Toggle(string path)
    {
        if (!_expanded.Remove(path))
            _expanded.Add(path);
    }

    /// <summary>Shows the next page of a list's entries.</summary>
    public void ShowMore(string path) => _shown[path] = Shown(path) + PageSize;

    public static int Count(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength(),
        JsonValueKind.Object => value.GetPropertyCount(),
        _ => 0,
    };

    private int Shown(string path) => _shown.GetValueOrDefault(path, PageSize);

    private void OpenSmall(string path, JsonElement value, int level)
    {
        var count = Count(value);
        if (level > OpenedAtFirst || count == 0 || (level > 1 && count > OpensUpTo))
            return;
        _expanded.Add(path);
        foreach (var (childPath, _, child) in Children(path, value, OpensUpTo))
            OpenSmall(childPath, child, level + 1);
    }

    private void Add(List<JsonRow> rows, string path, string? name, JsonElement value, int level, int position, int siblings)
    {
        var count = Count(value);
        var expanded = count > 0 && _expanded.Contains(path);
        rows.Add(new JsonRow(path, name, value, level, position, siblings, count > 0, expanded));
        if (!expanded)
            return;
        var shown = Math.Min(count, Shown(path));
        var lines = shown < count ? shown + 1 : shown;
        var index = 0;
        foreach (var (childPath, childName, child) in Children(path, value, shown))
            Add(rows, childPath, childName, child, level + 1, ++index, lines);
        if (shown < count)
            rows.Add(new JsonRow(path, null, value, level + 1, lines, lines, false, false, count - shown));
    }

    private static IEnumerable<(string Path, string Name, JsonElement Value)> Children(string path, JsonElement value, int limit)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray().Take(limit))
            {
                var name = index++.ToString(System.Globalization.CultureInfo.InvariantCulture);
                yield return ($"{path}[{name}]", name, item);
            }
            yield break;
        }
        foreach (var property in value.EnumerateObject().Take(limit))
            yield return (Join(path, property.Name), property.Name, property.Value);
    }

    private static string Join(string path, string name)
    {
        var plain = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$');
        return plain
            ? (path.Length == 0 ? name : $"{path}.{name}")
            : $"{path}[{JsonSerializer.Serialize(name)}]";
    }
}
