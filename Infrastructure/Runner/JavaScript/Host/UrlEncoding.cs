using System.Globalization;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>Percent encoding (URL Standard §1.3) and application/x-www-form-urlencoded (§5).</summary>
internal static class UrlEncoding
{
    /// <summary>The sets name the ASCII characters that are encoded besides control characters; everything beyond ASCII always is.</summary>
    public const string Control = "";

    public const string Fragment = " \"<>`";

    public const string Query = " \"#<>";

    public const string SpecialQuery = Query + "'";

    public const string Path = Query + "?`{}";

    public const string UserInfo = Path + "/:;=@[\\]^|";

    public static string Encode(string text, string set)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(Encode(rune, set));
        }

        return result.ToString();
    }

    public static string Encode(Rune rune, string set)
    {
        if (rune.Value is > 0x1F and < 0x7F && !set.Contains((char)rune.Value))
        {
            return ((char)rune.Value).ToString();
        }

        Span<byte> bytes = stackalloc byte[4];
        var text = new StringBuilder();
        foreach (var unit in bytes[..rune.EncodeToUtf8(bytes)])
        {
            text.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    public static byte[] Decode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var count = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                bytes[count++] = byte.Parse(bytes.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                i += 2;
            }
            else
            {
                bytes[count++] = bytes[i];
            }
        }

        return bytes[..count];
    }

    /// <summary>Names and values in turn.</summary>
    public static IEnumerable<string> ParseForm(string text)
    {
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var middle = part.IndexOf('=', StringComparison.Ordinal);
            yield return FormText(middle < 0 ? part : part[..middle]);
            yield return FormText(middle < 0 ? "" : part[(middle + 1)..]);
        }
    }

    public static string FormEncode(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)unit) || unit is (byte)'*' or (byte)'-' or (byte)'.' or (byte)'_')
            {
                result.Append((char)unit);
            }
            else if (unit == ' ')
            {
                result.Append('+');
            }
            else
            {
                result.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }

    private static string FormText(string text) => Encoding.UTF8.GetString(Decode(text.Replace('+', ' ')));
}
