using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Tests.Unit.Secrets;

/// <summary>A key table with the database's guarantees (unique numbers, compare and swap), shared by the processes of a test.</summary>
internal sealed class InMemoryDataKeyStore : IDataKeyStore
{
    private readonly Lock _lock = new();
    private readonly List<DataKey> _dataKeys = [];
    private readonly List<FingerprintKey> _fingerprintKeys = [];

    /// <summary>Called before each insert, outside the lock: where a test lets another process be faster.</summary>
    public Func<Task> BeforeAdd { get; set; } = () => Task.CompletedTask;

    /// <summary>Called before each rewrap with the number of rewraps so far: where a test kills a rotation.</summary>
    public Action<int> BeforeRewrap { get; set; } = _ => { };

    public int Loads { get; private set; }

    public int Rewraps { get; private set; }

    public IReadOnlyList<DataKey> DataKeys
    {
        get
        {
            lock (_lock)
            {
                return [.. _dataKeys];
            }
        }
    }

    public IReadOnlyList<FingerprintKey> FingerprintKeys
    {
        get
        {
            lock (_lock)
            {
                return [.. _fingerprintKeys];
            }
        }
    }

    public void Remove(Guid dataKeyId)
    {
        lock (_lock)
        {
            _dataKeys.RemoveAll(key => key.Id == dataKeyId);
        }
    }

    public ValueTask<IReadOnlyList<DataKey>> LoadDataKeysAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Loads++;
            return ValueTask.FromResult<IReadOnlyList<DataKey>>([.. _dataKeys.Where(key => key.OrganizationId == organizationId)]);
        }
    }

    public async ValueTask<bool> TryAddDataKeyAsync(DataKey key, CancellationToken cancellationToken)
    {
        await BeforeAdd();
        lock (_lock)
        {
            if (_dataKeys.Exists(other => other.OrganizationId == key.OrganizationId && other.Number == key.Number))
            {
                return false;
            }

            _dataKeys.Add(key);
            return true;
        }
    }

    public ValueTask<bool> RewrapDataKeyAsync(
        Guid id, string expectedMasterKeyId, byte[] wrappedKey, string masterKeyId, CancellationToken cancellationToken)
    {
        BeforeRewrap(Rewraps);
        lock (_lock)
        {
            var index = _dataKeys.FindIndex(key => key.Id == id && key.MasterKeyId == expectedMasterKeyId);
            if (index < 0)
            {
                return ValueTask.FromResult(false);
            }

            Rewraps++;
            var key = _dataKeys[index];
            _dataKeys[index] = Copy(key, wrappedKey, masterKeyId, key.RetiredAt);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask RetireDataKeyAsync(Guid id, DateTime retiredAt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var index = _dataKeys.FindIndex(key => key.Id == id);
            var key = _dataKeys[index];
            _dataKeys[index] = Copy(key, key.WrappedKey, key.MasterKeyId, key.RetiredAt ?? retiredAt);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<FingerprintKey?> LoadFingerprintKeyAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_fingerprintKeys.Find(key => key.OrganizationId == organizationId));
        }
    }

    public async ValueTask<bool> TryAddFingerprintKeyAsync(FingerprintKey key, CancellationToken cancellationToken)
    {
        await BeforeAdd();
        lock (_lock)
        {
            if (_fingerprintKeys.Exists(other => other.OrganizationId == key.OrganizationId))
            {
                return false;
            }

            _fingerprintKeys.Add(key);
            return true;
        }
    }

    public ValueTask<bool> RewrapFingerprintKeyAsync(
        Guid organizationId, string expectedMasterKeyId, byte[] wrappedKey, string masterKeyId, CancellationToken cancellationToken)
    {
        BeforeRewrap(Rewraps);
        lock (_lock)
        {
            var index = _fingerprintKeys.FindIndex(key => key.OrganizationId == organizationId && key.MasterKeyId == expectedMasterKeyId);
            if (index < 0)
            {
                return ValueTask.FromResult(false);
            }

            Rewraps++;
            _fingerprintKeys[index] = new FingerprintKey
            {
                OrganizationId = organizationId,
                WrappedKey = wrappedKey,
                MasterKeyId = masterKeyId,
                CreatedAt = _fingerprintKeys[index].CreatedAt,
            };
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<IReadOnlyList<Guid>> ListOrganizationIdsAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<Guid>>(
                [.. _dataKeys.Select(key => key.OrganizationId).Concat(_fingerprintKeys.Select(key => key.OrganizationId)).Distinct()]);
        }
    }

    public ValueTask<IReadOnlyList<string>> ListMasterKeyIdsAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<string>>(
                [.. _dataKeys.Select(key => key.MasterKeyId).Concat(_fingerprintKeys.Select(key => key.MasterKeyId)).Distinct(StringComparer.Ordinal)]);
        }
    }

    private static DataKey Copy(DataKey key, byte[] wrappedKey, string masterKeyId, DateTime? retiredAt) => new()
    {
        Id = key.Id,
        OrganizationId = key.OrganizationId,
        Number = key.Number,
        WrappedKey = wrappedKey,
        MasterKeyId = masterKeyId,
        CreatedAt = key.CreatedAt,
        RetiredAt = retiredAt,
    };
}
