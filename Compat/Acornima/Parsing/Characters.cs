using System.Globalization;

namespace Acornima.Parsing;

/// <summary>Classes of code points (12.2, 12.3, 12.7).</summary>
internal static class Characters
{
    private const byte Start = 1;
    private const byte Part = 2;

    private static readonly byte[] s_ascii = CreateAsciiTable();

    public static bool IsAsciiIdentifierStart(char character) => character < 128 && (s_ascii[character] & Start) != 0;

    public static bool IsAsciiIdentifierPart(char character) => character < 128 && s_ascii[character] != 0;

    public static bool IsIdentifierStart(int codePoint) =>
        codePoint < 128 ? (s_ascii[codePoint] & Start) != 0 : IsUnicodeIdentifierStart(codePoint);

    public static bool IsIdentifierPart(int codePoint) =>
        codePoint < 128 ? s_ascii[codePoint] != 0 : IsUnicodeIdentifierStart(codePoint) || IsUnicodeIdentifierContinue(codePoint);

    public static bool IsLineTerminator(char character) => character is '\n' or '\r' or '\u2028' or '\u2029';

    /// <summary>12.2 White space beyond ASCII: no-break space, byte order mark, and Unicode's space separators.</summary>
    public static bool IsUnicodeWhiteSpace(char character) =>
        character is '\u00A0' or '\uFEFF' || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator;

    public static int HexValue(int character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => -1,
    };

    /// <summary>ID_Start: letters and letter numbers, Other_ID_Start, without Pattern_Syntax (Unicode Standard Annex 31).</summary>
    private static bool IsUnicodeIdentifierStart(int codePoint)
    {
        switch (CharUnicodeInfo.GetUnicodeCategory(codePoint))
        {
            case UnicodeCategory.UppercaseLetter:
            case UnicodeCategory.LowercaseLetter:
            case UnicodeCategory.TitlecaseLetter:
            case UnicodeCategory.ModifierLetter:
            case UnicodeCategory.OtherLetter:
            case UnicodeCategory.LetterNumber:
                return codePoint != 0x2E2F;
            default:
                return codePoint is 0x1885 or 0x1886 or 0x2118 or 0x212E or 0x309B or 0x309C;
        }
    }

    /// <summary>What ID_Continue has beyond ID_Start: marks, digits, connectors, Other_ID_Continue; and the two joiners (12.7).</summary>
    private static bool IsUnicodeIdentifierContinue(int codePoint)
    {
        switch (CharUnicodeInfo.GetUnicodeCategory(codePoint))
        {
            case UnicodeCategory.NonSpacingMark:
            case UnicodeCategory.SpacingCombiningMark:
            case UnicodeCategory.DecimalDigitNumber:
            case UnicodeCategory.ConnectorPunctuation:
                return true;
            default:
                return codePoint is 0x200C or 0x200D or 0xB7 or 0x387 or (>= 0x1369 and <= 0x1371) or 0x19DA or 0x30FB or 0xFF65;
        }
    }

    private static byte[] CreateAsciiTable()
    {
        var table = new byte[128];
        for (var character = 0; character < 128; character++)
        {
            if (char.IsAsciiLetter((char)character) || character is '$' or '_')
            {
                table[character] = Start | Part;
            }
            else if (char.IsAsciiDigit((char)character))
            {
                table[character] = Part;
            }
        }

        return table;
    }
}
