using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

/// <summary>
/// Unwrapped data keys by organization. What other processes change is noticed in two ways: a ciphertext that names an unknown key makes
/// the organization's keys be read again, and which key is current is confirmed every <see cref="SecretsOptions.CurrentKeyRefresh"/>.
/// </summary>
internal sealed class DataKeyCache(IDataKeyStore store, MasterKeyRing masterKeys, SecretsOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();

    /// <summary>The organization's keys, when they were read recently enough to encrypt under the current one.</summary>
    public bool TryGetFresh(Guid organizationId, [NotNullWhen(true)] out OrganizationKeys? keys)
    {
        keys = Find(organizationId);
        return keys is not null && IsFresh(keys);
    }

    /// <summary>The organization's keys as they were last read, however long ago: enough to decrypt, since a key never changes.</summary>
    public OrganizationKeys? Find(Guid organizationId) => _entries.TryGetValue(organizationId, out var entry) ? entry.Keys : null;

    public bool IsFresh(OrganizationKeys keys) => time.GetElapsedTime(keys.LoadedAt) < options.CurrentKeyRefresh;

    /// <summary>Keys fresh enough to encrypt, with a current key that works; makes the organization's first key when it has none.</summary>
    /// <exception cref="DataKeyUnavailableException">The current key cannot be unwrapped.</exception>
    public async ValueTask<OrganizationKeys> GetCurrentAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(organizationId, static _ => new Entry());
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            var keys = entry.Keys;
            if (keys?.CurrentCipher is null || !IsFresh(keys))
            {
                keys = await ReadAsync(organizationId, entry, cancellationToken);
                if (keys.Current is null)
                {
                    // False means that another process was faster; either way the next reading finds the organization's one first key.
                    await store.TryAddDataKeyAsync(Create(organizationId, number: 1, Now()), cancellationToken);
                    keys = await ReadAsync(organizationId, entry, cancellationToken);
                }
            }

            return keys.CurrentCipher is not null ? keys : throw Locked(organizationId, keys);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>Reads the organization's keys from the store; the answer is no older than this call.</summary>
    public async ValueTask<OrganizationKeys> ReloadAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(organizationId, static _ => new Entry());
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            return await ReadAsync(organizationId, entry, cancellationToken);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>A new key under the current master key, which is looked up again first: another process may have rotated it.</summary>
    public DataKey Create(Guid organizationId, int number, DateTime createdAt)
    {
        masterKeys.Reload();
        var (id, master) = (Guid.CreateVersion7(), masterKeys.Current);
        using var key = KeyBytes.CreateRandom();
        return new DataKey
        {
            Id = id,
            OrganizationId = organizationId,
            Number = number,
            WrappedKey = master.Wrap(new(WrappedKeyKind.DataKey, organizationId, id), key),
            MasterKeyId = master.Id,
            CreatedAt = createdAt,
        };
    }

    /// <summary>Whole milliseconds, which every database keeps exactly: a rotation compares the moments it stored with those it reads.</summary>
    public DateTime Now()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
        {
            foreach (var cipher in entry.Keys?.Ciphers.Values ?? [])
            {
                cipher.Dispose();
            }

            entry.Gate.Dispose();
        }
    }

    private static DataKeyUnavailableException Locked(Guid organizationId, OrganizationKeys keys) => new(
        organizationId,
        $"Nothing can be encrypted for this organization, because its data key {keys.Current?.Number} is wrapped by master key {keys.Current?.MasterKeyId}, which is not configured or no longer fits: add that key to Secrets:PreviousMasterKeys and restart.");

    private async ValueTask<OrganizationKeys> ReadAsync(Guid organizationId, Entry entry, CancellationToken cancellationToken)
    {
        // Taken before the query: the time that counts is when the answer was true, not when it came.
        var loadedAt = time.GetTimestamp();
        var rows = await store.LoadDataKeysAsync(organizationId, cancellationToken);
        var ciphers = new Dictionary<Guid, DataKeyCipher>(rows.Count);
        var locked = new HashSet<Guid>();
        foreach (var row in rows)
        {
            if (entry.Keys?.Ciphers.GetValueOrDefault(row.Id) is { } known)
            {
                ciphers.Add(row.Id, known);
            }
            else if (masterKeys.TryUnwrap(row, out var key))
            {
                ciphers.Add(row.Id, new DataKeyCipher(row.Id, key));
            }
            else
            {
                locked.Add(row.Id);
            }
        }

        return entry.Keys = new OrganizationKeys(ciphers, locked, rows.MaxBy(row => row.Number), loadedAt);
    }

    private sealed class Entry
    {
        private OrganizationKeys? _keys;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public OrganizationKeys? Keys
        {
            get => Volatile.Read(ref _keys);
            set => Volatile.Write(ref _keys, value);
        }
    }
}
