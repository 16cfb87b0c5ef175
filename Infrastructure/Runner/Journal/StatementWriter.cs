using System.Data.Common;
using System.Globalization;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>
/// Executes statements over one connection. Each is prepared once and used again; values are set in order. Used by one thread.
/// </summary>
internal sealed class StatementWriter(DbConnection connection, SqlDialect dialect) : IDisposable
{
    private readonly Dictionary<Statement, DbCommand> _commands = new(ReferenceEqualityComparer.Instance);
    private readonly List<int> _rows = [];
    private DbCommand? _current;
    private int _next;

    public DbTransaction? Transaction { get; set; }

    /// <summary>Rows that the statement of this number changed.</summary>
    public int RowsOf(int statement) => _rows[statement];

    /// <summary>Forgets the row counts of the transaction before.</summary>
    public void Reset() => _rows.Clear();

    public void Begin(Statement statement)
    {
        if (!_commands.TryGetValue(statement, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            for (var i = 0; i < statement.Parameters.Count; i++)
            {
                dialect.Add(command, string.Create(CultureInfo.InvariantCulture, $"@p{i}"), statement.Parameters[i]).Value = DBNull.Value;
            }

            command.Transaction = Transaction;
            command.Prepare();
            _commands.Add(statement, command);
        }

        command.Transaction = Transaction;
        _current = command;
        _next = 0;
    }

    public StatementWriter Set(long value) => SetObject(value);

    public StatementWriter Set(int value) => SetObject(value);

    public StatementWriter Set(int? value) => SetObject(value is { } number ? number : DBNull.Value);

    public StatementWriter Set(bool value) => SetObject(value);

    public StatementWriter Set(Guid value) => SetObject(value);

    public StatementWriter Set(Guid? value) => SetObject(value is { } guid ? guid : DBNull.Value);

    public StatementWriter Set(DateTime value) => SetObject(dialect.FromTime(value));

    public StatementWriter Set(DateTime? value) => SetObject(value is { } time ? dialect.FromTime(time) : DBNull.Value);

    public StatementWriter Set(string? value) => SetObject(value ?? (object)DBNull.Value);

    public StatementWriter Set(byte[]? value) => SetObject(value ?? (object)DBNull.Value);

    /// <summary>Executes the statement that was begun and answers its number.</summary>
    public int Execute()
    {
        _rows.Add(_current!.ExecuteNonQuery());
        return _rows.Count - 1;
    }

    /// <summary>Executes a statement that counts.</summary>
    public long Count() => Convert.ToInt64(_current!.ExecuteScalar(), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }

    private StatementWriter SetObject(object value)
    {
        _current!.Parameters[_next++].Value = value;
        return this;
    }
}
