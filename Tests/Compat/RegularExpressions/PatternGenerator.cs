using System.Globalization;
using System.Text;

namespace ConnectionsConsole.Tests.Compat.RegularExpressions;

/// <summary>Makes patterns at random, the same ones for the same seed: mostly valid by construction, then perhaps damaged.</summary>
internal sealed class PatternGenerator(Random random, string flags)
{
    private static readonly string[] s_fragments =
    [
        "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<a>", "(?<b>", "(?<", "(?", "(?i:", "(?-", "[", "[^", "]", "^", "$", ".", "*", "+", "?",
        "|", "{", "}", "{1}", "{2,}", "{2,1}", "{,2}", "{1,2}?", "{01,1}", ",", "1", "9", "0", "-", "--", "&&", "&", "&&&", "\\", "\\b", "\\B", "\\d",
        "\\W", "\\s", "\\c", "\\cA", "\\c_", "\\c1", "\\0", "\\00", "\\01", "\\1", "\\2", "\\8", "\\9", "\\12", "\\377", "\\400", "\\x", "\\x4",
        "\\x41", "\\u", "\\u00", "\\u0041", "\\u{41}", "\\u{110000}", "\\u{", "\\u{}", "\\u{0000041}", "\\ud83d", "\\ude00", "\\ud83d\\ude00",
        "\ud83d", "\ude00", "\ud83d\ude00", "\\k", "\\k<a>", "\\k<b>", "\\k<", "<", ">", "a", "b", "\\p", "\\p{L}", "\\P{Lu}", "\\p{sc=Grek}",
        "\\p{scx=Latin}", "\\p{Script=}", "\\p{gc=Lu}", "\\p{ASCII}", "\\p{ascii}", "\\p{RGI_Emoji}", "\\P{RGI_Emoji}", "\\q{", "\\q{a|bc}", "\\q{}",
        "\\q", "\\-", "\\/", "/", "\\}", "\\a", "\\_", "\\ud83d", "\\&", "!!", "##", "~", "``", ":", "=", "\u2028", "\n", "\0", "é", "\\é",
        "(?<\\u0061>", "(?<\\u{62}>", "(?<𝒜>", "(?<\\ud835\\udc9c>", "(?<1>", "(?<$_>", "(?<a\u200d>", "(?< >",
    ];

    private static readonly string[] s_texts =
    [
        "a", "a", "b", "b", "K", "k", "s", "S", "é", "É", "0", "-", ",", " ", "_", "\n", "A", "Z", "\u017f", "\u212a", "\ud83d\ude00", "😁",
        "\ud83d", "\ude00",
    ];

    private int _groups;
    private int _names;
    private bool _dense;

    private bool Unicode => flags.Contains('u') || Sets;

    private bool Sets => flags.Contains('v');

