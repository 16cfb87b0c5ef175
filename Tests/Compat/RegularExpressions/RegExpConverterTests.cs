using System.Text.RegularExpressions;
using Acornima;

namespace ConnectionsConsole.Tests.Compat.RegularExpressions;

/// <summary>Conversion of what Node 20 cannot be asked about, and what comes with the result.</summary>
public class RegExpConverterTests
{
    [Theory]
    [InlineData("(?i:a)b", "", "Ab", "0-2")]
    [InlineData("(?i:a)b", "", "AB", "")]
    [InlineData("(?-i:a)b", "i", "aB", "0-2")]
    [InlineData("(?-i:a)b", "i", "AB", "")]
    [InlineData("(?s:.).", "", "\n\n", "")]
    [InlineData("(?s-m:^.$)", "m", "a\n", "")]
    [InlineData("(?m:^)b(?m:$)", "", "a\nb\nc", "2-3")]
    [InlineData("(?i:\\w)\\w", "u", "\u017f\u017f", "")]
    [InlineData("(?i:\\w)a", "u", "\u017fa", "0-2")]
    [InlineData("(?i:(?-i:a)b)", "", "aB", "0-2")]
    public void Adapt_Modifiers_HoldWithinTheirGroup(string pattern, string flags, string text, string expected) =>
        Assert.Equal(expected, Describe(RegExpSeam.Adapt(pattern, flags), text));

    [Theory]
    [InlineData("(?:(?<x>a)|(?<x>b))\\k<x>", "aa", "0-2 0-1 ")]
    [InlineData("(?:(?<x>a)|(?<x>b))\\k<x>", "bb", "0-2  0-1")]
    [InlineData("(?:(?<x>a)|(?<x>b))\\k<x>", "ab", "")]
    [InlineData("(?:(?:(?<x>a)|(?<x>b))\\k<x>){2}", "aabb", "0-4  2-3")]
    [InlineData("(?:(?:(?<x>a)|(?<x>b)|c)\\k<x>){3}", "aabbc", "0-5  ")]
    [InlineData("(?:(?<x>a)|(?<y>b))\\k<x>", "b", "0-1  0-1")]
    public void Adapt_DuplicateNames_ReferToTheGroupThatTookPart(string pattern, string text, string expected) =>
        Assert.Equal(expected, Describe(RegExpSeam.Adapt(pattern, ""), text));

    [Theory]
    [InlineData("(?:(a)|b)*", "ab", "0-2 ")]
    [InlineData("(z)((a+)?(b+)?(c))*", "zaacbbbcac", "0-10 0-1 8-10 8-9  9-10")]
    [InlineData("(a*)*", "b", "0-0 ")]
    [InlineData("(?:|a)*", "a", "0-1")]
    [InlineData("(?:a+|){2}", "b", "0-0")]
    [InlineData("(?=(a+))a*b\\1", "baaabac", "3-6 3-4")]
    [InlineData("(.*?)a(?!(a+)b\\2c)\\2(.*)", "baaabaac", "0-8 0-2  3-8")]
    [InlineData("(?<=(\\d+)(\\d+))$", "1053", "4-4 0-1 1-4")]
    [InlineData("(?<=\\1(a))b", "aab", "2-3 1-2")]
    public void Adapt_GroupsAndQuantifiers_FollowTheSpecification(string pattern, string text, string expected) =>
        Assert.Equal(expected, Describe(RegExpSeam.Adapt(pattern, ""), text));

