using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Runner.JavaScript;
using ConnectionsConsole.Infrastructure.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Infrastructure;

/// <summary>What has to be right before anything is served.</summary>
public interface IConsoleStartup
{
    /// <summary>Begins what the first run will need and what takes long, beside the rest of the start.</summary>
    void WarmUp();

    /// <exception cref="StartupException">The database cannot be used as it is.</exception>
    /// <exception cref="Secrets.Keys.MasterKeyException">There is no master key, or it is not the one of this database.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}

internal sealed class ConsoleStartup(IServiceProvider services, DataDirectory data) : IConsoleStartup
{
    // The engine's threads are not the pool's, so the start goes on; whoever runs the first code step waits for the end of it.
    public void WarmUp() => _ = services.GetRequiredService<JavaScriptWarmUp>().WaitAsync();

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        RefuseLostMasterKey();
        // Asked for here and not before: making it reads the master key, or makes one on the first start.
        var masterKeys = services.GetRequiredService<MasterKeyVerification>();
        await services.GetRequiredService<IDatabaseStartup>().MigrateAsync(cancellationToken);
        await masterKeys.VerifyAsync(cancellationToken);
    }

    /// <summary>The key is made before the database, so a database without one has lost it; a new key beside it would only hide that.</summary>
    private void RefuseLostMasterKey()
    {
        if (services.GetRequiredService<MasterKeySource>().MissingFile is { } file && File.Exists(Path.Combine(data.Path, "console.db")))
        {
            throw new StartupException(
                $"The master key file {file} is missing, and the database beside it cannot be read without it: put it back from the backup, or give the key as Secrets:MasterKey.");
        }
    }
}
