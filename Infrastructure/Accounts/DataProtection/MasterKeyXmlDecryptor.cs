using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Infrastructure.Accounts.DataProtection;

/// <summary>
/// The other direction. Its name stands in stored rows, and the framework makes it with this constructor. A key that cannot be decrypted is left
/// out by the framework, which makes a new one: people sign in again, and nothing else happens.
/// </summary>
internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly MasterKeyRing _masterKeys = services.GetRequiredService<MasterKeyRing>();

    /// <exception cref="CryptographicException">The master key is not configured any more, or the stored element was changed.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        var stored = EncryptedXml.Parse(encryptedElement);
        if (!_masterKeys.TryUnwrap(stored.MasterKeyId, EncryptedXml.Context(stored.KeyId), stored.WrappedKey, out var key))
        {
            throw new CryptographicException(
                $"A key of data protection cannot be decrypted: it is wrapped by the master key {stored.MasterKeyId}, which is not configured (Secrets:PreviousMasterKeys), or it was changed.");
        }

        using (key)
        {
            var plaintext = EncryptedXml.Open(key, stored.Value);
            var element = XElement.Parse(Encoding.UTF8.GetString(plaintext));
            CryptographicOperations.ZeroMemory(plaintext);
            return element;
        }
    }
}
