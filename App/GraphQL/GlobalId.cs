using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ConnectionsConsole.App.GraphQL;

/// <summary>Ids as programs see them: base64 of <c>TypeName:uuid</c>, the uuid with its dashes (reference §7.1).</summary>
internal static class GlobalId
{
    private const int LongestId = 200;

    public static string Of(string type, Guid id) => Of(type, id.ToString());

    public static string Of(string type, string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{type}:{id}"));

    /// <returns>What is wrong with the text, for whoever sent it; null where it is an id of the type. An id of another tenant is fine here: nothing is found by it.</returns>
    public static string? Read(string text, string type, out Guid id)
    {
        id = Guid.Empty;
        if (text.Length > LongestId || Decode(text) is not { } decoded || decoded.Split(':') is not [var found, var uuid] || !Guid.TryParseExact(uuid, "D", out id))
        {
            return $"This is no id of a {type}.";
        }

        return found == type ? null : $"This is no id of a {type}, but of another type: {found}.";
    }

    /// <summary>An id for what has a key and no row, such as built-in connectors: always the same one.</summary>
    public static Guid ForKey(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        // Version 8 of RFC 9562: made as one likes.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static string? Decode(string text)
    {
        var bytes = new byte[LongestId];
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (Base64.DecodeFromUtf8(utf8, bytes, out _, out var length) != System.Buffers.OperationStatus.Done)
        {
            return null;
        }

        var decoded = Encoding.ASCII.GetString(bytes, 0, length);
        return decoded.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '-') ? decoded : null;
    }
}
