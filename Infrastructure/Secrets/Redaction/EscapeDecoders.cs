using System.Globalization;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Secrets.Redaction;

internal enum Escaping
{
    /// <summary>RFC 8259 section 7, and <c>\'</c> of JavaScript strings.</summary>
    Json,

    /// <summary>RFC 3986 section 2.1: <c>%XX</c>, the plus sign means itself.</summary>
    Percent,

    /// <summary>application/x-www-form-urlencoded: <c>%XX</c>, and the plus sign means a space.</summary>
    Form,

    /// <summary>XML 1.0 sections 4.1 and 4.6: the five names and character references. Further names of HTML are not decoded.</summary>
    Xml,
}

/// <summary>
/// Unescapes text byte by byte and leaves what is no escape as it is, so that it can be applied to anything. Keeps for each byte of the
/// result where it came from. The result is never longer than the source.
/// </summary>
internal static class EscapeDecoders
{
    private const int LongestCharacterReference = 12;

    public static bool MayContain(Escaping escaping, ReadOnlySpan<byte> text) => escaping switch
    {
        Escaping.Json => text.Contains((byte)'\\'),
        Escaping.Percent => text.Contains((byte)'%'),
        Escaping.Form => text.ContainsAny((byte)'+', (byte)'%'),
        Escaping.Xml => text.Contains((byte)'&'),
    };

    /// <param name="origins">Where each byte of <paramref name="source"/> comes from, with one entry more for its end; empty when that is
    /// its own position.</param>
    /// <param name="decoded">At least as long as the source.</param>
    /// <param name="decodedOrigins">At least one longer than the source; empty when origins are not wanted.</param>
    /// <param name="changed">Whether there was any escape.</param>
    /// <returns>The length of the result.</returns>
    public static int Decode(
        Escaping escaping, ReadOnlySpan<byte> source, ReadOnlySpan<int> origins, Span<byte> decoded, Span<int> decodedOrigins, out bool changed)
    {
        changed = false;
        var (read, written) = (0, 0);
        while (true)
        {
            var plain = NextMarker(escaping, source[read..]);
            source.Slice(read, plain).CopyTo(decoded[written..]);
            Record(origins, decodedOrigins, written, read, plain, step: 1);
            (read, written) = (read + plain, written + plain);
            if (read == source.Length)
            {
                // The end has an origin as well: an occurrence that reaches to it needs one.
                Record(origins, decodedOrigins, written, read, count: 1, step: 0);
                return written;
            }

            var consumed = DecodeOne(escaping, source[read..], decoded[written..], out var produced);
            changed |= consumed > 0;
            if (consumed == 0)
            {
                decoded[written] = source[read];
                (consumed, produced) = (1, 1);
            }

            Record(origins, decodedOrigins, written, read, produced, step: 0);
            (read, written) = (read + consumed, written + produced);
        }
    }

    private static int NextMarker(Escaping escaping, ReadOnlySpan<byte> text)
    {
        var index = escaping switch
        {
            Escaping.Json => text.IndexOf((byte)'\\'),
            Escaping.Percent => text.IndexOf((byte)'%'),
            Escaping.Form => text.IndexOfAny((byte)'+', (byte)'%'),
            Escaping.Xml => text.IndexOf((byte)'&'),
        };
        return index < 0 ? text.Length : index;
    }

    private static void Record(ReadOnlySpan<int> origins, Span<int> decodedOrigins, int written, int read, int count, int step)
    {
        if (decodedOrigins.IsEmpty)
        {
            return;
        }

        for (var index = 0; index < count; index++)
        {
            var position = read + (index * step);
            decodedOrigins[written + index] = origins.IsEmpty ? position : origins[position];
        }
    }

