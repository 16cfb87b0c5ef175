using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Infrastructure.Accounts.DataProtection;

/// <summary>
/// Encrypts the keys of cookies and antiforgery tokens before they are stored: whoever reads the database alone could otherwise sign in as anybody.
/// Each gets a random key of its own for AES-256-GCM, which the master key wraps.
/// </summary>
/// <remarks>The ring is asked for when something is encrypted: options are made before the settings are checked, and asking makes the key file.</remarks>
internal sealed class MasterKeyXmlEncryptor(IServiceProvider services) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        ArgumentNullException.ThrowIfNull(plaintextElement);
        var plaintext = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        using var key = KeyBytes.CreateRandom();
        var (keyId, master) = (Guid.CreateVersion7(), services.GetRequiredService<MasterKeyRing>().Current);
        var wrapped = master.Wrap(EncryptedXml.Context(keyId), key);
        var element = new EncryptedXml(master.Id, keyId, wrapped, EncryptedXml.Seal(key, plaintext)).ToElement();
        CryptographicOperations.ZeroMemory(plaintext);
        return new EncryptedXmlInfo(element, typeof(MasterKeyXmlDecryptor));
    }
}
