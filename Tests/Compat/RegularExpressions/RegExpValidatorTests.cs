using System.Globalization;
using Acornima;

namespace ConnectionsConsole.Tests.Compat.RegularExpressions;

/// <summary>
/// Single patterns, each with what is wrong and where; and what Node 20 cannot be asked about, since its edition of the language is older:
/// modifiers and duplicate names, from the text of ECMAScript 2025.
/// </summary>
public class RegExpValidatorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a|b|")]
    [InlineData("()(?:)(?=)(?!)(?<=)(?<!)")]
    [InlineData("(?=a)*(?!a){2}")]
    [InlineData("a{2}b{2,}c{2,3}d*?e+?f??g{0,1}?")]
    [InlineData("{")]
    [InlineData("{a}x{,2}x{1,2")]
    [InlineData("]}")]
    [InlineData("\\1(a)\\2\\10")]
    [InlineData("\\8\\9\\08\\377\\400")]
    [InlineData("\\c\\c1[\\c\\c_\\c1]")]
    [InlineData("\\a\\_\\-\\u\\u{1}\\x\\xg\\p{L}\\k\\k<a>")]
    [InlineData("[]-a][^]")]
    [InlineData("[\\d-z][a-\\w][--a]")]
    [InlineData("(?<a>.)\\k<a>")]
    [InlineData("\\k<a>(?<a>.)")]
    [InlineData("(?<\\u0061\\u{62}>.)\\k<ab>")]
    [InlineData("(?<𝒜\\ud835\\udc9c$_>.)")]
    [InlineData("\ud83d[\ud83d]")]
    [InlineData("a{99999999999999999999999}")]
    public void Validate_AnnexBPattern_IsAccepted(string pattern) => Assert.True(RegExpSeam.Validate(pattern, "").Valid);

    [Theory]
    [InlineData("(", "UnterminatedGroup", 0)]
    [InlineData("a(b(?:c)", "UnterminatedGroup", 1)]
    [InlineData("a)", "UnmatchedParenthesis", 1)]
    [InlineData("(?", "InvalidGroup", 0)]
    [InlineData("a(?#b)", "InvalidGroup", 1)]
    [InlineData("(?<", "InvalidCaptureGroupName", 3)]
    [InlineData("(?<1>a)", "InvalidCaptureGroupName", 3)]
    [InlineData("(?<>a)", "InvalidCaptureGroupName", 3)]
    [InlineData("(?<a-b>a)", "InvalidCaptureGroupName", 4)]
    [InlineData("(?<a\\x62>a)", "InvalidCaptureGroupName", 4)]
    [InlineData("(?<a\ud835>a)", "InvalidCaptureGroupName", 4)]
    [InlineData("(?<a>.)(?<a>.)", "DuplicateCaptureGroupName", 10)]
    [InlineData("(?<a>.)\\k", "InvalidNamedReference", 7)]
    [InlineData("(?<a>.)\\k<", "InvalidNamedReference", 10)]
    [InlineData("(?<a>.)\\k<b>", "InvalidNamedCaptureReference", 7)]
    [InlineData("(?<a>.)[\\k]", "InvalidEscape", 8)]
    [InlineData("*", "NothingToRepeat", 0)]
    [InlineData("a|?", "NothingToRepeat", 2)]
    [InlineData("a**", "NothingToRepeat", 2)]
    [InlineData("{1}", "NothingToRepeat", 0)]
    [InlineData("^*", "NothingToRepeat", 1)]
    [InlineData("\\b{1,}", "NothingToRepeat", 2)]
    [InlineData("(?<=a)*", "NothingToRepeat", 6)]
    [InlineData("a{2,1}", "QuantifierOutOfOrder", 1)]
    [InlineData("a{99999999999999999999999,99999999999999999999998}", "QuantifierOutOfOrder", 1)]
    [InlineData("a\\", "EscapeAtEndOfPattern", 1)]
    [InlineData("a[b", "UnterminatedCharacterClass", 1)]
    [InlineData("[\\", "EscapeAtEndOfPattern", 1)]
    [InlineData("[ab-a]", "RangeOutOfOrder", 2)]
    [InlineData("[😀-😁]", "RangeOutOfOrder", 2)]
    public void Validate_InvalidAnnexBPattern_IsRefusedWhereItIsWrong(string pattern, string code, int index) => AssertRefused(pattern, "", code, index);

    [Theory]
    [InlineData("\\u{10FFFF}\\u{000041}\\ud83d\\ude00\\ud83d")]
    [InlineData("\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/")]
    [InlineData("[\\-\\b\\0]\\0\\cA")]
    [InlineData("[😀-😁]")]
    [InlineData("(a)\\1\\k<b>(?<b>c)")]
    [InlineData("\\p{L}\\P{Lu}\\p{gc=Lu}\\p{General_Category=Uppercase_Letter}\\p{sc=Grek}\\p{Script_Extensions=Greek}")]
    [InlineData("\\p{punct}\\p{ID_Start}\\p{space}\\p{Any}")]
    [InlineData("\\p{Script=Sidetic}\\p{scx=Berf}\\p{sc=Zzzz}\\p{sc=Qaai}")]
    public void Validate_UnicodePattern_IsAccepted(string pattern)
    {
        Assert.True(RegExpSeam.Validate(pattern, "u").Valid);
        Assert.True(RegExpSeam.Validate(pattern, "v").Valid);
    }

    [Theory]
    [InlineData("a{", "IncompleteQuantifier", 1)]
    [InlineData("{", "LoneQuantifierBrackets", 0)]
    [InlineData("a}", "LoneQuantifierBrackets", 1)]
    [InlineData("a]", "LoneQuantifierBrackets", 1)]
    [InlineData("{1}", "NothingToRepeat", 0)]
    [InlineData("(?=a)*", "NothingToRepeat", 5)]
    [InlineData("(a)\\2", "InvalidBackreference", 3)]
    [InlineData("\\k<a>", "InvalidNamedCaptureReference", 0)]
    [InlineData("\\00", "InvalidDecimalEscape", 0)]
    [InlineData("[\\1]", "InvalidDecimalEscape", 1)]
    [InlineData("\\-", "InvalidEscape", 0)]
    [InlineData("\\a", "InvalidEscape", 0)]
    [InlineData("[\\B]", "InvalidEscape", 1)]
    [InlineData("\\c1", "InvalidControlEscape", 0)]
    [InlineData("\\x4", "InvalidHexEscape", 0)]
    [InlineData("\\x4\0", "InvalidHexEscape", 0)]
    [InlineData("\\u004", "InvalidUnicodeEscape", 0)]
    [InlineData("\\u{}", "InvalidUnicodeEscape", 0)]
    [InlineData("\\u{110000}", "InvalidUnicodeEscape", 0)]
    [InlineData("\\u{41", "InvalidUnicodeEscape", 0)]
    [InlineData("\\p", "InvalidPropertyName", 0)]
    [InlineData("\\p{", "InvalidPropertyName", 0)]
    [InlineData("\\p{}", "InvalidPropertyName", 0)]
    [InlineData("\\p{lu}", "InvalidPropertyName", 0)]
    [InlineData("\\p{Script}", "InvalidPropertyName", 0)]
    [InlineData("\\p{Script=}", "InvalidPropertyName", 0)]
    [InlineData("\\p{sc=Lu}", "InvalidPropertyName", 0)]
    [InlineData("\\p{ASCII=Yes}", "InvalidPropertyName", 0)]
    [InlineData("\\p{Greek}", "InvalidPropertyName", 0)]
    [InlineData("[\\p{Hyphen}]", "InvalidPropertyName", 1)]
    public void Validate_InvalidUnicodePattern_IsRefusedWhereItIsWrong(string pattern, string code, int index)
    {
        AssertRefused(pattern, "u", code, index);
        AssertRefused(pattern, "v", code, index);
    }

    [Theory]
    [InlineData("[\\d-z]", "InvalidCharacterClass", 1)]
    [InlineData("[a-\\d]", "InvalidCharacterClass", 1)]
    [InlineData("\\p{RGI_Emoji}", "InvalidPropertyName", 0)]
    [InlineData("[\\q{a}]", "InvalidEscape", 1)]
    public void Validate_PatternWithoutUnicodeSets_IsRefusedWhereItIsWrong(string pattern, string code, int index) => AssertRefused(pattern, "u", code, index);

    [Theory]
    [InlineData("[[a-z]--[aeiou]--b]")]
    [InlineData("[\\w&&\\d&&[^0]]")]
    [InlineData("[a[b]c-d\\d\\q{e|fg|}]")]
    [InlineData("[\\&\\-\\!\\#\\%\\,\\:\\;\\<\\=\\>\\@\\`\\~\\(\\)\\/]")]
    [InlineData("[&!#$%*+,.:;<=>?@^`~ab]")]
    [InlineData("[^^a]")]
    [InlineData("\\p{RGI_Emoji}[\\p{Basic_Emoji}--\\q{x}]")]
    [InlineData("[^\\q{a|b}]")]
    [InlineData("[^\\q{ab}&&a]")]
    [InlineData("[^a--\\q{ab}]")]
    [InlineData("[]")]
    public void Validate_UnicodeSetsPattern_IsAccepted(string pattern) => Assert.True(RegExpSeam.Validate(pattern, "v").Valid);

    [Theory]
    [InlineData("[(]", "InvalidClassSetCharacter", 1)]
    [InlineData("[a-]", "InvalidClassSetCharacter", 3)]
    [InlineData("[a-b-c]", "InvalidClassSetCharacter", 4)]
    [InlineData("[\\d-z]", "InvalidClassSetCharacter", 3)]
    [InlineData("[a-\\d]", "InvalidCharacterClass", 1)]
    [InlineData("[b-a]", "RangeOutOfOrder", 1)]
    [InlineData("[a&&&b]", "InvalidClassSetOperation", 2)]
    [InlineData("[a&&b--c]", "InvalidClassSetOperation", 5)]
    [InlineData("[ab&&c]", "InvalidClassSetOperation", 3)]
    [InlineData("[a-z--b]", "InvalidClassSetCharacter", 4)]
    [InlineData("[a!!]", "InvalidClassSetOperation", 2)]
    [InlineData("[^^^]", "InvalidClassSetOperation", 2)]
    [InlineData("[a--]", "InvalidClassSetCharacter", 4)]
    [InlineData("[a[b]", "UnterminatedCharacterClass", 0)]
    [InlineData("[a--", "UnterminatedCharacterClass", 0)]
    [InlineData("[\\q{a]", "InvalidClassSetCharacter", 5)]
    [InlineData("[\\q{a", "UnterminatedClassString", 1)]
    [InlineData("[\\q]", "InvalidEscape", 1)]
    [InlineData("\\P{RGI_Emoji}", "NegatedPropertyOfStrings", 0)]
    [InlineData("a[^\\p{RGI_Emoji}]", "NegatedCharacterClassWithStrings", 1)]
    [InlineData("[^\\q{}]", "NegatedCharacterClassWithStrings", 0)]
    [InlineData("[^a[\\q{ab}]]", "NegatedCharacterClassWithStrings", 0)]
    public void Validate_InvalidUnicodeSetsPattern_IsRefusedWhereItIsWrong(string pattern, string code, int index) => AssertRefused(pattern, "v", code, index);

    [Theory]
    [InlineData("(?i:a)")]
    [InlineData("(?ims:a)(?-ims:b)(?i-ms:c)(?i-:d)")]
    [InlineData("(?i:a)*")]
    public void Validate_Modifiers_AreAcceptedFromES2025OrByFeature(string pattern)
    {
        Assert.True(RegExpSeam.Validate(pattern, "u", EcmaVersion.ES2025).Valid);
        Assert.True(RegExpSeam.Validate(pattern, "", EcmaVersion.ES2024, ExperimentalESFeatures.RegExpModifiers).Valid);
        Assert.Equal("InvalidGroup", RegExpSeam.Validate(pattern, "", EcmaVersion.ES2024).Code);
    }

    [Theory]
    [InlineData("(?ii:a)", "RepeatedModifier", 0)]
    [InlineData("a(?i-i:a)", "RepeatedModifier", 1)]
    [InlineData("(?-mm:a)", "RepeatedModifier", 0)]
    [InlineData("(?-:a)", "EmptyModifiers", 0)]
    [InlineData("(?g:a)", "InvalidModifier", 2)]
    [InlineData("(?iu:a)", "InvalidModifier", 3)]
    [InlineData("(?i", "InvalidModifier", 3)]
    [InlineData("(?i--s:a)", "InvalidModifier", 4)]
    [InlineData("(?i)a", "InvalidModifier", 3)]
    [InlineData("(?I:a)", "InvalidGroup", 0)]
    public void Validate_InvalidModifiers_AreRefused(string pattern, string code, int index) => AssertRefused(pattern, "", code, index);

    [Theory]
    [InlineData("(?<a>x)|(?<a>y)", true)]
    [InlineData("(?:(?<a>x)|(?<a>y))\\k<a>", true)]
    [InlineData("(?:(?<a>x)|y)|(?<a>z)", true)]
    [InlineData("(?<a>x)|(?:(?<a>y)|(?<a>z))|(?<a>w)", true)]
    [InlineData("(?:(?<a>x)|(?<b>y))(?:(?<c>z)|(?<d>w))|(?<a>v)(?<d>u)", true)]
    [InlineData("(?<a>x)(?<a>y)", false)]
    [InlineData("(?<a>x)(?:y|(?<a>z))", false)]
    [InlineData("(?:y|(?<a>z))(?<a>x)", false)]
    [InlineData("(?:(?<a>x)|y)(?:z|(?<a>w))", false)]
    [InlineData("(?<a>(?<a>x))", false)]
    [InlineData("(?<a>(?<a>x)|y)", false)]
    [InlineData("(?<a>x|(?:y|(?<a>z)))", false)]
    [InlineData("(?!(?<a>x))(?<a>y)", false)]
    public void Validate_DuplicateNames_AreAcceptedWhereOnlyOneTakesPart(string pattern, bool valid)
    {
        Assert.Equal(valid, RegExpSeam.Validate(pattern, "", EcmaVersion.ES2025).Valid);
        Assert.Equal(valid, RegExpSeam.Validate(pattern, "u", EcmaVersion.ES2024, ExperimentalESFeatures.RegExpDuplicateNamedCapturingGroups).Valid);
        Assert.Equal("DuplicateCaptureGroupName", RegExpSeam.Validate(pattern, "", EcmaVersion.ES2024).Code);
    }

    [Theory]
    [InlineData("gim", EcmaVersion.ES3)]
    [InlineData("uy", EcmaVersion.ES2015)]
    [InlineData("s", EcmaVersion.ES2018)]
    [InlineData("d", EcmaVersion.ES2022)]
    [InlineData("v", EcmaVersion.ES2024)]
    [InlineData("dgimsyv", EcmaVersion.Unknown)]
    public void Validate_Flags_AreAcceptedFromTheirEdition(string flags, EcmaVersion since)
    {
        Assert.True(RegExpSeam.Validate("a", flags, since).Valid);
        if (since > EcmaVersion.ES3)
        {
            AssertRefused("a", flags, "InvalidRegExpFlags", -1, since - 1);
        }
    }

    [Theory]
    [InlineData("gg")]
    [InlineData("uv")]
    [InlineData("G")]
    [InlineData("x")]
    [InlineData("g ")]
    public void Validate_InvalidFlags_AreRefused(string flags) => AssertRefused("a", flags, "InvalidRegExpFlags", -1);

    [Theory]
    [InlineData("(?<=a)", "")]
    [InlineData("(?<!a)", "u")]
    [InlineData("(?<a>b)", "")]
    [InlineData("\\p{L}", "u")]
    [InlineData("\\k<a>", "u")]
    public void Validate_SyntaxOfES2018_IsRefusedBefore(string pattern, string flags) =>
        Assert.False(RegExpSeam.Validate(pattern, flags, EcmaVersion.ES2017).Valid);

    [Fact]
    public void Validate_DeepNesting_IsRefusedPlainly()
    {
        const int Depth = 100_000;
        foreach (var (open, close) in new[] { ("(", ")"), ("(?:", ")"), ("(?=", ")"), ("(?<=a|", ")"), ("[", "]") })
        {
            var pattern = string.Concat(Enumerable.Repeat(open, Depth)) + string.Concat(Enumerable.Repeat(close, Depth));
            Assert.Equal("RegExpNestingTooDeep", RegExpSeam.Validate(pattern, "v").Code);
        }

        var deepest = new string('(', 1000) + new string(')', 1000);
        Assert.True(RegExpSeam.Validate(deepest, "").Valid);
    }

    [Theory]
    [InlineData("(?<a{0}>x)|")]
    [InlineData("(a)\\{0}")]
    [InlineData("[{0}")]
    [InlineData("a{{")]
    [InlineData("\\k<a{0}>")]
    [InlineData("(?:(?<a{0}>x)|y)")]
    public void Validate_LongPattern_TakesTimeLinearInItsLength(string part)
    {
        // Quadratic time would take minutes here; the test measures nothing, it just ends.
        var pattern = string.Concat(
            Enumerable.Range(1, 100_000).Select(i => part.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        Assert.NotNull(RegExpSeam.Validate(pattern, "").Code ?? "valid");
    }

    private static void AssertRefused(string pattern, string flags, string code, int index, EcmaVersion version = EcmaVersion.Latest)
    {
        var verdict = RegExpSeam.Validate(pattern, flags, version);
        Assert.False(verdict.Valid);
        Assert.Equal((code, index), (verdict.Code, verdict.Index));
        Assert.False(string.IsNullOrWhiteSpace(verdict.Description));
    }
}
