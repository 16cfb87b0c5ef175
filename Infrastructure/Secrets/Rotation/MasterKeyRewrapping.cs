using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;

namespace ConnectionsConsole.Infrastructure.Secrets.Rotation;

/// <summary>
/// Wraps every key under the current master key. Each key row says which master key wraps it, so there is no progress to keep: a run
/// that was cut short is started again and passes over what is done.
/// </summary>
internal sealed class MasterKeyRewrapping(
    IDataKeyStore store, MasterKeyRing masterKeys, MasterKeySource source, IEnumerable<IMasterKeyDependent> dependents)
{
    public async ValueTask<MasterRotationResult> RunAsync(CancellationToken cancellationToken)
    {
        masterKeys.Reload();
        await ReplaceOwnKeyAsync(cancellationToken);
        var first = await RewrapAllAsync(cancellationToken);
        var (rewrapped, last) = (first.Rewrapped, first);
        while (last.Rewrapped > 0)
        {
            // A process that did not know the new master key yet may have stored one more key under the old one.
            last = await RewrapAllAsync(cancellationToken);
            rewrapped += last.Rewrapped;
        }

        return new MasterRotationResult(rewrapped, first.AlreadyCurrent, last.Unreadable);
    }

    /// <summary>Where the console owns the key file and nothing of an earlier rotation is left to do, this is where the new key comes from.</summary>
    private async ValueTask ReplaceOwnKeyAsync(CancellationToken cancellationToken)
    {
        if (!source.CanReplace)
        {
            return;
        }

        var inUse = new List<string>(await store.ListMasterKeyIdsAsync(cancellationToken));
        foreach (var dependent in dependents)
        {
            inUse.AddRange(await dependent.ListMasterKeyIdsAsync(cancellationToken));
        }

        if (inUse.All(id => id == masterKeys.Current.Id || !masterKeys.Contains(id)))
        {
            masterKeys.Replace();
        }
    }

    private async ValueTask<MasterRotationResult> RewrapAllAsync(CancellationToken cancellationToken)
    {
        var result = default(MasterRotationResult);
        foreach (var organizationId in await store.ListOrganizationIdsAsync(cancellationToken))
        {
            foreach (var row in await store.LoadDataKeysAsync(organizationId, cancellationToken))
            {
                result = Count(result, await RewrapAsync(row, cancellationToken));
            }

            if (await store.LoadFingerprintKeyAsync(organizationId, cancellationToken) is { } fingerprintKey)
            {
                result = Count(result, await RewrapAsync(fingerprintKey, cancellationToken));
            }
        }

        foreach (var dependent in dependents)
        {
            var done = await dependent.RewrapAsync(cancellationToken);
            result = new MasterRotationResult(result.Rewrapped + done.Rewrapped, result.AlreadyCurrent + done.AlreadyCurrent, result.Unreadable + done.Unreadable);
        }

        return result;
    }

    private async ValueTask<Outcome> RewrapAsync(DataKey row, CancellationToken cancellationToken)
    {
        var master = masterKeys.Current;
        if (row.MasterKeyId == master.Id)
        {
            return Outcome.AlreadyCurrent;
        }

        if (!masterKeys.TryUnwrap(row, out var key))
        {
            return Outcome.Unreadable;
        }

        using (key)
        {
            var wrapped = master.Wrap(new(WrappedKeyKind.DataKey, row.OrganizationId, row.Id), key);
            return await store.RewrapDataKeyAsync(row.Id, row.MasterKeyId, wrapped, master.Id, cancellationToken)
                ? Outcome.Rewrapped
                : Outcome.AlreadyCurrent;
        }
    }

    private async ValueTask<Outcome> RewrapAsync(FingerprintKey row, CancellationToken cancellationToken)
    {
        var master = masterKeys.Current;
        if (row.MasterKeyId == master.Id)
        {
            return Outcome.AlreadyCurrent;
        }

        if (!masterKeys.TryUnwrap(row, out var key))
        {
            return Outcome.Unreadable;
        }

        using (key)
        {
            var wrapped = master.Wrap(new(WrappedKeyKind.FingerprintKey, row.OrganizationId, row.OrganizationId), key);
            return await store.RewrapFingerprintKeyAsync(row.OrganizationId, row.MasterKeyId, wrapped, master.Id, cancellationToken)
                ? Outcome.Rewrapped
                : Outcome.AlreadyCurrent;
        }
    }

    private static MasterRotationResult Count(MasterRotationResult result, Outcome outcome) => outcome switch
    {
        Outcome.Rewrapped => result with { Rewrapped = result.Rewrapped + 1 },
        Outcome.AlreadyCurrent => result with { AlreadyCurrent = result.AlreadyCurrent + 1 },
        Outcome.Unreadable => result with { Unreadable = result.Unreadable + 1 },
    };

    private enum Outcome
    {
        Rewrapped,
        AlreadyCurrent,
        Unreadable,
    }
}
