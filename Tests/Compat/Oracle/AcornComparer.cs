using System.Diagnostics;
using Acornima;
using Acornima.Ast;

namespace ConnectionsConsole.Tests.Compat.Oracle;

/// <summary>Compares trees with acorn's, node by node, positions included. acorn's lines stream in while ours are written.</summary>
internal static class AcornComparer
{
    /// <summary>Compares each file; the number of nodes compared. Files of acorn's that are no programs must be refused here too.</summary>
    public static int Compare(IReadOnlyList<string> files)
    {
        using var node = OracleTools.StartNode("acorn-lines.mjs", [OracleTools.Folder, .. files]);
        var expected = new LineReader(node.StandardOutput);
        foreach (var file in files)
        {
            CompareFile(file, expected);
        }

        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return expected.Count;
    }

    private static void CompareFile(string file, LineReader expected)
    {
        Assert.Equal($"file {file}", expected.Next());
        var source = File.ReadAllText(file);
        Program? program = null;
        SyntaxErrorException? error = null;
        try
        {
            program = Parse(file, source);
        }
        catch (SyntaxErrorException refused)
        {
            error = refused;
        }

        if (expected.Peek().StartsWith("error ", StringComparison.Ordinal))
        {
            Assert.True(error is not null, $"{file}: acorn refuses it ({expected.Peek()}), the parser accepts it:\n{Excerpt(source, 0)}");
            expected.Next();
            return;
        }

        Assert.True(error is null, $"{file}: acorn accepts it, the parser says: {error?.Message}\n{Excerpt(source, error?.Index ?? 0)}");
        new EsTreeLines(line => Check(line, expected.Next(), file)).Write(program!);
    }

    public static Program Parse(string file, string source) =>
        file.EndsWith(".mjs", StringComparison.Ordinal) || file.EndsWith(".module.js", StringComparison.Ordinal)
            ? new Parser().ParseModule(source)
            : new Parser().ParseScript(source);

    private static void Check(string actual, string expected, string file)
    {
        if (actual != expected)
        {
            Assert.Fail($"{file}:\nacorn: {expected}\nhere:  {actual}");
        }
    }

    private static string Excerpt(string source, int index)
    {
        var start = Math.Max(0, index - 60);
        return source.Substring(start, Math.Min(160, source.Length - start));
    }

    private sealed class LineReader(StreamReader reader)
    {
        private string? _peeked;

        public int Count { get; private set; }

        public string Peek() => _peeked ??= reader.ReadLine() ?? throw new UnreachableException("acorn's output ended too early.");

        public string Next()
        {
            var line = Peek();
            _peeked = null;
            Count++;
            return line;
        }
    }
}
