using System.Globalization;

namespace Acornima.RegularExpressions;

/// <summary>
/// The members of Unicode properties, as far as the base library knows them: general categories, and the few properties below that no new
/// version of Unicode extends.
/// </summary>
internal static class UnicodePropertySets
{
    private static readonly Lazy<Dictionary<string, CodePointSet>> s_categories = new(ReadCategories);

    private static readonly Dictionary<string, CodePointSet> s_binaryProperties = new(StringComparer.Ordinal)
    {
        ["Any"] = CodePointSet.Range(0, CodePointSet.MaximumCodePoint),
        ["ASCII"] = CodePointSet.Range(0, 0x7F),
        ["ASCII_Hex_Digit"] = CodePointSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
        ["Hex_Digit"] = CodePointSet.Of(('0', '9'), ('A', 'F'), ('a', 'f'), (0xFF10, 0xFF19), (0xFF21, 0xFF26), (0xFF41, 0xFF46)),
        ["Emoji_Modifier"] = CodePointSet.Range(0x1F3FB, 0x1F3FF),
        ["Join_Control"] = CodePointSet.Range(0x200C, 0x200D),
        ["Noncharacter_Code_Point"] = CodePointSet.Of(
            [(0xFDD0, 0xFDEF), .. Enumerable.Range(0, 17).Select(plane => ((plane << 16) | 0xFFFE, (plane << 16) | 0xFFFF))]),
        ["Pattern_White_Space"] = CodePointSet.Of((9, 13), (' ', ' '), (0x85, 0x85), (0x200E, 0x200F), (0x2028, 0x2029)),
        ["Regional_Indicator"] = CodePointSet.Range(0x1F1E6, 0x1F1FF),
        ["White_Space"] = CodePointSet.Of(
            (9, 13), (' ', ' '), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
            (0x205F, 0x205F), (0x3000, 0x3000)),
    };

    /// <summary>The members of a property; null where they are not known here.</summary>
    internal static CodePointSet? Find(UnicodeProperty property) => property switch
    {
        { Kind: UnicodePropertyKind.GeneralCategory } => Category(property.Name),
        { Kind: UnicodePropertyKind.Binary, Name: "Assigned" } => CodePointSet.Range(0, CodePointSet.MaximumCodePoint).Except(Category("Cn")),
        { Kind: UnicodePropertyKind.Binary } => s_binaryProperties.GetValueOrDefault(property.Name),
        _ => null,
    };

    // A value of one letter stands for all values that begin with it, LC for the cased letters.
    private static CodePointSet Category(string name)
    {
        var names = name.Length == 1 ? s_categories.Value.Keys.Where(k => k[0] == name[0]) : name == "LC" ? ["Ll", "Lt", "Lu"] : [name];
        return names.Aggregate(CodePointSet.Empty, (set, n) => set.Union(s_categories.Value[n]));
    }

    private static Dictionary<string, CodePointSet> ReadCategories()
    {
        var ranges = Enum.GetValues<UnicodeCategory>().ToDictionary(c => c, _ => new List<(int, int)>());
        var start = 0;
        for (var value = 1; value <= CodePointSet.MaximumCodePoint + 1; value++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(start);
            if (value > CodePointSet.MaximumCodePoint || CharUnicodeInfo.GetUnicodeCategory(value) != category)
            {
                ranges[category].Add((start, value - 1));
                start = value;
            }
        }

        return ranges.ToDictionary(r => ShortName(r.Key), r => CodePointSet.Of([.. r.Value]), StringComparer.Ordinal);
    }

    private static string ShortName(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        UnicodeCategory.OtherNotAssigned => "Cn",
    };
}