    [Theory]
    [InlineData("[[A-F]--a]", "aAbB", "2-3 3-4")]
    [InlineData("[^a--b]", "aAbB", "2-3 3-4")]
    [InlineData("[^a&&A]", "aAbB", "2-3 3-4")]
    [InlineData("[\\w&&[^k]]", "kK\u212a_", "3-4")]
    [InlineData("[\\w--K]", "kK\u212as", "3-4")]
    [InlineData("[\\p{Lu}&&[a-c]]", "aAdD", "0-1 1-2")]
    [InlineData("[\\P{Lu}&&[a-c]]", "aA", "")]
    [InlineData("[\\q{AB|c|DE}--\\q{ab}]", "abABdeC", "4-6 6-7")]
    [InlineData("[\\q{ab|a|abc|}]", "ABCx", "0-3 3-3 4-4")]
    public void Adapt_SetOperationsThatIgnoreCase_ActOnCaseFoldedSets(string pattern, string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', RegExpSeam.Adapt(pattern, "iv").Regex!.Matches(text).Select<Match, string>(m => $"{m.Index}-{m.Index + m.Length}")));

    [Fact]
    public void Adapt_NamedAndUnnamedGroups_AreNumberedFromLeftToRight()
    {
        var result = RegExpSeam.Adapt("(?<year>\\d)(x)(?<day>\\d)(?:a|)*", "");
        Assert.Equal(4, result.ActualRegexGroupCount);
        Assert.Equal([null, "year", null, "day"], Enumerable.Range(0, 4).Select(result.GetRegexGroupName));
        Assert.Equal("0-3 0-1 1-2 2-3", Describe(result, "1x2"));
    }

    [Fact]
    public void Adapt_WithOptions_PassesThemOn()
    {
        var regex = RegExpSeam.Adapt("a", "", compiled: true, matchTimeout: TimeSpan.FromSeconds(3)).Regex!;
        Assert.Equal((RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromSeconds(3)), (regex.Options, regex.MatchTimeout));
        Assert.Equal(Regex.InfiniteMatchTimeout, RegExpSeam.Adapt("a", "").Regex!.MatchTimeout);
    }

    [Theory]
    [InlineData("(a)\\1", "i")]
    [InlineData("\\p{Script=Greek}", "u")]
    [InlineData("\\p{RGI_Emoji}", "v")]
    public void Adapt_WhatDotNetCannotExpress_FailsAndSaysWhy(string pattern, string flags)
    {
        var result = RegExpSeam.Adapt(pattern, flags);
        Assert.False(result.Success);
        Assert.Null(result.Regex);
        Assert.Equal("RegExpConversionFailed", result.ConversionError!.Code);
        var thrown = Assert.Throws<ParseErrorException>(() => RegExpSeam.Adapt(pattern, flags, throwIfNotAdaptable: true));
        Assert.Equal(result.ConversionError.Description, thrown.Description);
    }

    [Fact]
    public void Adapt_InvalidPattern_Throws()
    {
        var thrown = Assert.Throws<SyntaxErrorException>(() => RegExpSeam.Adapt("a(b", ""));
        Assert.Equal(("UnterminatedGroup", 1), (thrown.Error.Code, thrown.Error.Index));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("(?:", ")+")]
    [InlineData("(?:a|", ")*")]
    [InlineData("(?<=", ")")]
    [InlineData("((?:b|)", ")+?")]
    public void Adapt_DeepNesting_EitherConvertsOrFails(string open, string close)
    {
        foreach (var depth in new[] { 20, 400 })
        {
            var pattern = string.Concat(Enumerable.Repeat(open, depth)) + "a" + string.Concat(Enumerable.Repeat(close, depth));
            var result = RegExpSeam.Adapt(pattern, "");
            Assert.NotEqual(result.Success, result.ConversionError is not null);
        }
    }

    [Fact]
    public void Adapt_OnAlmostNoStack_EitherConvertsOrFails()
    {
        Exception? thrown = null;
        var results = 0;
        foreach (var (open, close, flags) in new[] { ("(a", ")", ""), ("(?:a|", ")*", "u"), ("(?=a", ")", ""), ("[a", "]", "v"), ("[^a--", "]", "vi") })
        {
            var pattern = string.Concat(Enumerable.Repeat(open, 950)) + "a" + string.Concat(Enumerable.Repeat(close, 950));
            var thread = new Thread(
                () =>
                {
                    try
                    {
                        results += RegExpSeam.Adapt(pattern, flags) is { Success: false, ConversionError: null } ? 0 : 1;
                    }
                    catch (SyntaxErrorException e) when (e.Error.Code == "RegExpNestingTooDeep")
                    {
                        results++;
                    }
                    catch (Exception e)
                    {
                        thrown = e;
                    }
                },
                maxStackSize: 192 * 1024);
            thread.Start();
            thread.Join();
        }

        Assert.Null(thrown);
        Assert.Equal(5, results);
    }

    [Fact]
    public void Adapt_VeryLongPattern_FailsAndSaysWhy()
    {
        var result = RegExpSeam.Adapt(string.Concat(Enumerable.Repeat("[\\p{L}]", 100_000)), "u");
        Assert.Contains("too long", result.ConversionError!.Description, StringComparison.Ordinal);
    }

    private static string Describe(RegExpParseResult result, string text)
    {
        var match = result.Regex!.Match(text);
        return match.Success
            ? string.Join(
                ' ',
                Enumerable.Range(0, result.ActualRegexGroupCount).Select(g => match.Groups[g]).Select(g => g.Success ? $"{g.Index}-{g.Index + g.Length}" : ""))
            : "";
    }
}
