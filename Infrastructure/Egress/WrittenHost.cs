using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>
/// A host in the one form that is judged and resolved: either an address, with every disguise taken off, or a lower-case ASCII name without a
/// trailing dot. Disguises are percent-encoding, full-width and circled digits, ideographic dots, trailing dots, IPv4-mapped IPv6, and the
/// decimal, octal, hexadecimal and short forms of IPv4 that C libraries accept (inet_aton).
/// </summary>
internal readonly record struct WrittenHost
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly IdnMapping s_idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    private WrittenHost(string name, IPAddress? address) => (Name, Address) = (name, address);

    /// <summary>The name, or the address in its usual form without brackets.</summary>
    public string Name { get; }

    /// <summary>Set when the host was written as an address.</summary>
    public IPAddress? Address { get; }

    /// <summary>Understands <paramref name="written"/>, with or without the brackets of IPv6; <paramref name="problem"/> says why it cannot.</summary>
    public static bool TryParse(string written, out WrittenHost host, out string problem)
    {
        host = default;
        var text = Plain(written, out problem);
        if (text is null)
        {
            return false;
        }

        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TryParseIPv6(text, out host, out problem);
        }

        if (text.Length is 0 or > LongestName || text.Split('.').Any(label => label.Length is 0 or > LongestLabel))
        {
            problem = "it is not a host name (empty or too long parts)";
            return false;
        }

        if (text.AsSpan().ContainsAnyExcept(s_nameCharacters))
        {
            problem = "it has characters that no host name has";
            return false;
        }

        return EndsInNumber(text) ? TryParseIPv4(text, out host, out problem) : Accept(new WrittenHost(text, null), out host);
    }

    /// <summary>IPv4 inside IPv6's mapped range is what the operating system connects to as IPv4, so it is judged as IPv4.</summary>
    public static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool Accept(WrittenHost parsed, out WrittenHost host)
    {
        host = parsed;
        return true;
    }

    private static string? Plain(string written, out string problem)
    {
        problem = "";
        var text = written.Contains('%', StringComparison.Ordinal) && !written.Contains(':', StringComparison.Ordinal)
            ? Uri.UnescapeDataString(written)
            : written;
        if (text.StartsWith('[') && text.EndsWith(']'))
        {
            text = text[1..^1];
        }

        if (!Ascii.IsValid(text))
        {
            try
            {
                // Compatibility normalization turns full-width and circled digits and dots into plain ones, as resolvers of other programs do.
                text = s_idn.GetAscii(text.Normalize(NormalizationForm.FormKC).Replace('\u3002', '.'));
            }
            catch (ArgumentException)
            {
                problem = "it is not a valid international host name";
                return null;
            }
        }

        text = text.ToLowerInvariant();
        return text.EndsWith('.') ? text[..^1] : text;
    }

    private static bool TryParseIPv6(string text, out WrittenHost host, out string problem)
    {
        host = default;
        if (text.Contains('%', StringComparison.Ordinal))
        {
            problem = "it names a network interface (a zone), which only makes sense on this machine";
            return false;
        }

        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            problem = "it is not an IPv6 address";
            return false;
        }

        problem = "";
        address = Unmapped(address);
        return Accept(new WrittenHost(address.ToString(), address), out host);
    }

    /// <summary>A host whose last part is a number is an IPv4 address or nothing (WHATWG URL, "ends in a number checker").</summary>
    private static bool EndsInNumber(string text)
    {
        var last = text[(text.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit) || (last.StartsWith("0x", StringComparison.Ordinal) && last.AsSpan(2).IndexOfAnyExcept(s_hexDigits) < 0);
    }

    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdef");

    private static bool TryParseIPv4(string text, out WrittenHost host, out string problem)
    {
        host = default;
        problem = "it ends in a number but is not an IPv4 address";
        var parts = text.Split('.');
        if (parts.Length > 4)
        {
            return false;
        }

        ulong value = 0;
        for (var index = 0; index < parts.Length; index++)
        {
            // The last part fills all remaining bytes: 127.1 is 127.0.0.1 and 10.1.1 is 10.1.0.1.
            var remainingBytes = index == parts.Length - 1 ? 4 - index : 1;
            if (!TryParseNumber(parts[index], out var number) || number >= 1UL << (8 * remainingBytes))
            {
                return false;
            }

            value = (value << (8 * remainingBytes)) | number;
        }

        problem = "";
        var address = new IPAddress([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
        return Accept(new WrittenHost(address.ToString(), address), out host);
    }

    private static bool TryParseNumber(string part, out ulong number)
    {
        number = 0;
        var (digits, radix) = part switch
        {
            ['0', 'x', ..] => (part[2..], 16u),
            ['0', _, ..] => (part[1..], 8u),
            _ => (part, 10u),
        };
        foreach (var digit in digits)
        {
            var worth = char.IsAsciiHexDigit(digit) ? Convert.ToUInt32(digit.ToString(), 16) : uint.MaxValue;
            if (worth >= radix || number > uint.MaxValue)
            {
                return false;
            }

            number = (number * radix) + worth;
        }

        return part.Length > 0;
    }
}
