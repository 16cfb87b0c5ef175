using System.Globalization;

namespace Acornima.RegularExpressions;

/// <summary>
/// IdentifierStartChar and IdentifierPartChar, ECMAScript 2025 §12.7: Unicode's ID_Start and ID_Continue, with the characters that the language adds.
/// The properties are put together from general categories as UAX #31 defines them, with the exceptions of PropList.txt (Unicode 17).
/// </summary>
internal static class IdentifierCharacters
{
    /// <param name="value">A code point, or -1 for none.</param>
    internal static bool IsStart(int value) => value < 0x80 ? value >= 0 && (char.IsAsciiLetter((char)value) || value is '$' or '_') : IsIdStart(value);

    /// <param name="value">A code point, or -1 for none.</param>
    internal static bool IsPart(int value) => IsStart(value) || (value is >= '0' and <= '9') || (value >= 0x80 && IsIdContinueOnly(value));

    private static bool IsIdStart(int value) => CharUnicodeInfo.GetUnicodeCategory(value) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => value != 0x2E2F,
        _ => value is 0x1885 or 0x1886 or 0x2118 or 0x212E or 0x309B or 0x309C,
    };

    private static bool IsIdContinueOnly(int value) => CharUnicodeInfo.GetUnicodeCategory(value) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.ConnectorPunctuation => true,
        _ => value is 0xB7 or 0x387 or (>= 0x1369 and <= 0x1371) or 0x19DA or 0x200C or 0x200D or 0x30FB or 0xFF65,
    };
}
