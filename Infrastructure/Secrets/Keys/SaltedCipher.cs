using System.Security.Cryptography;

namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

/// <summary>AES-256-GCM under one derived key. <see cref="AesGcm"/> is not safe for concurrent use, and making one costs more than a small
/// message, so idle ones are kept.</summary>
internal sealed class SaltedCipher(ulong salt, KeyBytes key) : IDisposable
{
    // More threads than this at the same instant make their own instance and throw it away.
    private readonly AesGcm?[] _idle = new AesGcm?[Math.Max(4, Environment.ProcessorCount * 2)];
    private long _sealed;

    public ulong Salt => salt;

    /// <summary>Messages encrypted so far; the caller moves on to another salt before the bound of random nonces.</summary>
    public long Sealed => Volatile.Read(ref _sealed);

    public void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> associatedData)
    {
        Interlocked.Increment(ref _sealed);
        var aes = Rent();
        aes.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);
        Return(aes);
    }

    public bool TryOpen(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        var aes = Rent();
        try
        {
            aes.Decrypt(nonce, ciphertext, tag, plaintext, associatedData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            Return(aes);
        }
    }

    public void Dispose()
    {
        key.Dispose();
        foreach (ref var idle in _idle.AsSpan())
        {
            Interlocked.Exchange(ref idle, null)?.Dispose();
        }
    }

    private AesGcm Rent()
    {
        foreach (ref var idle in _idle.AsSpan())
        {
            if (idle is not null && Interlocked.Exchange(ref idle, null) is { } aes)
            {
                return aes;
            }
        }

        return new AesGcm(key.Span, CiphertextFormat.TagLength);
    }

    private void Return(AesGcm aes)
    {
        foreach (ref var idle in _idle.AsSpan())
        {
            if (idle is null && Interlocked.CompareExchange(ref idle, aes, null) is null)
            {
                return;
            }
        }

        aes.Dispose();
    }
}
