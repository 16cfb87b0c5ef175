using System.Text;

namespace ConnectionsConsole.App.Demo.Sandbox.Http;

/// <summary>
/// Percent-encoding as AWS Signature Version 4 asks for: everything but the unreserved characters of RFC 3986 section 2.3
/// becomes %XX of its UTF-8 bytes, hexadecimal digits in capitals.
/// </summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string value, bool keepSlash = false)
    {
        var result = new StringBuilder(value.Length + 16);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (IsUnreserved(octet) || (keepSlash && octet == '/'))
            {
                result.Append((char)octet);
            }
            else
            {
                result.Append('%').Append(Convert.ToHexString([octet]));
            }
        }

        return result.ToString();
    }

    /// <summary>False for a percent sign without two hexadecimal digits, for bytes that are not UTF-8, and for characters outside ASCII.</summary>
    public static bool TryDecode(ReadOnlySpan<char> value, bool plusIsSpace, out string decoded)
    {
        decoded = "";
        var octets = new byte[value.Length];
        var count = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            if (character == '%')
            {
                if (i + 2 >= value.Length || !char.IsAsciiHexDigit(value[i + 1]) || !char.IsAsciiHexDigit(value[i + 2]))
                {
                    return false;
                }

                octets[count++] = Convert.FromHexString(value.Slice(i + 1, 2))[0];
                i += 2;
            }
            else if (char.IsAscii(character))
            {
                octets[count++] = (byte)(character == '+' && plusIsSpace ? ' ' : character);
            }
            else
            {
                return false;
            }
        }

        try
        {
            decoded = s_strictUtf8.GetString(octets, 0, count);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool IsUnreserved(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';
}
