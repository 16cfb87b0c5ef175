using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.Benchmarks.Lists;

/// <summary>Fills tables of a SQLite database with copies of one row that the product itself wrote, so that each column holds what it would.</summary>
internal sealed class RowCopier : IDisposable
{
    private readonly SqliteConnection _connection;

    public RowCopier(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        // Nothing of it has to survive a crash.
        Execute("PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;");
    }

    /// <summary>Copies the row of <paramref name="table"/> that was written first, once for each row of <paramref name="source"/>.</summary>
    /// <param name="source">A FROM clause with what <paramref name="changed"/> refers to.</param>
    /// <param name="changed">SQL for the columns that differ from the row that is copied.</param>
    public void Copy(string table, string source, IReadOnlyDictionary<string, string> changed)
    {
        var columns = Columns(table);
        if (changed.Keys.Except(columns).FirstOrDefault() is { } unknown)
        {
            throw new BenchmarkException($"The table {table} has no column {unknown}.");
        }

        var values = columns.Select(c => changed.TryGetValue(c, out var sql) ? sql : $"template.\"{c}\"");
        Execute($"""
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(c => $"\"{c}\""))})
            SELECT {string.Join(", ", values)} FROM (SELECT * FROM "{table}" ORDER BY rowid LIMIT 1) AS template, {source}
            """);
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandTimeout = 0;
#pragma warning disable CA2100 // Made of this program's own names alone.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    private List<string> Columns(string table)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info($table)";
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }
}