    /// <returns>How many bytes the escape at the beginning of <paramref name="source"/> has; 0 when there is none.</returns>
    private static int DecodeOne(Escaping escaping, ReadOnlySpan<byte> source, Span<byte> decoded, out int produced)
    {
        produced = 1;
        switch (escaping)
        {
            case Escaping.Json:
                return DecodeJson(source, decoded, out produced);
            case Escaping.Form when source[0] == '+':
                decoded[0] = (byte)' ';
                return 1;
            case Escaping.Percent or Escaping.Form:
                return source.Length >= 3 && TryParseHex(source.Slice(1, 2), out var value) ? Write(decoded, (byte)value, 3) : 0;
            case Escaping.Xml:
                return DecodeXml(source, decoded, out produced);
            default:
                throw new ArgumentOutOfRangeException(nameof(escaping));
        }
    }

    private static int DecodeJson(ReadOnlySpan<byte> source, Span<byte> decoded, out int produced)
    {
        produced = 1;
        if (source.Length < 2)
        {
            return 0;
        }

        return source[1] switch
        {
            (byte)'u' => DecodeUtf16(source, decoded, out produced),
            (byte)'n' => Write(decoded, (byte)'\n', 2),
            (byte)'r' => Write(decoded, (byte)'\r', 2),
            (byte)'t' => Write(decoded, (byte)'\t', 2),
            (byte)'b' => Write(decoded, (byte)'\b', 2),
            (byte)'f' => Write(decoded, (byte)'\f', 2),
            (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'\'' => Write(decoded, source[1], 2),
            _ => 0,
        };
    }

    /// <summary><c>\uXXXX</c>, or two of them for a character beyond the basic plane.</summary>
    private static int DecodeUtf16(ReadOnlySpan<byte> source, Span<byte> decoded, out int produced)
    {
        produced = 0;
        if (source.Length < 6 || !TryParseHex(source.Slice(2, 4), out var first))
        {
            return 0;
        }

        if (Rune.TryCreate((char)first, out var rune))
        {
            produced = rune.EncodeToUtf8(decoded);
            return 6;
        }

        var isPair = source.Length >= 12 && source[6] == '\\' && source[7] == 'u';
        if (isPair && TryParseHex(source.Slice(8, 4), out var second) && Rune.TryCreate((char)first, (char)second, out rune))
        {
            produced = rune.EncodeToUtf8(decoded);
            return 12;
        }

        // A surrogate alone: the character that stands for one in the UTF-8 of a secret that has it.
        produced = Rune.ReplacementChar.EncodeToUtf8(decoded);
        return 6;
    }

    private static int DecodeXml(ReadOnlySpan<byte> source, Span<byte> decoded, out int produced)
    {
        produced = 1;
        var length = source[..Math.Min(source.Length, LongestCharacterReference)].IndexOf((byte)';') + 1;
        if (length < 4)
        {
            return 0;
        }

        var name = source[1..(length - 1)];
        return name switch
        {
            [(byte)'#', ..] => DecodeCharacterReference(name[1..], decoded, out produced) ? length : 0,
            _ when name.SequenceEqual("amp"u8) => Write(decoded, (byte)'&', length),
            _ when name.SequenceEqual("lt"u8) => Write(decoded, (byte)'<', length),
            _ when name.SequenceEqual("gt"u8) => Write(decoded, (byte)'>', length),
            _ when name.SequenceEqual("quot"u8) => Write(decoded, (byte)'"', length),
            _ when name.SequenceEqual("apos"u8) => Write(decoded, (byte)'\'', length),
            _ => 0,
        };
    }

    private static bool DecodeCharacterReference(ReadOnlySpan<byte> digits, Span<byte> decoded, out int produced)
    {
        produced = 0;
        var isHex = digits is [(byte)'x' or (byte)'X', ..];
        var parsed = isHex
            ? int.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code);
        if (!parsed || !Rune.TryCreate(code, out var rune))
        {
            return false;
        }

        produced = rune.EncodeToUtf8(decoded);
        return true;
    }

    /// <summary>By hand, because texts dense with escapes spend most of their time here, and the general parser takes several times as long.</summary>
    private static bool TryParseHex(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            // Letters lie nine beyond their low four bits, and bit 6 tells them from digits.
            value = (value << 4) | ((digit & 0xF) + ((digit >> 6) * 9));
        }

        return true;
    }

    private static int Write(Span<byte> decoded, byte value, int consumed)
    {
        decoded[0] = value;
        return consumed;
    }
}
