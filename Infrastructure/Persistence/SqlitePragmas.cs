using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>
/// Sets what SQLite keeps per connection. The busy timeout matters: the driver's own waiting sleeps 150 ms at a time, which is far longer than a
/// commit of the journal; SQLite's begins with one millisecond.
/// </summary>
internal sealed class SqlitePragmas(string synchronous) : DbConnectionInterceptor
{
    private readonly string _sql = CommandText(synchronous);

    public static string CommandText(string synchronous) =>
        $"PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA synchronous={(synchronous == "Normal" ? "NORMAL" : "FULL")};";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = _sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
