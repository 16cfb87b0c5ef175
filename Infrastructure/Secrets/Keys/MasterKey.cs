using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

internal enum WrappedKeyKind : byte
{
    DataKey = 1,
    FingerprintKey = 2,

    /// <summary>Wraps a key of ASP.NET's data protection; belongs to no organization.</summary>
    DataProtectionKey = 3,
}

/// <summary>What a wrapped key belongs to; authenticated, so that a wrapped key copied to another row does not unwrap there.</summary>
internal readonly record struct WrappedKeyContext(WrappedKeyKind Kind, Guid OrganizationId, Guid KeyId);

/// <summary>
/// Wraps the keys that wrap the values. Its id is derived from the key itself, so an id that a database names and the configuration
/// does not have says for certain that the key is another one: no id has to be configured, and no check value stored.
/// </summary>
internal sealed class MasterKey : IDisposable
{
    public const int WrappedLength = 1 + NonceLength + KeyBytes.Length + TagLength;

    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int AssociatedDataLength = 2 + 16 + 16;

    private readonly KeyBytes _wrapping;

    public MasterKey(ReadOnlySpan<byte> key)
    {
        using var master = KeyBytes.Copy(key);
        using var id = master.Derive(default, "connections-console master key id"u8);
        Id = Convert.ToHexStringLower(id.Span[..16]);
        _wrapping = master.Derive(default, "connections-console key wrapping"u8);
    }

    /// <summary>32 hexadecimal digits; tells nothing about the key.</summary>
    public string Id { get; }

    public byte[] Wrap(WrappedKeyContext context, KeyBytes key)
    {
        var wrapped = new byte[WrappedLength];
        wrapped[0] = Version;
        var nonce = wrapped.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> associated = stackalloc byte[AssociatedDataLength];
        WriteAssociatedData(context, associated);
        using var aes = new AesGcm(_wrapping.Span, TagLength);
        aes.Encrypt(nonce, key.Span, wrapped.AsSpan(1 + NonceLength, KeyBytes.Length), wrapped.AsSpan(WrappedLength - TagLength), associated);
        return wrapped;
    }

    public bool TryUnwrap(WrappedKeyContext context, ReadOnlySpan<byte> wrapped, [NotNullWhen(true)] out KeyBytes? key)
    {
        key = null;
        if (wrapped.Length != WrappedLength || wrapped[0] != Version)
        {
            return false;
        }

        Span<byte> associated = stackalloc byte[AssociatedDataLength];
        WriteAssociatedData(context, associated);
        Span<byte> plaintext = stackalloc byte[KeyBytes.Length];
        using var aes = new AesGcm(_wrapping.Span, TagLength);
        try
        {
            aes.Decrypt(
                wrapped.Slice(1, NonceLength), wrapped.Slice(1 + NonceLength, KeyBytes.Length), wrapped[^TagLength..], plaintext, associated);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        key = KeyBytes.Copy(plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        return true;
    }

    public void Dispose() => _wrapping.Dispose();

    private static void WriteAssociatedData(WrappedKeyContext context, Span<byte> destination)
    {
        destination[0] = Version;
        destination[1] = (byte)context.Kind;
        _ = context.OrganizationId.TryWriteBytes(destination[2..], bigEndian: true, out _);
        _ = context.KeyId.TryWriteBytes(destination[18..], bigEndian: true, out _);
    }
}
