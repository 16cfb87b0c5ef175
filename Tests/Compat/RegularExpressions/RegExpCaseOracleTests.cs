using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConnectionsConsole.Tests.Compat.RegularExpressions;

/// <summary>Case-insensitively, every letter matches the same letters here and in Node, with and without the <c>u</c> flag.</summary>
public class RegExpCaseOracleTests
{
    private const string Script = """
        const [characters] = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const all = characters.join("");
        const find = (character, flags) => [...all.matchAll(new RegExp(character, flags))].map(match => match.index).join(" ");
        process.stdout.write(characters.flatMap(c => [find(c, "gi"), find(c, "giu")]).join("\n"));
        """;

    // The blocks with letters that have case, without those to which Unicode 16 and 17 added some: Node may be built with older data.
    private static readonly (int From, int To)[] s_blocks =
    [
        (0x41, 0x5A), (0x61, 0x7A), (0xAA, 0x587), (0x10A0, 0x10FF), (0x13A0, 0x13FD), (0x1C80, 0x1C88), (0x1C90, 0x1CBF), (0x1D79, 0x1D8E), (0x1E00, 0x1FFF),
        (0x2126, 0x2132), (0x214E, 0x214E), (0x2160, 0x2188), (0x24B6, 0x24E9), (0x2C00, 0x2D2D), (0xA640, 0xA69B), (0xA722, 0xA7BF), (0xAB53, 0xABBF),
        (0xFB00, 0xFB17), (0xFF21, 0xFF5A), (0x10400, 0x1044F),
    ];

    [Fact]
    public void Adapt_IgnoringCase_TakesTheSameLettersForEqualAsNode()
    {
        var characters = s_blocks.SelectMany(b => Enumerable.Range(b.From, b.To - b.From + 1)).Select(char.ConvertFromUtf32).ToArray();
        var all = string.Concat(characters);
        var expected = NodeProcess.Run(Script, JsonSerializer.Serialize(new[] { characters })).Split('\n');
        Assert.Equal(characters.Length * 2, expected.Length);
        var report = new StringBuilder();
        for (var i = 0; i < expected.Length; i++)
        {
            var (character, flags) = (characters[i / 2], i % 2 == 0 ? "i" : "iu");
            var actual = string.Join(' ', RegExpSeam.Adapt(character, flags).Regex!.Matches(all).Select<Match, int>(m => m.Index));
            if (actual != expected[i])
            {
                report.AppendLine($"/{NodeProcess.Show(character)}/{flags}: {expected[i]}, here {actual}");
            }
        }

        Assert.True(report.Length == 0, $"Matched differently by Node:\n{report}");
    }
}
