using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>Writes by prepared statements of SQLite itself.</summary>
internal sealed class SqliteStatementWriter(SqliteConnection connection) : StatementWriter
{
    private readonly sqlite3 _database = connection.Handle!;
    private readonly Dictionary<Statement, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private SqliteStatement? _begin, _commit, _rollback, _current;
    private int _last;
    private bool _isOpen;

    public override void Commit()
    {
        (_commit ??= new SqliteStatement(_database, "COMMIT")).Execute();
        _isOpen = false;
    }

    public override void Rollback()
    {
        // Some errors, a full disk among them, end the transaction by themselves.
        if (_isOpen && raw.sqlite3_get_autocommit(_database) == 0)
        {
            (_rollback ??= new SqliteStatement(_database, "ROLLBACK")).Execute();
        }

        _isOpen = false;
    }

    public override void Begin(Statement statement)
    {
        if (!_statements.TryGetValue(statement, out _current))
        {
            _current = new SqliteStatement(_database, statement.Sql);
            _statements.Add(statement, _current);
        }

        _last = 0;
    }

    public override StatementWriter Set(long value)
    {
        _current!.Bind(++_last, value);
        return this;
    }

    public override StatementWriter Set(int value) => Set((long)value);

    public override StatementWriter Set(bool value) => Set(value ? 1L : 0L);

    public override StatementWriter Set(Guid value)
    {
        _current!.Bind(++_last, value);
        return this;
    }

    public override StatementWriter Set(DateTime value) => Set(SqlDialect.Microseconds(value));

    public override StatementWriter Set(string? value)
    {
        if (value is null)
        {
            return SetNull();
        }

        _current!.Bind(++_last, value);
        return this;
    }

    public override StatementWriter Set(byte[]? value)
    {
        if (value is null)
        {
            return SetNull();
        }

        _current!.Bind(++_last, value);
        return this;
    }

    public override long Count() => _current!.Read() ?? 0;

    /// <summary>What was not committed is undone when the connection closes.</summary>
    public override void Dispose()
    {
        foreach (var statement in _statements.Values.Concat(new[] { _begin, _commit, _rollback }.OfType<SqliteStatement>()))
        {
            statement.Dispose();
        }

        _statements.Clear();
    }

    protected override void BeginNewTransaction()
    {
        (_begin ??= new SqliteStatement(_database, "BEGIN IMMEDIATE")).Execute();
        _isOpen = true;
    }

    protected override int ExecuteBegun() => _current!.Execute();

    protected override StatementWriter SetNull()
    {
        _current!.BindNull(++_last);
        return this;
    }
}
