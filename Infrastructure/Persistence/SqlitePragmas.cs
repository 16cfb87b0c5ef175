using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>
/// Sets what SQLite keeps per connection. The busy timeout matters: the driver's own waiting sleeps 150 ms at a time, which is far longer than a
/// commit of the journal; SQLite's begins with one millisecond.
/// </summary>
internal sealed class SqlitePragmas(string synchronous) : DbConnectionInterceptor
{
    /// <summary>
    /// Pages in the write-ahead log, of 4 KiB, at which a commit moves them into the database. The journal writes the same pages of its indexes in every commit:
    /// at SQLite's own 1,000 they are moved, and waited for, some twenty times a second under load. Four times as many cost 16 MiB of disk.
    /// </summary>
    private const int CheckpointPages = 4_000;

    private readonly string _sql = CommandText(synchronous);

    /// <summary>The connections beneath the pooled ones, which keep what was set while others open them: a query or two of every command opens one.</summary>
    private readonly ConditionalWeakTable<sqlite3, object> _done = [];

    public static string CommandText(string synchronous) =>
        $"PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint={CheckpointPages}; PRAGMA synchronous={(synchronous == "Normal" ? "NORMAL" : "FULL")};";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (((SqliteConnection)connection).Handle is { } handle && _done.TryGetValue(handle, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = _sql;
        command.ExecuteNonQuery();
        _done.AddOrUpdate(((SqliteConnection)connection).Handle!, this);
    }

    /// <remarks>The driver does nothing asynchronously.</remarks>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
