using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Secrets.Rotation;

/// <summary>
/// New data keys for all organizations, then every stored value encrypted again under them.
/// </summary>
/// <remarks>
/// What makes it resumable is in the key rows alone. All keys of one rotation carry the moment it began, and an earlier key that is not
/// retired means unfinished. So a run that finds an unfinished organization takes its moment, gives a new key only to organizations
/// whose current key is older (the first run did not reach them), and re-encrypts where an earlier key is not retired.
/// </remarks>
internal sealed class DataKeyRotation(
    IDataKeyStore store, DataKeyCache keys, Reencryption reencryption, SecretsOptions options, TimeProvider time, ILogger<DataKeyRotation> logger)
{
    private const int MaximumPasses = 10;

    public async ValueTask<DataKeyRotationResult> RunAsync(IProgress<DataKeyRotationResult>? progress, CancellationToken cancellationToken)
    {
        var organizations = await store.ListOrganizationIdsAsync(cancellationToken);
        var startedAt = await FindUnfinishedStartAsync(organizations, cancellationToken) ?? keys.Now();
        var result = new DataKeyRotationResult { UnfinishedOrganizations = await AddKeysAsync(organizations, startedAt, cancellationToken) };
        var addedAt = time.GetTimestamp();

        var rotating = new List<Guid>();
        foreach (var organizationId in organizations)
        {
            if (await LoadEarlierAsync(organizationId, cancellationToken) is { Count: > 0 })
            {
                rotating.Add(organizationId);
                var before = result;
                var pass = await reencryption.RunAsync(
                    organizationId, done => progress?.Report(before with { Reencrypted = before.Reencrypted + done.Reencrypted }), cancellationToken);
                result = result with { Reencrypted = result.Reencrypted + pass.Reencrypted };
            }
        }

        await WaitForOtherProcessesAsync(addedAt, cancellationToken);
        foreach (var organizationId in rotating)
        {
            result = await FinishAsync(organizationId, result, cancellationToken);
            progress?.Report(result);
        }

        return result;
    }

    private static DataKey? CurrentOf(IReadOnlyList<DataKey> rows) => rows.MaxBy(row => row.Number);

    private async ValueTask<DateTime?> FindUnfinishedStartAsync(IReadOnlyList<Guid> organizations, CancellationToken cancellationToken)
    {
        DateTime? startedAt = null;
        foreach (var organizationId in organizations)
        {
            if (await LoadEarlierAsync(organizationId, cancellationToken) is { Count: > 0 })
            {
                var current = CurrentOf(await store.LoadDataKeysAsync(organizationId, cancellationToken))!;
                startedAt = startedAt > current.CreatedAt ? startedAt : current.CreatedAt;
            }
        }

        return startedAt;
    }

    /// <summary>
    /// Keys that still have to be emptied. A locked one does not count: nothing under it can be re-encrypted, and it must not keep the
    /// next rotation from ever starting.
    /// </summary>
    private async ValueTask<IReadOnlyList<DataKey>> LoadEarlierAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var rows = await store.LoadDataKeysAsync(organizationId, cancellationToken);
        var current = CurrentOf(rows);
        if (rows.All(row => row == current || row.RetiredAt is not null))
        {
            return [];
        }

        var usable = await keys.ReloadAsync(organizationId, cancellationToken);
        return [.. rows.Where(row => row != current && row.RetiredAt is null && usable.Ciphers.ContainsKey(row.Id))];
    }

    /// <returns>How many organizations were passed over, because their current key is locked.</returns>
    private async ValueTask<int> AddKeysAsync(IReadOnlyList<Guid> organizations, DateTime startedAt, CancellationToken cancellationToken)
    {
        var passedOver = 0;
        foreach (var organizationId in organizations)
        {
            var usable = await keys.ReloadAsync(organizationId, cancellationToken);
            if (usable.Current is null || usable.Current.CreatedAt >= startedAt)
            {
                continue;
            }

            if (usable.CurrentCipher is null)
            {
                logger.LogWarning(
                    "The data key of organization {OrganizationId} was not rotated: master key {MasterKeyId}, which wraps it, is not configured.",
                    organizationId,
                    usable.Current.MasterKeyId);
                passedOver++;
                continue;
            }

            // False means that another rotation was faster, which serves as well.
            await store.TryAddDataKeyAsync(keys.Create(organizationId, usable.Current.Number + 1, startedAt), cancellationToken);
        }

        return passedOver;
    }

    private async ValueTask WaitForOtherProcessesAsync(long since, CancellationToken cancellationToken)
    {
        // A margin for a value that was encrypted at the last moment and is still being committed.
        var remaining = (options.CurrentKeyRefresh * 1.2) - time.GetElapsedTime(since);
        if (remaining > TimeSpan.Zero)
        {
            await Task.Delay(remaining, time, cancellationToken);
        }
    }

    /// <summary>Passes until one finds nothing more to do, then retires the earlier keys.</summary>
    private async ValueTask<DataKeyRotationResult> FinishAsync(
        Guid organizationId, DataKeyRotationResult result, CancellationToken cancellationToken)
    {
        var earlier = await LoadEarlierAsync(organizationId, cancellationToken);
        for (var passes = 0; passes < MaximumPasses; passes++)
        {
            var pass = await reencryption.RunAsync(organizationId, null, cancellationToken);
            result = result with { Reencrypted = result.Reencrypted + pass.Reencrypted };
            if (pass.Found == 0)
            {
                foreach (var key in earlier)
                {
                    await store.RetireDataKeyAsync(key.Id, keys.Now(), cancellationToken);
                }

                return result with { Organizations = result.Organizations + 1, Undecryptable = result.Undecryptable + pass.Undecryptable };
            }
        }

        logger.LogWarning(
            "Organization {OrganizationId} keeps storing values under an earlier data key; rotate again to finish it.", organizationId);
        return result with { UnfinishedOrganizations = result.UnfinishedOrganizations + 1 };
    }
}
