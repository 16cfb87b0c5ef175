namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>A place in a document (§7.1.2): line and column count from 1, columns in UTF-16 code units.</summary>
internal readonly record struct SourceLocation(int Line, int Column);

/// <summary>The text of a document. Nodes keep an offset only; lines are counted when an error needs them.</summary>
internal sealed class SourceText(string text)
{
    public string Text { get; } = text;

    /// <summary>Line terminators are those of §2.1.2: line feed, carriage return, or both together.</summary>
    public SourceLocation Locate(int offset)
    {
        var (line, lineStart) = (1, 0);
        for (var i = 0; i < offset && i < Text.Length; i++)
        {
            if (Text[i] == '\n' || (Text[i] == '\r' && (i + 1 >= Text.Length || Text[i + 1] != '\n')))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new SourceLocation(line, offset - lineStart + 1);
    }
}
