using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;

namespace ConnectionsConsole.Infrastructure.Secrets;

internal sealed class Fingerprinter(IDataKeyStore store, MasterKeyRing masterKeys, TimeProvider time) : IFingerprinter, IDisposable
{
    private const int FingerprintBytes = 16;

    // A fingerprint key never changes, so one that was unwrapped is good for the life of the process.
    private readonly ConcurrentDictionary<Guid, KeyBytes> _keys = new();

    public async ValueTask<string> FingerprintAsync(
        Guid organizationId, string field, ReadOnlyMemory<char> value, CancellationToken cancellationToken) =>
        Compute(await GetKeyAsync(organizationId, cancellationToken), field, value.Span);

    public async ValueTask<bool> MatchesAsync(
        Guid organizationId, string field, ReadOnlyMemory<char> value, string fingerprint, CancellationToken cancellationToken)
    {
        var expected = await FingerprintAsync(organizationId, field, value, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(fingerprint));
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    /// <summary>The field's length goes before it: no other pair of field and value makes the same message.</summary>
    private static string Compute(KeyBytes key, string field, ReadOnlySpan<char> value)
    {
        var message = ArrayPool<byte>.Shared.Rent(
            sizeof(int) + Encoding.UTF8.GetMaxByteCount(field.Length) + Encoding.UTF8.GetMaxByteCount(value.Length));
        var fieldLength = Encoding.UTF8.GetBytes(field, message.AsSpan(sizeof(int)));
        BinaryPrimitives.WriteInt32BigEndian(message, fieldLength);
        var length = sizeof(int) + fieldLength + Encoding.UTF8.GetBytes(value, message.AsSpan(sizeof(int) + fieldLength));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Span, message.AsSpan(0, length), hash);
        CryptographicOperations.ZeroMemory(message.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(message);
        return Convert.ToHexStringLower(hash[..FingerprintBytes]);
    }

    private async ValueTask<KeyBytes> GetKeyAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(organizationId, out var known))
        {
            return known;
        }

        var row = await store.LoadFingerprintKeyAsync(organizationId, cancellationToken);
        if (row is null)
        {
            // False means that another process was faster: reading again finds its key, and the organization has one.
            await store.TryAddFingerprintKeyAsync(Create(organizationId), cancellationToken);
            row = await store.LoadFingerprintKeyAsync(organizationId, cancellationToken)
                ?? throw new InvalidOperationException($"The fingerprint key of organization {organizationId} is gone right after it was stored.");
        }

        if (!masterKeys.TryUnwrap(row, out var key))
        {
            throw new DataKeyUnavailableException(
                organizationId,
                $"Values of this organization cannot be compared, because its fingerprint key is wrapped by master key {row.MasterKeyId}, which is not configured or no longer fits: add that key to Secrets:PreviousMasterKeys and restart.");
        }

        return _keys.GetOrAdd(organizationId, key);
    }

    private FingerprintKey Create(Guid organizationId)
    {
        masterKeys.Reload();
        var master = masterKeys.Current;
        using var key = KeyBytes.CreateRandom();
        return new FingerprintKey
        {
            OrganizationId = organizationId,
            WrappedKey = master.Wrap(new(WrappedKeyKind.FingerprintKey, organizationId, organizationId), key),
            MasterKeyId = master.Id,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
    }
}
