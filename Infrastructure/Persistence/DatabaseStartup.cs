using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>Brings the database to this program's version, or says why that cannot be.</summary>
public interface IDatabaseStartup
{
    /// <exception cref="StartupException">The database cannot be reached or opened, or a newer version of the program made it.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Whether the database answers and has every migration of this program.</summary>
    Task<bool> IsReadyAsync(CancellationToken cancellationToken);
}

internal sealed partial class DatabaseStartup(ConsoleDbFactory databases, ILogger<DatabaseStartup> logger) : IDatabaseStartup
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        try
        {
            if (await db.Database.CanConnectAsync(cancellationToken))
            {
                var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
                var newer = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Where(m => !known.Contains(m)).ToList();
                if (newer.Count > 0)
                {
                    throw new StartupException(
                        $"The database was made by another version of this program (it has the migration {newer[^1]}): start that version, or restore a backup that fits this one.");
                }
            }

            var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            if (pending.Count > 0)
            {
                await db.Database.MigrateAsync(cancellationToken);
                Migrated(databases.Provider, pending.Count);
            }

            if (databases.Provider == DatabaseProviders.Sqlite)
            {
                // Readers go on while the journal writes; kept in the file once set.
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
            }
        }
        catch (SqliteException exception)
        {
            throw new StartupException(
                $"The SQLite database of Database:ConnectionString or --data cannot be used ({exception.Message.TrimEnd('.')}): check that the file is a database of this program and that its folder can be written.",
                exception);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException { InnerException: System.Data.Common.DbException })
        {
            throw new StartupException($"The {databases.Provider} database of Database:ConnectionString cannot be reached or migrated: {exception.GetBaseException().Message}", exception);
        }
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.Database.CanConnectAsync(cancellationToken) && !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} migrations to the {Provider} database")]
    private partial void Migrated(string provider, int count);
}
