using System.Security.Cryptography;

namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

/// <summary>
/// 256 bits of key in memory that the garbage collector does not move, so that zeroing them leaves no copy behind.
/// </summary>
internal sealed class KeyBytes : IDisposable
{
    public const int Length = 32;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Length, pinned: true);

    private KeyBytes()
    {
    }

    public ReadOnlySpan<byte> Span => _bytes;

    public static KeyBytes CreateRandom()
    {
        var key = new KeyBytes();
        RandomNumberGenerator.Fill(key._bytes);
        return key;
    }

    public static KeyBytes Copy(ReadOnlySpan<byte> bytes)
    {
        var key = new KeyBytes();
        bytes.CopyTo(key._bytes);
        return key;
    }

    /// <summary>HKDF-SHA-256 (RFC 5869): an independent key for each <paramref name="info"/> and <paramref name="salt"/>.</summary>
    public KeyBytes Derive(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info)
    {
        var key = new KeyBytes();
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, key._bytes, salt, info);
        return key;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
