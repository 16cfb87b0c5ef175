using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Secrets;

namespace ConnectionsConsole.Infrastructure;

/// <summary>What has to be right before anything is served.</summary>
public interface IConsoleStartup
{
    /// <exception cref="StartupException">The database cannot be used as it is.</exception>
    /// <exception cref="Secrets.Keys.MasterKeyException">There is no master key, or it is not the one of this database.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}

internal sealed class ConsoleStartup(IDatabaseStartup database, MasterKeyVerification masterKeys) : IConsoleStartup
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.MigrateAsync(cancellationToken);
        await masterKeys.VerifyAsync(cancellationToken);
    }
}
