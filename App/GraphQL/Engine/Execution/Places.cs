namespace ConnectionsConsole.App.GraphQL.Engine.Execution;

/// <summary>Where values stand in the answer. Paths (§7.1.2) are made only when an error needs one.</summary>
internal abstract class Places
{
    /// <summary>The one place at the top.</summary>
    public static Places Root { get; } = new RootPlaces();

    /// <summary>The path from the top to the value with this number.</summary>
    public IReadOnlyList<object> PathOf(int number)
    {
        var path = new List<object>();
        Append(path, number);
        return path;
    }

    /// <summary>The places of a field of these objects.</summary>
    public Places Field(string responseKey) => new FieldPlaces(this, responseKey);

    /// <summary>The places of list items: for each the number of its list here, and its index in it.</summary>
    public Places Items(IReadOnlyList<int> owners, IReadOnlyList<int> indexes) => new ItemPlaces(this, owners, indexes);

    /// <summary>Some of these places.</summary>
    public Places Subset(IReadOnlyList<int> numbers) => new SubsetPlaces(this, numbers);

    protected abstract void Append(List<object> path, int number);

    private sealed class RootPlaces : Places
    {
        protected override void Append(List<object> path, int number)
        {
        }
    }

    private sealed class FieldPlaces(Places parents, string responseKey) : Places
    {
        protected override void Append(List<object> path, int number)
        {
            parents.Append(path, number);
            path.Add(responseKey);
        }
    }

    private sealed class ItemPlaces(Places lists, IReadOnlyList<int> owners, IReadOnlyList<int> indexes) : Places
    {
        protected override void Append(List<object> path, int number)
        {
            lists.Append(path, owners[number]);
            path.Add(indexes[number]);
        }
    }

    private sealed class SubsetPlaces(Places all, IReadOnlyList<int> numbers) : Places
    {
        protected override void Append(List<object> path, int number) => all.Append(path, numbers[number]);
    }
}
