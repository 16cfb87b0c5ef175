using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

/// <summary>An unwrapped data key at work. Safe for concurrent use.</summary>
internal sealed class DataKeyCipher(Guid keyId, KeyBytes key) : IDisposable
{
    private const long MessagesPerSalt = 1L << 30;

    // One salt for each process start that wrote something still stored; old ones are rarely read, and deriving again costs microseconds.
    private const int MaximumOpeningCiphers = 64;

    private readonly ConcurrentDictionary<ulong, SaltedCipher> _opening = new();
    private SaltedCipher? _sealing;

    public Guid KeyId => keyId;

    public byte[] Seal(in SecretContext context, ReadOnlySpan<byte> plaintext)
    {
        Span<byte> buffer = stackalloc byte[CiphertextFormat.MaximumAssociatedDataLength];
        var associated = CiphertextFormat.WriteAssociatedData(context, buffer);
        var cipher = SealingCipher();
        var result = GC.AllocateUninitializedArray<byte>(checked(plaintext.Length + CiphertextFormat.Overhead));
        result[0] = CiphertextFormat.Version;
        _ = keyId.TryWriteBytes(result.AsSpan(1), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt64BigEndian(result.AsSpan(CiphertextFormat.SaltOffset), cipher.Salt);
        var nonce = result.AsSpan(CiphertextFormat.NonceOffset, CiphertextFormat.NonceLength);
        RandomNumberGenerator.Fill(nonce);
        var body = result.AsSpan(CiphertextFormat.BodyOffset, plaintext.Length);
        cipher.Seal(nonce, plaintext, body, result.AsSpan(^CiphertextFormat.TagLength..), associated);
        return result;
    }

    /// <param name="ciphertext">One whose header was found to be well formed and to name this key.</param>
    public UnprotectResult Open(in SecretContext context, ReadOnlySpan<byte> ciphertext)
    {
        Span<byte> buffer = stackalloc byte[CiphertextFormat.MaximumAssociatedDataLength];
        var associated = CiphertextFormat.WriteAssociatedData(context, buffer);
        var cipher = OpeningCipher(BinaryPrimitives.ReadUInt64BigEndian(ciphertext[CiphertextFormat.SaltOffset..]));
        var nonce = ciphertext.Slice(CiphertextFormat.NonceOffset, CiphertextFormat.NonceLength);
        var body = ciphertext[CiphertextFormat.BodyOffset..^CiphertextFormat.TagLength];
        var plaintext = GC.AllocateUninitializedArray<byte>(body.Length);
        return cipher.TryOpen(nonce, body, ciphertext[^CiphertextFormat.TagLength..], plaintext, associated)
            ? UnprotectResult.Ok(plaintext)
            : UnprotectResult.Undecryptable(UnprotectStatus.NotAuthentic);
    }

    public void Dispose()
    {
        key.Dispose();
        _sealing?.Dispose();
        foreach (var cipher in _opening.Values)
        {
            cipher.Dispose();
        }
    }

    private SaltedCipher SealingCipher()
    {
        var present = Volatile.Read(ref _sealing);
        if (present is { Sealed: < MessagesPerSalt })
        {
            return present;
        }

        var made = Derive(BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(CiphertextFormat.SaltLength)));
        var winner = Interlocked.CompareExchange(ref _sealing, made, present);
        if (winner == present)
        {
            // What this process writes it also reads, most of the time.
            _opening[made.Salt] = made;
            return made;
        }

        made.Dispose();
        return winner!;
    }

    private SaltedCipher OpeningCipher(ulong salt)
    {
        if (_opening.TryGetValue(salt, out var cipher))
        {
            return cipher;
        }

        if (_opening.Count >= MaximumOpeningCiphers)
        {
            // Not disposed: other threads may be using them. The collector frees what they hold.
            _opening.Clear();
        }

        return _opening.GetOrAdd(salt, Derive(salt));
    }

    private SaltedCipher Derive(ulong salt)
    {
        Span<byte> bytes = stackalloc byte[CiphertextFormat.SaltLength];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, salt);
        return new SaltedCipher(salt, key.Derive(bytes, "connections-console value encryption"u8));
    }
}
