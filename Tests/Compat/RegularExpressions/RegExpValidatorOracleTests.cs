using System.Globalization;
using System.Text;
using System.Text.Json;
using Acornima;

namespace ConnectionsConsole.Tests.Compat.RegularExpressions;

/// <summary>The validator and Node judge generated patterns the same. Node 20 knows the language as of ES2024, so that is what is asked for.</summary>
public class RegExpValidatorOracleTests
{
    private const string Script = """
        const text = encoded => Buffer.from(encoded, "base64").toString("utf16le");
        const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
        process.stdout.write(cases.map(([pattern, flags]) => {
          try { new RegExp(text(pattern), flags); return "1"; } catch (e) { return "0"; }
        }).join(""));
        """;

    private static readonly string[] s_flags = ["", "i", "u", "iu", "v", "vi", "", "u", "v", "gimsuy", "d", "uv", "gg", "x"];

    [Fact]
    public void Validate_GeneratedPatterns_AgreesWithNode() => AssertAgreement(seed: 20250601, count: 5_000);

    [Fact]
    [Trait("Suite", "Long")]
    public void Validate_ManyGeneratedPatterns_AgreesWithNode() => AssertAgreement(seed: 7, count: 200_000);

    private static void AssertAgreement(int seed, int count)
    {
        var random = new Random(seed);
        var cases = new List<(string Pattern, string Flags)>(count);
        while (cases.Count < count)
        {
            var flags = s_flags[random.Next(s_flags.Length)];
            cases.Add((new PatternGenerator(random, flags).Next(), flags));
        }

        var verdicts = NodeProcess.Run(Script, JsonSerializer.Serialize(cases.Select(c => new[] { NodeProcess.Encode(c.Pattern), c.Flags })));
        Assert.Equal(count, verdicts.Length);
        var report = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var ours = RegExpSeam.Validate(cases[i].Pattern, cases[i].Flags, EcmaVersion.ES2024);
            if (ours.Valid != (verdicts[i] == '1'))
            {
                report.AppendLine(CultureInfo.InvariantCulture, $"/{NodeProcess.Show(cases[i].Pattern)}/{cases[i].Flags} here: {ours.Code ?? "valid"}");
            }
        }

        Assert.True(report.Length == 0, $"Judged differently by Node:\n{report}");
        Assert.InRange(verdicts.Count(v => v == '1'), count / 5, count * 4 / 5);
    }
}
