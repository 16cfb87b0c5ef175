using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Acornima;

namespace ConnectionsConsole.Tests.Compat.RegularExpressions;

/// <summary>Wherever a generated pattern can be converted, the .NET regex finds what Node finds: same match, same groups, same positions.</summary>
public class RegExpConverterOracleTests
{
    private const string Script = """
        const text = encoded => Buffer.from(encoded, "base64").toString("utf16le");
        const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
        process.stdout.write(cases.map(([pattern, flags, input]) => {
          const match = new RegExp(text(pattern), flags + "d").exec(text(input));
          return match && match.indices.map(range => range ? range.join("-") : "").join(" ");
        }).join("\n"));
        """;

    private static readonly string[] s_flags = ["", "i", "u", "iu", "v", "iv", "m", "ms", "y", "us"];

    [Fact]
    public void Adapt_GeneratedPatterns_MatchAsInNode() => AssertAgreement(seed: 11, count: 4_000);

    [Fact]
    [Trait("Suite", "Long")]
    public void Adapt_ManyGeneratedPatterns_MatchAsInNode() => AssertAgreement(seed: 12, count: 100_000);

    private static void AssertAgreement(int seed, int count)
    {
        var random = new Random(seed);
        var cases = new List<(string Pattern, string Flags, string Text, Regex Regex, int Groups)>(count);
        var refused = 0;
        while (cases.Count < count)
        {
            var flags = s_flags[random.Next(s_flags.Length)];
            var generator = new PatternGenerator(random, flags);
            var pattern = generator.NextForMatching();
            if (!RegExpSeam.Validate(pattern, flags, EcmaVersion.ES2024).Valid)
            {
                continue;
            }

            var result = RegExpSeam.Adapt(pattern, flags, EcmaVersion.ES2024);
            refused += result.Success ? 0 : 1;
            for (var i = 0; i < 3 && result.Success; i++)
            {
                cases.Add((pattern, flags, generator.NextText(), result.Regex!, result.ActualRegexGroupCount));
            }
        }

        var input = JsonSerializer.Serialize(cases.Select(c => new[] { NodeProcess.Encode(c.Pattern), c.Flags, NodeProcess.Encode(c.Text) }));
        var expected = NodeProcess.Run(Script, input).Split('\n');
        Assert.Equal(cases.Count, expected.Length);
        var report = new StringBuilder();
        var differences = 0;
        for (var i = 0; i < cases.Count; i++)
        {
            var (pattern, flags, text, regex, groups) = cases[i];
            var actual = Describe(regex.Match(text), groups, flags.Contains('y'));
            if (actual != expected[i] && !(flags.AsSpan().ContainsAny('u', 'v') && StartsWithinPair(text, expected[i])) && differences++ < 30)
            {
                report.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"/{NodeProcess.Show(pattern)}/{flags} on \"{NodeProcess.Show(text)}\" [{expected[i]}], here [{actual}]");
            }
        }

        Assert.True(differences == 0, $"{differences} matched differently by Node ({refused} patterns not converted):\n{report}");
        Assert.InRange(expected.Count(e => e.Length > 0), count / 5, count);
        Assert.InRange(refused, 0, count / 4);
    }

    // Node 20 tries /\B/u between the halves of a surrogate pair, where §22.2.7.2 has it step over whole code points.
    private static bool StartsWithinPair(string text, string match) =>
        int.TryParse(match.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
        && start > 0 && start < text.Length && char.IsSurrogatePair(text[start - 1], text[start]);

    private static string Describe(Match match, int groups, bool sticky) => match.Success && !(sticky && match.Index > 0)
        ? string.Join(' ', Enumerable.Range(0, groups).Select(g => match.Groups[g]).Select(g => g.Success ? $"{g.Index}-{g.Index + g.Length}" : ""))
        : "";
}
