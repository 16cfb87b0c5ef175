using System.Security.Cryptography;
using System.Xml.Linq;
using ConnectionsConsole.Infrastructure.Accounts.DataProtection;
using ConnectionsConsole.Infrastructure.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionsConsole.Tests.Unit.Accounts;

public sealed class MasterKeyXmlEncryptionTests
{
    private static readonly string s_first = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
    private static readonly string s_second = Convert.ToBase64String([.. Enumerable.Range(33, 32).Select(i => (byte)i)]);
    private static readonly XElement s_key = XElement.Parse("<descriptor><masterKey><value>a-very-secret-value</value></masterKey></descriptor>");

    [Fact]
    public void Key_ComesBackAsItWas_AndIsStoredUnreadable()
    {
        var stored = Encryptor(s_first).Encrypt(s_key);
        Assert.Equal(typeof(MasterKeyXmlDecryptor), stored.DecryptorType);
        Assert.DoesNotContain("secret-value", stored.EncryptedElement.ToString(), StringComparison.Ordinal);
        Assert.True(XNode.DeepEquals(s_key, Decryptor(Ring(s_first)).Decrypt(XElement.Parse(stored.EncryptedElement.ToString()))));
    }

    [Fact]
    public void SameKey_IsNeverStoredTheSameWay()
    {
        var encryptor = Encryptor(s_first);
        Assert.NotEqual(encryptor.Encrypt(s_key).EncryptedElement.ToString(), encryptor.Encrypt(s_key).EncryptedElement.ToString());
    }

    [Fact]
    public void EarlierMasterKey_GoesOnDecrypting_AForeignOneIsNamed()
    {
        var stored = Encryptor(s_first).Encrypt(s_key).EncryptedElement;
        Assert.True(XNode.DeepEquals(s_key, Decryptor(Ring(s_second, s_first)).Decrypt(stored)));

        var exception = Assert.Throws<CryptographicException>(() => Decryptor(Ring(s_second)).Decrypt(stored));
        Assert.Contains(Ring(s_first).Current.Id, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrappedKey")]
    [InlineData("value")]
    public void ChangedElement_IsRefused(string name)
    {
        var stored = Encryptor(s_first).Encrypt(s_key).EncryptedElement;
        var bytes = Convert.FromBase64String(stored.Element(name)!.Value);
        bytes[^1] ^= 1;
        stored.Element(name)!.Value = Convert.ToBase64String(bytes);
        Assert.ThrowsAny<CryptographicException>(() => Decryptor(Ring(s_first)).Decrypt(stored));

        stored.Element(name)!.Value = "no base64";
        Assert.ThrowsAny<CryptographicException>(() => Decryptor(Ring(s_first)).Decrypt(stored));
        stored.Element(name)!.Remove();
        Assert.ThrowsAny<CryptographicException>(() => Decryptor(Ring(s_first)).Decrypt(stored));
    }

    [Fact]
    public void WrappedKeyOfAnotherElement_DoesNotFit()
    {
        var encryptor = Encryptor(s_first);
        var (one, other) = (encryptor.Encrypt(s_key).EncryptedElement, encryptor.Encrypt(s_key).EncryptedElement);
        one.Element("wrappedKey")!.Value = other.Element("wrappedKey")!.Value;
        Assert.ThrowsAny<CryptographicException>(() => Decryptor(Ring(s_first)).Decrypt(one));
    }

    private static MasterKeyXmlEncryptor Encryptor(string key) => new(Services(Ring(key)));

    private static MasterKeyXmlDecryptor Decryptor(MasterKeyRing ring) => new(Services(ring));

    private static ServiceProvider Services(MasterKeyRing ring) => new ServiceCollection().AddSingleton(ring).BuildServiceProvider();

    private static MasterKeyRing Ring(string current, params string[] previous)
    {
        var options = new SecretsOptions { MasterKey = current };
        foreach (var key in previous)
        {
            options.PreviousMasterKeys.Add(key);
        }

        return new MasterKeyRing(new MasterKeySource(options, embeddedKeyDirectory: null), NullLogger<MasterKeyRing>.Instance);
    }
}
