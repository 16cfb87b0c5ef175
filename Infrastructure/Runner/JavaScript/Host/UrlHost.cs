using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>Hosts of URLs (URL Standard §3): domains, IPv4 in all its spellings, IPv6, opaque hosts.</summary>
internal static class UrlHost
{
    private static readonly SearchValues<char> s_forbiddenHost = SearchValues.Create("\0\t\n\r #/:<>?@[\\]^|");

    private static readonly IdnMapping s_idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <returns>The host, serialized; null for what is none.</returns>
    public static string? Parse(string input, bool isSpecial)
    {
        if (input.StartsWith('['))
        {
            return input.EndsWith(']') && Ipv6(input[1..^1]) is { } pieces ? $"[{Serialize(pieces)}]" : null;
        }

        if (!isSpecial)
        {
            return input.AsSpan().IndexOfAny(s_forbiddenHost) >= 0 ? null : UrlEncoding.Encode(input, UrlEncoding.Control);
        }

        var domain = ToAscii(Encoding.UTF8.GetString(UrlEncoding.Decode(input)));
        if (string.IsNullOrEmpty(domain) || domain.Any(c => s_forbiddenHost.Contains(c) || c is <= '\u001f' or '%' or '\u007f'))
        {
            return null;
        }

        return EndsInNumber(domain) ? Ipv4(domain) : domain;
    }

    private static string? ToAscii(string domain)
    {
        if (Ascii.IsValid(domain) && !domain.Contains("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return domain.ToLowerInvariant();
        }

        try
        {
            // Soft hyphens and joiners of no width vanish (UTS 46, ignored); the mapping takes case folding and composition along.
            var mapped = string.Concat(domain.Where(c => c is not ('\u00AD' or '\u200B' or '\u2060' or '\uFEFF'))).Replace('\u3002', '.').Normalize(NormalizationForm.FormKC).ToLowerInvariant();
            return s_idn.GetAscii(mapped).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool EndsInNumber(string domain)
    {
        var parts = domain.Split('.');
        var last = parts[^1];
        if (last.Length == 0)
        {
            if (parts.Length == 1)
            {
                return false;
            }

            last = parts[^2];
        }

        return (last.Length > 0 && last.All(char.IsAsciiDigit)) || Number(last) is not null;
    }

    private static string? Ipv4(string domain)
    {
        var parts = domain.Split('.').ToList();
        if (parts[^1].Length == 0 && parts.Count > 1)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        if (parts.Count > 4)
        {
            return null;
        }

        var numbers = parts.Select(Number).ToList();
        if (numbers.Any(n => n is null) || numbers.SkipLast(1).Any(n => n > 255) || numbers[^1] >= Math.Pow(256, 5 - numbers.Count))
        {
            return null;
        }

        var address = numbers[^1]!.Value;
        for (var i = 0; i < numbers.Count - 1; i++)
        {
            address += numbers[i]!.Value * Math.Pow(256, 3 - i);
        }

        var value = (uint)address;
        return string.Create(CultureInfo.InvariantCulture, $"{value >> 24}.{(value >> 16) & 255}.{(value >> 8) & 255}.{value & 255}");
    }

    /// <summary>Decimal, octal (0…) or hexadecimal (0x…).</summary>
    private static double? Number(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var radix = 10;
        if (text.Length >= 2 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            (radix, text) = (16, text[2..]);
        }
        else if (text.Length >= 2 && text[0] == '0')
        {
            (radix, text) = (8, text[1..]);
        }

        var value = 0d;
        foreach (var c in text)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
            if (digit >= radix)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        return value;
    }

    private static ushort[]? Ipv6(string text)
    {
        var pieces = new ushort[8];
        int index = 0, compress = -1, at = 0;
        char Peek(int ahead = 0) => at + ahead < text.Length ? text[at + ahead] : '\0';
        if (Peek() == ':')
        {
            if (Peek(1) != ':')
            {
                return null;
            }

            at += 2;
            compress = ++index;
        }

        while (at < text.Length)
        {
            if (index == 8)
            {
                return null;
            }

            if (Peek() == ':')
            {
                if (compress >= 0)
                {
                    return null;
                }

                at++;
                compress = ++index;
                continue;
            }

            int value = 0, length = 0;
            while (length < 4 && char.IsAsciiHexDigit(Peek()))
            {
                value = (value * 16) + Convert.ToInt32(text[at].ToString(), 16);
                at++;
                length++;
            }

            if (Peek() == '.')
            {
                if (length == 0 || index > 6 || !EmbeddedIpv4(text[(at - length)..], pieces, index))
                {
                    return null;
                }

                index += 2;
                break;
            }

            if (Peek() == ':')
            {
                at++;
                if (at == text.Length)
                {
                    return null;
                }
            }
            else if (at < text.Length)
            {
                return null;
            }

            pieces[index++] = (ushort)value;
        }

        return compress >= 0 ? Expand(pieces, index, compress) : index == 8 ? pieces : null;
    }

    private static ushort[] Expand(ushort[] pieces, int index, int compress)
    {
        var swaps = index - compress;
        for (var place = 7; place != 0 && swaps > 0; place--, swaps--)
        {
            (pieces[place], pieces[compress + swaps - 1]) = (pieces[compress + swaps - 1], pieces[place]);
        }

        return pieces;
    }

    private static bool EmbeddedIpv4(string text, ushort[] pieces, int index)
    {
        var parts = text.Split('.');
        if (parts.Length != 4)
        {
            return false;
        }

        for (var i = 0; i < 4; i++)
        {
            var part = parts[i];
            if (part.Length is 0 or > 3 || !part.All(char.IsAsciiDigit) || (part.Length > 1 && part[0] == '0') || int.Parse(part, CultureInfo.InvariantCulture) > 255)
            {
                return false;
            }

            pieces[index + (i / 2)] = (ushort)((pieces[index + (i / 2)] * 256) + int.Parse(part, CultureInfo.InvariantCulture));
        }

        return true;
    }

    private static string Serialize(ushort[] pieces)
    {
        var (start, length) = (-1, 1);
        for (var i = 0; i < 8; i++)
        {
            var run = 0;
            while (i + run < 8 && pieces[i + run] == 0)
            {
                run++;
            }

            if (run > length)
            {
                (start, length) = (i, run);
            }

            i += Math.Max(0, run - 1);
        }

        var text = new StringBuilder();
        for (var i = 0; i < 8; i++)
        {
            if (i == start)
            {
                text.Append(i == 0 ? "::" : ":");
                i += length - 1;
                continue;
            }

            text.Append(pieces[i].ToString("x", CultureInfo.InvariantCulture));
            if (i < 7)
            {
                text.Append(':');
            }
        }

        return text.ToString();
    }
}
