using ConnectionsConsole.Domain.Secrets;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>Wrapped keys in the database. Keys belong to the machinery rather than to a scope, so each call has a context of its own.</summary>
internal sealed class DataKeyStore(ConsoleDbFactory databases) : IDataKeyStore
{
    public async ValueTask<IReadOnlyList<DataKey>> LoadDataKeysAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.DataKeys.AsNoTracking().Where(k => k.OrganizationId == organizationId).ToListAsync(cancellationToken);
    }

    public async ValueTask<bool> TryAddDataKeyAsync(DataKey key, CancellationToken cancellationToken) => await TryAddAsync(key, cancellationToken);

    public async ValueTask<bool> RewrapDataKeyAsync(Guid id, string expectedMasterKeyId, byte[] wrappedKey, string masterKeyId, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.DataKeys.Where(k => k.Id == id && k.MasterKeyId == expectedMasterKeyId)
            .ExecuteUpdateAsync(s => s.SetProperty(k => k.WrappedKey, wrappedKey).SetProperty(k => k.MasterKeyId, masterKeyId), cancellationToken) == 1;
    }

    public async ValueTask RetireDataKeyAsync(Guid id, DateTime retiredAt, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        await db.DataKeys.Where(k => k.Id == id && k.RetiredAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(k => k.RetiredAt, retiredAt), cancellationToken);
    }

    public async ValueTask<FingerprintKey?> LoadFingerprintKeyAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.FingerprintKeys.AsNoTracking().SingleOrDefaultAsync(k => k.OrganizationId == organizationId, cancellationToken);
    }

    public async ValueTask<bool> TryAddFingerprintKeyAsync(FingerprintKey key, CancellationToken cancellationToken) => await TryAddAsync(key, cancellationToken);

    public async ValueTask<bool> RewrapFingerprintKeyAsync(
        Guid organizationId, string expectedMasterKeyId, byte[] wrappedKey, string masterKeyId, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.FingerprintKeys.Where(k => k.OrganizationId == organizationId && k.MasterKeyId == expectedMasterKeyId)
            .ExecuteUpdateAsync(s => s.SetProperty(k => k.WrappedKey, wrappedKey).SetProperty(k => k.MasterKeyId, masterKeyId), cancellationToken) == 1;
    }

    public async ValueTask<IReadOnlyList<Guid>> ListOrganizationIdsAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.DataKeys.Select(k => k.OrganizationId).Union(db.FingerprintKeys.Select(k => k.OrganizationId)).ToListAsync(cancellationToken);
    }

    public async ValueTask<IReadOnlyList<string>> ListMasterKeyIdsAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.DataKeys.Select(k => k.MasterKeyId).Union(db.FingerprintKeys.Select(k => k.MasterKeyId)).ToListAsync(cancellationToken);
    }

    private async Task<bool> TryAddAsync<T>(T key, CancellationToken cancellationToken)
        where T : class
    {
        await using var db = databases.CreateUnscoped();
        db.Add(key);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (ConstraintErrors.IsUniqueViolation(exception))
        {
            return false;
        }
    }
}
