using System.Globalization;
using System.Text;
using System.Text.Json;
using Jint;

namespace ConnectionsConsole.Tests.Compat.RegularExpressions;

/// <summary>
/// Scripts that use regular expressions give the same in Jint as in Node. Jint takes the converted .NET regex for most patterns without Unicode
/// flags, and an engine of its own for the rest.
/// </summary>
public class RegExpInJintOracleTests
{
    private const string Function = """
        (function (pattern, flags, text) {
          try {
            const regex = new RegExp(pattern, flags);
            const rewound = () => { regex.lastIndex = 0; return regex; };
            const describe = match => match && [match.index, ...match, match.groups ? Object.entries(match.groups) : 0];
            const result = [describe(regex.exec(text)), regex.lastIndex, text.match(rewound())];
            result.push(text.replace(rewound(), (...parts) => "<" + parts.filter(part => typeof part !== "object").join("~") + ">"));
            result.push(text.replace(rewound(), "[$1$&]"), text.split(rewound()), text.search(rewound()));
            if (flags.includes("g")) result.push([...text.matchAll(rewound())].map(describe));
            return JSON.stringify(result);
          } catch (e) {
            return e.name;
          }
        })
        """;

    private const string Script = $"""
        const text = encoded => Buffer.from(encoded, "base64").toString("utf16le");
        const run = {Function};
        const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
        process.stdout.write(cases.map(([pattern, flags, input]) => run(text(pattern), flags, text(input))).join("\n"));
        """;

    private static readonly string[] s_flags = ["", "i", "m", "ms", "g", "gi", "y", "gy", "u", "giu", "v"];

    [Fact]
    public void Run_GeneratedPatterns_GiveTheSameInJintAndNode() => AssertAgreement(seed: 21, count: 2_000);

    [Fact]
    [Trait("Suite", "Long")]
    public void Run_ManyGeneratedPatterns_GiveTheSameInJintAndNode() => AssertAgreement(seed: 22, count: 50_000);

    private static void AssertAgreement(int seed, int count)
    {
        var random = new Random(seed);
        var cases = new List<(string Pattern, string Flags, string Text)>(count);
        while (cases.Count < count)
        {
            var flags = s_flags[random.Next(s_flags.Length)];
            var generator = new PatternGenerator(random, flags);
            var (pattern, text) = (generator.NextForMatching(), generator.NextText());

            // Node 20 matches /\B/u between the halves of a surrogate pair, where §22.2.7.2 steps over whole code points. And Jint 4.18's own
            // engine does not count the groups that follow an empty class, so that /\1[](a)/u is a syntax error there.
            var comparable = (!flags.AsSpan().ContainsAny('u', 'v') || !text.Any(char.IsSurrogate)) && !pattern.Contains("[]", StringComparison.Ordinal);
            if (comparable)
            {
                cases.Add((pattern, flags, text));
            }
        }

        var input = JsonSerializer.Serialize(cases.Select(c => new[] { NodeProcess.Encode(c.Pattern), c.Flags, NodeProcess.Encode(c.Text) }));
        var expected = NodeProcess.Run(Script, input).Split('\n');
        using var engine = new Engine();
        var function = engine.Evaluate(Function);
        var report = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var (pattern, flags, text) = cases[i];
            var actual = engine.Invoke(function, pattern, flags, text).ToString();
            if (actual != expected[i])
            {
                report.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"/{NodeProcess.Show(pattern)}/{flags} on \"{NodeProcess.Show(text)}\": {expected[i]}, here {actual}");
            }
        }

        Assert.True(report.Length == 0, $"Different from Node:\n{report}");
        Assert.InRange(expected.Count(e => e.StartsWith("[[", StringComparison.Ordinal)), count / 4, count);
    }
}
