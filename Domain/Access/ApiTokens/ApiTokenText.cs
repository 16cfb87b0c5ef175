using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ConnectionsConsole.Domain.Access.ApiTokens;

/// <summary>The text of an API token: a prefix by which people and secret scanners know it, and 256 random bits as base64url (RFC 4648 section 5).</summary>
public static class ApiTokenText
{
    public const string Prefix = "ccn_";

    public const int EndingLength = 4;

    private const int RandomBytes = 32;
    private const int Length = 4 + 43;

    private static readonly SearchValues<char> s_letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Generate() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Whether the text could be a token at all; anything else is refused without asking the database.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && !text.ContainsAnyExcept(s_letters);

    /// <summary>32 bytes.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
