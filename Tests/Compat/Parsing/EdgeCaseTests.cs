using Acornima;
using ConnectionsConsole.Tests.Compat.Oracle;

namespace ConnectionsConsole.Tests.Compat.Parsing;

/// <summary>Early errors, semicolons, escapes, cover grammars and other corners of the language, each in a line.</summary>
public class EdgeCaseTests
{
    [Fact]
    public void EdgeCases_ParseOrAreRefused()
    {
        var cases = File.ReadAllLines(Path.Combine(OracleTools.Folder, "..", "Compat", "Parsing", "edge-cases.txt")).Where(line => line[0] != '#').ToList();
        Assert.True(cases.Count > 480, $"Only {cases.Count} cases were read.");

        Assert.All(cases, line =>
        {
            var error = Record.Exception(() => new Parser().ParseScript(line[2..].Replace("\\n", "\n", StringComparison.Ordinal)));
            Assert.True(line[0] == '+' ? error is null : error is SyntaxErrorException, $"{line}\n{error}");
        });
    }
}
