using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.Support.Databases;

/// <summary>A SQLite database of its own: a file that does not exist yet, in a temporary folder.</summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public SqliteDatabase()
    {
        File = _directory.Combine("console.db");
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = File }.ToString();
    }

    public string File { get; }

    public string ConnectionString { get; }

    public void Dispose()
    {
        // Pooled connections, also those of other connection strings, keep the file open.
        SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }
}
