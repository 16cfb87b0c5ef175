using System.Buffers.Text;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>Text to bytes and back in Node's encodings, with Node's leniency: what does not belong to hex or base64 ends or is passed over, nothing throws.</summary>
internal static class HostBytes
{
    public static byte[] Encode(string text, string encoding) => encoding switch
    {
        "utf8" => Encoding.UTF8.GetBytes(text),
        "utf16le" => Utf16(text),
        "latin1" or "ascii" => Array.ConvertAll(text.ToCharArray(), c => (byte)c),
        "hex" => Hex(text),
        "base64" or "base64url" => Base64Lenient(text),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, null),
    };

    public static int ByteLength(string text, string encoding) => encoding switch
    {
        "utf8" => Encoding.UTF8.GetByteCount(text),
        "utf16le" => text.Length * 2,
        "hex" => text.Length / 2,
        "base64" or "base64url" => Base64Length(text),
        _ => text.Length,
    };

    /// <summary>As much as fits, never part of a character.</summary>
    public static byte[] EncodeUpTo(string text, string encoding, int length)
    {
        var bytes = Encode(text, encoding);
        if (bytes.Length <= length)
        {
            return bytes;
        }

        var end = length;
        if (encoding == "utf8")
        {
            while (end > 0 && (bytes[end] & 0xC0) == 0x80)
            {
                end--;
            }
        }
        else if (encoding == "utf16le")
        {
            end &= ~1;
        }

        return bytes[..end];
    }

    public static string Decode(ReadOnlySpan<byte> bytes, string encoding)
    {
        switch (encoding)
        {
            case "utf8":
                return Encoding.UTF8.GetString(bytes);
            case "utf16le":
                return string.Create(bytes.Length / 2, bytes, static (chars, source) =>
                {
                    for (var i = 0; i < chars.Length; i++)
                    {
                        chars[i] = (char)(source[2 * i] | (source[(2 * i) + 1] << 8));
                    }
                });
            case "latin1":
                return Encoding.Latin1.GetString(bytes);
            case "ascii":
                return string.Create(bytes.Length, bytes, static (chars, source) =>
                {
                    for (var i = 0; i < chars.Length; i++)
                    {
                        chars[i] = (char)(source[i] & 0x7F);
                    }
                });
            case "hex":
                return Convert.ToHexStringLower(bytes);
            case "base64":
                return Convert.ToBase64String(bytes);
            case "base64url":
                return Base64Url.EncodeToString(bytes);
            default:
                throw new ArgumentOutOfRangeException(nameof(encoding), encoding, null);
        }
    }

    /// <summary>The Encoding Standard's decoders, byte order mark kept.</summary>
    /// <returns>Null where <paramref name="fatal"/> forbids a replacement.</returns>
    public static string? DecodeText(ReadOnlySpan<byte> bytes, string encoding, bool fatal)
    {
        if (encoding == "windows-1252")
        {
            return string.Create(bytes.Length, bytes, static (chars, source) =>
            {
                for (var i = 0; i < chars.Length; i++)
                {
                    chars[i] = source[i] is >= 0x80 and < 0xA0 ? Windows1252[source[i] - 0x80] : (char)source[i];
                }
            });
        }

        Encoding decoder = encoding == "utf-8" ? new UTF8Encoding(false, fatal) : new UnicodeEncoding(false, false, fatal);
        try
        {
            return decoder.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>How many bytes at the end wait for more.</summary>
    public static int Incomplete(ReadOnlySpan<byte> bytes, string encoding)
    {
        if (encoding == "utf-16le")
        {
            var odd = bytes.Length & 1;
            return bytes.Length - odd >= 2 && (bytes[bytes.Length - odd - 1] & 0xFC) == 0xD8 ? odd + 2 : odd;
        }

        if (encoding != "utf-8")
        {
            return 0;
        }

        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var unit = bytes[^back];
            if ((unit & 0xC0) != 0x80)
            {
                var status = Rune.DecodeFromUtf8(bytes[^back..], out _, out _);
                return status == System.Buffers.OperationStatus.NeedMoreData ? back : 0;
            }
        }

        return 0;
    }

    /// <summary>HTML Standard, <c>btoa</c>; null for a character beyond U+00FF.</summary>
    public static string? Btoa(string text) => text.Any(c => c > 0xFF) ? null : Convert.ToBase64String(Encoding.Latin1.GetBytes(text));

    /// <summary>Infra Standard, forgiving-base64 decode; null for what it refuses.</summary>
    public static string? Atob(string text)
    {
        var data = string.Concat(text.Where(c => c is not ('\t' or '\n' or '\f' or '\r' or ' ')));
        if (data.Length % 4 == 0 && data.EndsWith('='))
        {
            data = data.EndsWith("==", StringComparison.Ordinal) ? data[..^2] : data[..^1];
        }

        return data.Length % 4 == 1 || !data.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/') ? null : Encoding.Latin1.GetString(Base64Lenient(data));
    }

    /// <summary>Where <paramref name="value"/> lies, by Node's rules for a negative or too large start; -1 for nowhere.</summary>
    public static int IndexOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> value, double start, bool forward)
    {
        var length = bytes.Length;
        var at = start < 0 ? start + length : start;
        if (at < 0)
        {
            if (!forward)
            {
                return -1;
            }

            at = 0;
        }

        if (value.Length == 0)
        {
            return (int)Math.Min(at, length);
        }

        if (forward)
        {
            if (at > length - value.Length)
            {
                return -1;
            }

            var found = bytes[(int)at..].IndexOf(value);
            return found < 0 ? -1 : found + (int)at;
        }

        var end = (int)Math.Min(at + value.Length, length);
        return bytes[..end].LastIndexOf(value);
    }

    private static ReadOnlySpan<char> Windows1252 =>
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static byte[] Utf16(string text)
    {
        var bytes = new byte[text.Length * 2];
        for (var i = 0; i < text.Length; i++)
        {
            bytes[2 * i] = (byte)text[i];
            bytes[(2 * i) + 1] = (byte)(text[i] >> 8);
        }

        return bytes;
    }

    private static byte[] Hex(string text)
    {
        var count = 0;
        while ((2 * count) + 1 < text.Length && char.IsAsciiHexDigit(text[2 * count]) && char.IsAsciiHexDigit(text[(2 * count) + 1]))
        {
            count++;
        }

        return Convert.FromHexString(text.AsSpan(0, 2 * count));
    }

    private static int Base64Length(string text)
    {
        var length = text.Length;
        if (length > 0 && text[^1] == '=')
        {
            length -= length > 1 && text[^2] == '=' ? 2 : 1;
        }

        return (int)((long)length * 3 / 4);
    }

    private static byte[] Base64Lenient(string text)
    {
        var bytes = new byte[(text.Length * 3L / 4) + 3];
        int count = 0, bits = 0, held = 0;
        foreach (var c in text)
        {
            var value = c switch
            {
                >= 'A' and <= 'Z' => c - 'A',
                >= 'a' and <= 'z' => c - 'a' + 26,
                >= '0' and <= '9' => c - '0' + 52,
                '+' or '-' => 62,
                '/' or '_' => 63,
                _ => -1,
            };
            if (c == '=')
            {
                break;
            }

            if (value < 0)
            {
                continue;
            }

            held = (held << 6) | value;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[count++] = (byte)(held >> bits);
                held &= (1 << bits) - 1;
            }
        }

        return bytes[..count];
    }
}
