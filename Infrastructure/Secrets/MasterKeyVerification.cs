using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Secrets;

/// <summary>Asked at every start, once the database is there: do the configured master keys fit it?</summary>
internal sealed class MasterKeyVerification(IDataKeyStore store, MasterKeyRing masterKeys, ILogger<MasterKeyVerification> logger)
{
    /// <exception cref="MasterKeyException">The database was set up under another master key: not one of its keys can be unwrapped.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var needed = await store.ListMasterKeyIdsAsync(cancellationToken);
        var missing = needed.Where(id => !masterKeys.Contains(id)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", missing);
        if (missing.Count == needed.Count)
        {
            throw new MasterKeyException(
                $"The master key is not the one of this database: its keys are wrapped by {names}, and the configured key is {masterKeys.Current.Id}; give the console the earlier key again (Secrets:MasterKey, Secrets:MasterKeyFile or the key file of the data folder), or list it under Secrets:PreviousMasterKeys.");
        }

        // Part of the organizations works: refusing to start would stop them for the sake of the others.
        logger.LogError(
            "Master keys {MissingMasterKeys} are still needed but not configured: values of some organizations cannot be read. Add them to Secrets:PreviousMasterKeys and restart.",
            names);
    }
}
