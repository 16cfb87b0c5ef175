using ConnectionsConsole.Tests.Compat.Oracle;
using Xunit.Sdk;

namespace ConnectionsConsole.Tests.Compat.Fuzzing;

/// <summary>Programs written by the grammar give acorn's tree, or are refused by both. One that does not is made small before it is shown.</summary>
[Trait("Suite", "Long")]
public sealed class GeneratedProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parser-programs-");

    [Theory]
    [InlineData(11, 10_000)]
    [InlineData(12, 10_000)]
    public void GeneratedProgram_ParsesAsInAcorn(int seed, int count)
    {
        var generator = new ProgramGenerator(seed);
        var programs = Enumerable.Range(0, count).Select(_ => generator.Next()).Where(program => !program.Exists(IsKnownToDiffer)).ToList();

        foreach (var chunk in programs.Chunk(2000))
        {
            if (FindDifference(chunk) is not null)
            {
                var culprit = Shrink(chunk.First(program => FindDifference([program]) is not null));
                Assert.Fail($"{string.Join('\n', culprit)}\n\n{FindDifference([culprit])}");
            }
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>acorn lets class expressions be named eval.</summary>
    private static bool IsKnownToDiffer(string statement) => statement.Contains("class eval", StringComparison.Ordinal);

    private string? FindDifference(IReadOnlyList<List<string>> programs)
    {
        var files = programs.Select((program, index) =>
        {
            var file = Path.Combine(_folder.FullName, $"{index}.js");
            File.WriteAllText(file, string.Join('\n', program));
            return file;
        }).ToList();
        try
        {
            AcornComparer.Compare(files);
            return null;
        }
        catch (XunitException difference)
        {
            return difference.Message;
        }
    }

    /// <summary>Leaves out whole statements, then stretches of characters, as long as the rest still differs.</summary>
    private List<string> Shrink(List<string> program)
    {
        var smaller = program.ToList();
        for (var index = smaller.Count - 1; index >= 0; index--)
        {
            var without = smaller.Where((_, other) => other != index).ToList();
            smaller = FindDifference([without]) is not null ? without : smaller;
        }

        var text = string.Join('\n', smaller);
        for (var length = text.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= text.Length;)
            {
                var without = text.Remove(start, length);
                if (FindDifference([[without]]) is not null)
                {
                    text = without;
                }
                else
                {
                    start += length;
                }
            }
        }

        return [text];
    }
}
