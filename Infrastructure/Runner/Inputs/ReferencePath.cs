using System.Globalization;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Runner.Inputs;

/// <summary>One step of a path: a property's name, or an index where <see cref="Index"/> is not negative.</summary>
internal readonly record struct PathSegment(string Name, int Index)
{
    public bool IsIndex => Index >= 0;
}

/// <summary>
/// A reference into an earlier step's output, read once: <c>step.results.items[0].name</c>. Segments are divided by dots; brackets hold an index or a
/// key, quoted or not, so that keys with dots can be named: <c>results["a.b"][2]</c>. Dashes need no quotes.
/// </summary>
internal sealed record ReferencePath(string Text, string StepName, IReadOnlyList<PathSegment> Segments)
{
    /// <summary>The path's own words up to a segment.</summary>
    /// <param name="count">How many segments after the step's name.</param>
    public string Prefix(int count) => Format(StepName, Segments.Take(count));

    public static string Format(string stepName, IEnumerable<PathSegment> segments)
    {
        var text = new StringBuilder(stepName);
        foreach (var segment in segments)
        {
            Append(text, segment);
        }

        return text.ToString();
    }

    /// <summary>Null when brackets or quotes are not closed, or a segment is empty; <paramref name="problem"/> then says so.</summary>
    public static ReferencePath? Parse(string text, out string? problem)
    {
        var segments = new List<PathSegment>();
        problem = null;
        var position = 0;
        while (position < text.Length)
        {
            var segment = text[position] == '[' ? Bracketed(text, ref position, out problem) : Dotted(text, ref position, segments.Count == 0, out problem);
            if (problem is not null)
            {
                return null;
            }

            segments.Add(segment);
        }

        if (segments.Count == 0)
        {
            problem = "it is empty";
            return null;
        }

        return new ReferencePath(text, segments[0].Name, segments[1..]);
    }

    private static PathSegment Dotted(string text, ref int position, bool isFirst, out string? problem)
    {
        if (text[position] == '.')
        {
            position++;
        }
        else if (!isFirst)
        {
            problem = $"there is no dot before \"{text[position..]}\"";
            return default;
        }

        var length = text.AsSpan(position).IndexOfAny('.', '[');
        var name = length < 0 ? text[position..] : text.Substring(position, length);
        position += name.Length;
        problem = name.Length == 0 ? "a name between dots is empty" : null;
        return new PathSegment(name, isFirst ? -1 : ToIndex(name));
    }

    private static PathSegment Bracketed(string text, ref int position, out string? problem)
    {
        problem = null;
        var start = position + 1;
        if (start < text.Length && text[start] is '"' or '\'')
        {
            var key = new StringBuilder();
            var quote = text[start];
            var i = start + 1;
            for (; i < text.Length && text[i] != quote; i++)
            {
                if (text[i] == '\\' && i + 1 < text.Length)
                {
                    i++;
                }

                key.Append(text[i]);
            }

            if (i + 1 >= text.Length || text[i + 1] != ']')
            {
                problem = "a quote or bracket is not closed";
                return default;
            }

            position = i + 2;
            return new PathSegment(key.ToString(), -1);
        }

        var end = text.IndexOf(']', start);
        if (end <= start)
        {
            problem = end < 0 ? "a bracket is not closed" : "a pair of brackets is empty";
            return default;
        }

        position = end + 1;
        return new PathSegment(text[start..end], ToIndex(text.AsSpan(start, end - start)));
    }

    /// <summary>A number may be an index or a property's name; which, the value decides.</summary>
    private static int ToIndex(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    private static void Append(StringBuilder text, PathSegment segment)
    {
        if (segment.IsIndex)
        {
            text.Append('[').Append(segment.Index).Append(']');
        }
        else if (segment.Name.Length > 0 && !segment.Name.AsSpan().ContainsAny(".[]\"'"))
        {
            text.Append('.').Append(segment.Name);
        }
        else
        {
            text.Append("[\"").Append(segment.Name.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"]");
        }
    }
}
