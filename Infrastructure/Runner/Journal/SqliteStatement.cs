using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>
/// A prepared statement of SQLite without the driver's command around it, which costs more than the statement itself where the statement is small. Values are stored
/// as the driver stores them. Used by one thread at a time.
/// </summary>
/// <param name="sql">One statement; its parameters are numbered in the order in which they first stand there, from 1.</param>
internal sealed class SqliteStatement(sqlite3 database, string sql) : IDisposable
{
    private const int GuidLength = 36;

    private readonly sqlite3_stmt _statement = Prepare(database, sql);

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    /// <summary>As text in capital letters.</summary>
    public void Bind(int parameter, Guid value)
    {
        Span<byte> text = stackalloc byte[GuidLength];
        value.TryFormat(text, out _);
        Ascii.ToUpperInPlace(text, out _);
        Check(raw.sqlite3_bind_text(_statement, parameter, text));
    }

    public void Bind(int parameter, string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = null;
        var buffer = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        var length = Encoding.UTF8.GetBytes(value, buffer);

        // SQLite keeps a copy; a span without bytes would be no text but null.
        Check(length == 0 ? raw.sqlite3_bind_text(_statement, parameter, "") : raw.sqlite3_bind_text(_statement, parameter, buffer[..length]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public void Bind(int parameter, byte[] value) =>
        Check(value.Length == 0 ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0) : raw.sqlite3_bind_blob(_statement, parameter, value));

    /// <summary>Answers how many rows it changed.</summary>
    /// <exception cref="SqliteException">It failed; it can be executed again.</exception>
    public int Execute()
    {
        Step();
        return raw.sqlite3_changes(database);
    }

    /// <summary>The first column of the only row; null where there is none.</summary>
    /// <exception cref="SqliteException">It failed; it can be executed again.</exception>
    public long? Read() => Step();

    public void Dispose() => _statement.Dispose();

    private static sqlite3_stmt Prepare(sqlite3 database, string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement), database);
        return statement;
    }

    private long? Step()
    {
        try
        {
            var result = raw.sqlite3_step(_statement);
            if (result == raw.SQLITE_ROW)
            {
                return raw.sqlite3_column_int64(_statement, 0);
            }

            if (result != raw.SQLITE_DONE)
            {
                SqliteException.ThrowExceptionForRC(result, database);
            }

            return null;
        }
        finally
        {
            raw.sqlite3_reset(_statement);

            // The copies of outputs, which can be large, go with the values.
            raw.sqlite3_clear_bindings(_statement);
        }
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}
