using System.Security.Cryptography;
using System.Xml.Linq;
using ConnectionsConsole.Infrastructure.Secrets.Keys;

namespace ConnectionsConsole.Infrastructure.Accounts.DataProtection;

/// <summary>The stored form: which master key wraps the key, the wrapped key, and the value as nonce, ciphertext and tag.</summary>
internal sealed record EncryptedXml(string MasterKeyId, Guid KeyId, byte[] WrappedKey, byte[] Value)
{
    public const string ElementName = "masterKeyEncrypted";

    private const int NonceLength = 12;
    private const int TagLength = 16;

    // Keys of data protection belong to the whole console, so no organization stands in the context.
    public static WrappedKeyContext Context(Guid keyId) => new(WrappedKeyKind.DataProtectionKey, Guid.Empty, keyId);

    public XElement ToElement() => new(
        ElementName,
        new XAttribute("masterKey", MasterKeyId),
        new XAttribute("key", KeyId),
        new XElement("wrappedKey", Convert.ToBase64String(WrappedKey)),
        new XElement("value", Convert.ToBase64String(Value)));

    /// <exception cref="CryptographicException">It is not in this form.</exception>
    public static EncryptedXml Parse(XElement element)
    {
        try
        {
            return new EncryptedXml(
                (string?)element.Attribute("masterKey") ?? throw new FormatException("It names no master key."), (Guid)element.Attribute("key")!,
                Convert.FromBase64String((string)element.Element("wrappedKey")!), Convert.FromBase64String((string)element.Element("value")!));
        }
        catch (Exception exception) when (exception is ArgumentNullException or FormatException)
        {
            throw new CryptographicException("A stored key of data protection is damaged.", exception);
        }
    }

    public static byte[] Seal(KeyBytes key, ReadOnlySpan<byte> plaintext)
    {
        var value = new byte[NonceLength + plaintext.Length + TagLength];
        var nonce = value.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Span, TagLength);
        aes.Encrypt(nonce, plaintext, value.AsSpan(NonceLength, plaintext.Length), value.AsSpan(NonceLength + plaintext.Length));
        return value;
    }

    /// <exception cref="CryptographicException">The value was changed.</exception>
    public static byte[] Open(KeyBytes key, ReadOnlySpan<byte> value)
    {
        if (value.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("A stored key of data protection is damaged.");
        }

        var plaintext = new byte[value.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key.Span, TagLength);
        aes.Decrypt(value[..NonceLength], value.Slice(NonceLength, plaintext.Length), value[^TagLength..], plaintext);
        return plaintext;
    }
}
