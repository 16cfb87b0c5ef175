namespace ConnectionsConsole.Domain.Secrets;

/// <summary>
/// Where wrapped keys are kept. Used by singletons from any thread: each call stands for itself, on a connection of its own, committed
/// when it returns. Rows are read as they are in the database, never from a tracking cache.
/// </summary>
public interface IDataKeyStore
{
    /// <summary>All data keys of the organization, in any order; empty when it has none.</summary>
    ValueTask<IReadOnlyList<DataKey>> LoadDataKeysAsync(Guid organizationId, CancellationToken cancellationToken);

    /// <summary>Inserts the key; false when its (organization, number) is taken, which the caller answers by reading again.</summary>
    ValueTask<bool> TryAddDataKeyAsync(DataKey key, CancellationToken cancellationToken);

    /// <summary>Sets <see cref="DataKey.WrappedKey"/> and <see cref="DataKey.MasterKeyId"/> where the latter still is
    /// <paramref name="expectedMasterKeyId"/>; false otherwise.</summary>
    ValueTask<bool> RewrapDataKeyAsync(
        Guid id, string expectedMasterKeyId, byte[] wrappedKey, string masterKeyId, CancellationToken cancellationToken);

    /// <summary>Sets <see cref="DataKey.RetiredAt"/> where it is not set.</summary>
    ValueTask RetireDataKeyAsync(Guid id, DateTime retiredAt, CancellationToken cancellationToken);

    ValueTask<FingerprintKey?> LoadFingerprintKeyAsync(Guid organizationId, CancellationToken cancellationToken);

    /// <summary>Inserts the key; false when the organization has one, which the caller answers by reading again.</summary>
    ValueTask<bool> TryAddFingerprintKeyAsync(FingerprintKey key, CancellationToken cancellationToken);

    /// <summary>As <see cref="RewrapDataKeyAsync"/>, for the organization's fingerprint key.</summary>
    ValueTask<bool> RewrapFingerprintKeyAsync(
        Guid organizationId, string expectedMasterKeyId, byte[] wrappedKey, string masterKeyId, CancellationToken cancellationToken);

    /// <summary>Every organization that has a data key or a fingerprint key.</summary>
    ValueTask<IReadOnlyList<Guid>> ListOrganizationIdsAsync(CancellationToken cancellationToken);

    /// <summary>The distinct master key ids over all data keys and fingerprint keys: what the configured keys are checked against at start.</summary>
    ValueTask<IReadOnlyList<string>> ListMasterKeyIdsAsync(CancellationToken cancellationToken);
}
