using System.Buffers.Text;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Secrets.Redaction;

/// <summary>One sequence of bytes to look for.</summary>
/// <param name="HasPartialHead">The base64 digit before it mixes the secret's first bits with others: it goes too.</param>
/// <param name="HasPartialTail">Likewise the digit after it, and the padding behind that.</param>
internal sealed record SecretPattern(byte[] Bytes, bool HasPartialHead = false, bool HasPartialTail = false);

/// <summary>
/// The forms of a secret that are searched for as they are. Escaped forms (JSON, URL, XML) are not among them, since each encoder escapes
/// other characters: the text is unescaped instead, see <see cref="EscapeDecoders"/>.
/// </summary>
internal static class SecretPatterns
{
    public static IReadOnlyList<SecretPattern> Create(IEnumerable<string> secrets)
    {
        var patterns = new Dictionary<string, SecretPattern>(StringComparer.Ordinal);
        foreach (var value in secrets.SelectMany(Variants).Distinct(StringComparer.Ordinal))
        {
            foreach (var pattern in Encode(Encoding.UTF8.GetBytes(value)))
            {
                // Latin-1 keeps each byte as one character: a key that compares bytes.
                patterns.TryAdd(Encoding.Latin1.GetString(pattern.Bytes), pattern);
            }
        }

        return [.. patterns.Values];
    }

    /// <summary>The value itself, without surrounding white space, with either kind of line end, and each of its lines that is long enough.</summary>
    private static IEnumerable<string> Variants(string secret)
    {
        var unix = secret.ReplaceLineEndings("\n");
        var windows = secret.ReplaceLineEndings("\r\n");
        string[] forms = [secret, secret.Trim(), unix, unix.Trim(), windows, windows.Trim()];
        return forms.Concat(Lines(unix)).Where(value => value.Length >= Domain.Secrets.Redaction.MinimumLength);
    }

    /// <summary>A private key's first and last line (RFC 7468) are the same for all keys: redacting them would hide nothing and confuse.</summary>
    private static IEnumerable<string> Lines(string text) => text.Contains('\n', StringComparison.Ordinal)
        ? text.Split('\n', StringSplitOptions.TrimEntries).Where(line => !line.StartsWith("-----", StringComparison.Ordinal))
        : [];

    private static IEnumerable<SecretPattern> Encode(byte[] value)
    {
        yield return new SecretPattern(value);
        yield return new SecretPattern(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(value)));
        yield return new SecretPattern(Encoding.ASCII.GetBytes(Convert.ToHexString(value)));
        for (var offset = 0; offset < 3; offset++)
        {
            yield return EncodeBase64(value, offset, Convert.ToBase64String);
            yield return EncodeBase64(value, offset, bytes => Base64Url.EncodeToString(bytes));
        }
    }

    /// <summary>The digits of base64 that the secret alone decides when <paramref name="offset"/> bytes (of a group of three) precede it.</summary>
    private static SecretPattern EncodeBase64(byte[] value, int offset, Func<byte[], string> encode)
    {
        var digits = encode([.. new byte[offset], .. value]);
        var (firstBit, endBit) = (offset * 8, (offset + value.Length) * 8);
        var (first, end) = ((firstBit + 5) / 6, endBit / 6);
        return new SecretPattern(Encoding.ASCII.GetBytes(digits[first..end]), firstBit % 6 != 0, endBit % 6 != 0);
    }
}
