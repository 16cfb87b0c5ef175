namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>The meaning of block strings: BlockStringValue() of §2.9.4.</summary>
internal static class BlockStrings
{
    /// <summary>Takes off the indentation that all lines but the first share, and blank lines at both ends.</summary>
    public static string Dedent(string raw)
    {
        // Only the line ends of §2.1.2: the framework's own replacement knows more of them.
        var lines = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var common = int.MaxValue;
        foreach (var line in lines.Skip(1))
        {
            var indent = Indentation(line);
            if (indent < line.Length)
            {
                common = Math.Min(common, indent);
            }
        }

        for (var i = 1; i < lines.Length && common is > 0 and < int.MaxValue; i++)
        {
            lines[i] = lines[i].Length >= common ? lines[i][common..] : "";
        }

        var first = Array.FindIndex(lines, l => !IsBlank(l));
        return first < 0 ? "" : string.Join('\n', lines[first..(Array.FindLastIndex(lines, l => !IsBlank(l)) + 1)]);
    }

    private static int Indentation(string line)
    {
        var i = 0;
        while (i < line.Length && line[i] is (' ' or '\t'))
        {
            i++;
        }

        return i;
    }

    private static bool IsBlank(string line) => Indentation(line) == line.Length;
}
