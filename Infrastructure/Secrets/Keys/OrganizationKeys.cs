using System.Collections.Concurrent;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

/// <summary>One organization's data keys as they were at <see cref="LoadedAt"/>. Immutable, but for what was found missing since.</summary>
internal sealed class OrganizationKeys(
    IReadOnlyDictionary<Guid, DataKeyCipher> ciphers, IReadOnlySet<Guid> locked, DataKey? current, long loadedAt)
{
    // Keys that a ciphertext names and a later load did not find: without this memory each such value would cost a query on every read.
    private const int MaximumMissing = 1000;

    private readonly ConcurrentDictionary<Guid, bool> _missing = new();

    public IReadOnlyDictionary<Guid, DataKeyCipher> Ciphers => ciphers;

    /// <summary>The key with the highest number; null when the organization has none.</summary>
    public DataKey? Current => current;

    /// <summary>The current key at work; null when there is none or it is locked.</summary>
    public DataKeyCipher? CurrentCipher { get; } = current is null ? null : ciphers.GetValueOrDefault(current.Id);

    /// <summary>In ticks of the time provider.</summary>
    public long LoadedAt => loadedAt;

    public bool IsLocked(Guid keyId) => locked.Contains(keyId);

    public bool IsMissing(Guid keyId) => _missing.ContainsKey(keyId);

    public void MarkMissing(Guid keyId)
    {
        if (_missing.Count < MaximumMissing)
        {
            _missing[keyId] = true;
        }
    }
}
