using System.Text.RegularExpressions;
using Acornima;
using ConnectionsConsole.Tests.Compat.Oracle;

namespace ConnectionsConsole.Tests.Compat.Fuzzing;

/// <summary>Programs that are nearly right parse or raise a syntax error, nothing else; and acorn thinks the same of them.</summary>
public partial class MutatedProgramTests
{
    [Theory]
    [InlineData(1, 8_000)]
    public void MutatedProgram_ParsesOrIsASyntaxError(int seed, int count)
    {
        var mutator = new ProgramMutator(seed, Seeds());
        for (var index = 0; index < count; index++)
        {
            var program = mutator.Next();
            var error = Record.Exception(() => AcornComparer.Parse(index % 10 == 0 ? ".mjs" : ".js", program));
            Assert.True(error is null or SyntaxErrorException, $"{program}\n{error}");
            Assert.True(error is not SyntaxErrorException refused || IsInside(refused, program), $"{program}\n{error}");
        }
    }

    [Theory]
    [Trait("Suite", "Long")]
    [InlineData(2, 20_000)]
    [InlineData(3, 20_000)]
    public void MutatedProgram_ParsesAsInAcorn(int seed, int count)
    {
        var folder = Directory.CreateTempSubdirectory("parser-mutants-");
        try
        {
            var mutator = new ProgramMutator(seed, Seeds());
            var files = new List<string>();
            for (var index = 0; index < count; index++)
            {
                var program = mutator.Next();
                if (!AcornIsKnownToDiffer().IsMatch(program))
                {
                    var file = Path.Combine(folder.FullName, $"{index}{(index % 10 == 0 ? ".mjs" : ".js")}");
                    File.WriteAllText(file, program);
                    files.Add(file);
                }
            }

            Assert.All(files.Chunk(2000), chunk => AcornComparer.Compare(chunk));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsInside(SyntaxErrorException error, string program) =>
        error.Index >= 0 && error.Index <= program.Length && error.LineNumber >= 1 && error.Column >= 0;

    private static List<string> Seeds()
    {
        string[] kinds = ["pass", "early", "fail"];
        return
        [
            .. kinds.SelectMany(kind => Directory.GetFiles(OracleTools.Package($"test262-parser-tests/{kind}"), "*.js").Order(StringComparer.Ordinal))
                .Select(File.ReadAllText).Where(text => text.Length < 400),
            .. File.ReadAllLines(Path.Combine(OracleTools.Folder, "..", "Compat", "Programs", "programs.txt")).Where(line => !line.StartsWith('#')),
            .. File.ReadAllLines(Path.Combine(OracleTools.Folder, "..", "Compat", "Fuzzing", "seeds.txt")).Where(line => !line.StartsWith('#')),
        ];
    }

    /// <summary>
    /// acorn binds eval and arguments as names of class expressions, takes functions in static blocks for lexical declarations, has
    /// using declarations without an option, reads regular expressions with rules of its own, and knows letters of a later Unicode version.
    /// </summary>
    [GeneratedRegex("""class\s+(eval|arguments)|static\s*\{|using|/|\p{Cs}""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AcornIsKnownToDiffer();
}