    internal string Next()
    {
        _groups = 0;
        _names = 0;
        if (random.Next(8) == 0)
        {
            return string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pick(s_fragments)));
        }

        var pattern = Disjunction(3);
        for (var damages = random.Next(3); damages > 0; damages--)
        {
            pattern = Damage(pattern);
        }

        return pattern;
    }

    /// <summary>A valid pattern for matching: few different letters, many groups, references and quantifiers.</summary>
    internal string NextForMatching()
    {
        _groups = 0;
        _names = 0;
        _dense = random.Next(3) > 0;
        return Disjunction(3);
    }

    /// <summary>A text that the patterns have some chance to match.</summary>
    internal string NextText() => string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => s_texts[random.Next(_dense ? 4 : s_texts.Length)]));

    private string Damage(string pattern)
    {
        var at = random.Next(pattern.Length + 1);
        var length = Math.Min(random.Next(3), pattern.Length - at);
        return random.Next(3) switch
        {
            0 => pattern.Remove(at, length),
            1 => pattern.Insert(at, Pick(s_fragments)),
            _ => pattern.Insert(random.Next(pattern.Length + 1), pattern.Substring(at, length)),
        };
    }

    private string Disjunction(int depth) => string.Join('|', Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(_ => Alternative(depth)));

    private string Alternative(int depth) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Atom(depth) + Quantifier()));

    private string Quantifier() => random.Next(_dense ? 8 : 12) switch
    {
        0 => "*",
        1 => "+?",
        2 => "?",
        3 => "{2}",
        4 => "{0,3}?",
        5 => "{1,}",
        _ => "",
    };

    private string Atom(int depth) => _dense && random.Next(2) == 0 ? Pick("a", "b", "b", ".") : random.Next(depth > 0 ? 16 : 9) switch
    {
        0 => Pick("^", "$", ".", "\\b", "\\B"),
        1 => Pick("\\d", "\\D", "\\s", "\\S", "\\w", "\\W"),
        2 or 3 => Escape(),
        4 => Reference(),
        5 => Unicode ? Pick("\\p{Lu}", "\\P{Ll}", "\\p{gc=Nd}", "\\p{Script=Latin}", "\\p{scx=Grek}", "\\p{Alphabetic}") : Pick("{", "}", "]", "\\a", "\\p{L}"),
        6 or 7 or 8 => Pick("a", "b", "K", "s", "é", "0", "-", ",", "\ud83d\ude00", "😁"),
        9 or 10 => Class(2),
        11 => Group("(", depth, 1),
        12 => Group($"(?<n{_names++}>", depth, 1),
        13 => Group("(?:", depth, 0),
        14 => Group(Pick("(?=", "(?!"), depth, 0),
        _ => Group(Pick("(?<=", "(?<!"), depth, 0),
    };

    private string Group(string open, int depth, int groups)
    {
        _groups += groups;
        return open + Disjunction(depth - 1) + ")";
    }

    private string Reference()
    {
        if (_names > 0 && random.Next(2) == 0)
        {
            return $"\\k<n{random.Next(_names)}>";
        }

        return _groups > 0 || random.Next(4) == 0 ? string.Create(CultureInfo.InvariantCulture, $"\\{random.Next(_groups) + 1}") : "a";
    }

    private string Escape() => random.Next(8) switch
    {
        0 => Pick("\\n", "\\t", "\\r", "\\f", "\\v"),
        1 => Pick("\\cA", "\\cz", "\\0"),
        2 => Pick("\\x41", "\\xe9", "\\u0041", "\\u017f", "\\u212a"),
        3 => Unicode ? Pick("\\u{61}", "\\u{1f600}", "\\ud83d\\ude00") : Pick("\\101", "\\8", "\\c"),
        _ => "\\" + Pick("^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/"),
    };

    private string Class(int depth)
    {
        // Node 20 gets operations wrong that ignore case (/[^a--b]/iv and /[[A-F]--A]/iv match "a"); see RegExpConverterTests for those. And
        // it repeats complements of empty classes wrongly with the v flag (/[^]*/v matches "a" at 0-0).
        var separator = Sets && !flags.Contains('i') ? Pick("", "", "", "--", "&&") : "";
        var count = Sets ? random.Next(1, 4) : random.Next(4);
        var negated = random.Next(4) == 0;
        var text = new StringBuilder(negated ? "[^" : "[");
        for (var i = 0; i < count; i++)
        {
            text.Append(i > 0 ? separator : "").Append(ClassItem(depth, range: separator.Length == 0));
        }

        return text.Append(']').ToString();
    }

    private string ClassItem(int depth, bool range) => random.Next(10) switch
    {
        0 or 1 => Pick("\\d", "\\W", "\\s", "\\w"),
        2 when Unicode => Pick("\\p{Lu}", "\\P{L}", "\\p{Nd}"),
        3 when Sets && depth > 0 => Class(depth - 1),
        4 when Sets => Pick("\\q{a|bc}", "\\q{x}", "\\q{|b}", "\\p{RGI_Emoji}", "\\&", "\\-"),
        5 or 6 when range => Pick("a-z", "0-9", "A-F", "\\0-\\x20", "e-é", Unicode ? "😀-😎" : "\\ud83d-\\ude00"),
        7 => Escape(),
        8 => Sets ? "_" : Pick("-", ".", "(", "$", "\\b", "&", "k"),
        _ => Pick("a", "b", "Z", "é", "😀"),
    };

    private string Pick(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
