using System.Text.RegularExpressions;
using Acornima;

namespace ConnectionsConsole.Tests.Compat.Oracle;

/// <summary>The parser tests of test262: what must parse, what must not, and pairs that must give the same tree.</summary>
public partial class Test262ParserTests
{
    /// <summary>Refused by the tests, which are of 2017; allowed by the language since.</summary>
    private static readonly Dictionary<string, string> s_allowedSince = new(StringComparer.Ordinal)
    {
        ["fail/0d5e450f1da8a92a.js"] = "\\8 and \\9 in sloppy strings (ES2021, B.1.2)",
        ["fail/748656edbfb2d0bb.js"] = "\\8 and \\9 in sloppy strings (ES2021, B.1.2)",
        ["fail/79f882da06f88c9f.js"] = "\\8 and \\9 in sloppy strings (ES2021, B.1.2)",
        ["fail/92b6af54adef3624.js"] = "\\8 and \\9 in sloppy strings (ES2021, B.1.2)",
        ["fail/647e21f8f157c338.js"] = "LINE SEPARATOR in strings (ES2019, 12.9.4)",
        ["fail/8af69d8f15295ed2.js"] = "PARAGRAPH SEPARATOR in strings (ES2019, 12.9.4)",
        ["fail/98204d734f8c72b3.js"] = "class fields (ES2022, 15.7)",
        ["fail/ef81b93cf9bdb4ec.js"] = "class fields (ES2022, 15.7)",
        ["fail/e3fbcf63d7e43ead.js"] = "initializer in a sloppy for-in head (ES2017, B.3.5)",
        ["early/0f5f47108da5c34e.js"] = "for-of over a var that redeclares the catch parameter (ES2020, B.3.4)",
        ["early/12a74c60f52a60de.js"] = "functions of one name in a sloppy block (ES2018, B.3.2.4)",
        ["early/1aff49273f3e3a98.js"] = "functions of one name in a sloppy block (ES2018, B.3.2.4)",
        ["early/be7329119eaa3d47.js"] = "functions of one name in a sloppy block (ES2018, B.3.2.4)",
        ["early/ec31fa5e521c5df4.js"] = "functions of one name in a sloppy block (ES2018, B.3.2.4)",
    };

    /// <summary>The explicit form of these is another program.</summary>
    private static readonly HashSet<string> s_pairsThatDiffer = new(StringComparer.Ordinal)
    {
        // Key written as Infinity, as a number without quotes, or as 0 for '0x20'.
        "06f7278423cef571.js",
        "1450a897a4ba83a7.js",
        "7b72d7b43bedc895.js",
        "b62c6dd890bef675.js",
        "c1319833fc139cf8.js",

        // One argument made of commas became two arguments.
        "589dc8ad3b9aa28f.js",
        "87a9b0d1d80812cc.js",
    };

    [Fact]
    public void ProgramsThatPass_ParseToTheSameTreeAsTheirExplicitForm()
    {
        var files = FilesOf("pass");
        Assert.Equal(1981, files.Count);
        Assert.All(files, file =>
        {
            var explicitForm = file.Replace("/pass/", "/pass-explicit/", StringComparison.Ordinal);
            var areEqual = LinesOf(explicitForm).SequenceEqual(LinesOf(file));
            Assert.True(
                areEqual != s_pairsThatDiffer.Contains(Path.GetFileName(file)),
                $"{Path.GetFileName(file)}:\n{File.ReadAllText(file)}\n{File.ReadAllText(explicitForm)}");
        });
    }

    [Theory]
    [InlineData("fail", 731)]
    [InlineData("early", 668)]
    public void ProgramsThatFail_AreRefused(string kind, int count)
    {
        var files = FilesOf(kind);
        Assert.Equal(count, files.Count);
        Assert.All(files, file =>
        {
            var name = $"{kind}/{Path.GetFileName(file)}";
            var error = Record.Exception(() => AcornComparer.Parse(file, File.ReadAllText(file)));
            Assert.True(
                s_allowedSince.ContainsKey(name) ? error is null : error is SyntaxErrorException,
                $"{name}: {error?.ToString() ?? "parsed"}\n{File.ReadAllText(file)}");
        });
    }

    private static List<string> FilesOf(string kind) =>
        [.. Directory.GetFiles(OracleTools.Package($"test262-parser-tests/{kind}"), "*.js").Order(StringComparer.Ordinal)];

    /// <summary>
    /// The tree without places and spellings. In some pairs the two forms use different names and numbers for the same things, so names
    /// and numbers are numbered in the order in which they first occur.
    /// </summary>
    private static List<string> LinesOf(string file)
    {
        var lines = new List<string>();
        var numbering = new Dictionary<string, string>(StringComparer.Ordinal);
        new EsTreeLines(line => lines.Add(NameOrNumber().Replace(line, match => Renumber(match.Value))), withPlaces: false)
            .Write(AcornComparer.Parse(file, File.ReadAllText(file)));
        return lines;

        string Renumber(string value)
        {
            if (!numbering.TryGetValue(value, out var number))
            {
                number = $"{value[..value.IndexOf('=', StringComparison.Ordinal)]}={numbering.Count}";
                numbering.Add(value, number);
            }

            return number;
        }
    }

    [GeneratedRegex("(?<= )(name=\"[^\"]*\"|number=[0-9a-f]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameOrNumber();
}
