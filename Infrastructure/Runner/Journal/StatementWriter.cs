using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>
/// Executes statements over one connection. Each is prepared once and used again; values are set in order. Used by one thread.
/// </summary>
internal abstract class StatementWriter : IDisposable
{
    private readonly List<int> _rows = [];

    /// <summary>SQLite is spoken to directly: the driver looks up each parameter by its name each time, and boxes each value.</summary>
    public static StatementWriter Over(DbConnection connection, SqlDialect dialect) =>
        connection is SqliteConnection sqlite ? new SqliteStatementWriter(sqlite) : new CommandStatementWriter(connection, dialect);

    /// <summary>Rows that the statement of this number changed.</summary>
    public int RowsOf(int statement) => _rows[statement];

    /// <summary>Begins a transaction and forgets the row counts of the one before.</summary>
    public void BeginTransaction()
    {
        _rows.Clear();
        BeginNewTransaction();
    }

    public abstract void Commit();

    /// <summary>Does nothing where there is no transaction.</summary>
    public abstract void Rollback();

    /// <summary>Follow with a <c>Set</c> for each parameter, then with <see cref="Execute"/> or <see cref="Count"/>.</summary>
    public abstract void Begin(Statement statement);

    public abstract StatementWriter Set(long value);

    public abstract StatementWriter Set(int value);

    public StatementWriter Set(int? value) => value is { } number ? Set(number) : SetNull();

    public abstract StatementWriter Set(bool value);

    public abstract StatementWriter Set(Guid value);

    public StatementWriter Set(Guid? value) => value is { } guid ? Set(guid) : SetNull();

    public abstract StatementWriter Set(DateTime value);

    public StatementWriter Set(DateTime? value) => value is { } time ? Set(time) : SetNull();

    public abstract StatementWriter Set(string? value);

    public abstract StatementWriter Set(byte[]? value);

    /// <summary>Executes the statement that was begun and answers its number.</summary>
    public int Execute()
    {
        _rows.Add(ExecuteBegun());
        return _rows.Count - 1;
    }

    /// <summary>Executes a statement that counts.</summary>
    public abstract long Count();

    public abstract void Dispose();

    protected abstract void BeginNewTransaction();

    /// <summary>Answers how many rows it changed.</summary>
    protected abstract int ExecuteBegun();

    protected abstract StatementWriter SetNull();
}
