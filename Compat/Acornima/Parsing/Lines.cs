namespace Acornima.Parsing;

/// <summary>Finds lines from offsets, by counting; for errors and slices, not for every token.</summary>
internal static class Lines
{
    /// <summary>The 1-based line that an offset is on, and the offset where that line starts.</summary>
    public static (int Line, int LineStart) Find(string source, int index)
    {
        var line = 1;
        var lineStart = 0;
        while (true)
        {
            var offset = source.AsSpan(lineStart, index - lineStart).IndexOfAny("\n\r\u2028\u2029");
            if (offset < 0)
            {
                return (line, lineStart);
            }

            var next = lineStart + offset + 1;
            if (source[next - 1] == '\r' && next < source.Length && source[next] == '\n')
            {
                next++;
            }

            if (next > index)
            {
                return (line, lineStart);
            }

            line++;
            lineStart = next;
        }
    }
}
