namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>"Did you mean" for misspelt names.</summary>
internal static class Suggestions
{
    private const int LongestName = 60;

    /// <returns>A sentence with a space before it; empty where nothing is near.</returns>
    public static string For(string name, IEnumerable<string>? candidates)
    {
        if (candidates is null || name.Length > LongestName)
        {
            return "";
        }

        var nearest = candidates.Select(c => (Name: c, Distance: Distance(name, c)))
            .Where(c => c.Distance <= Math.Max(1, name.Length / 3)).OrderBy(c => c.Distance).Select(c => c.Name).FirstOrDefault();
        return nearest is null ? "" : $" Did you mean \"{nearest}\"?";
    }

    /// <summary>Letters to insert, delete or replace, without case.</summary>
    private static int Distance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = previous[j - 1] + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
