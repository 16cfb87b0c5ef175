using System.Data;
using System.Data.Common;
using System.Globalization;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>Writes by the commands of a database server's driver.</summary>
internal sealed class CommandStatementWriter(DbConnection connection, SqlDialect dialect) : StatementWriter
{
    private readonly Dictionary<Statement, DbCommand> _commands = new(ReferenceEqualityComparer.Instance);
    private DbTransaction? _transaction;
    private DbCommand? _current;
    private int _next;

    public override void Commit()
    {
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    public override void Rollback()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    public override void Begin(Statement statement)
    {
        if (!_commands.TryGetValue(statement, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            for (var i = 0; i < statement.Parameters.Count; i++)
            {
                dialect.Add(command, string.Create(CultureInfo.InvariantCulture, $"@p{i}"), statement.Parameters[i]).Value = DBNull.Value;
            }

            command.Transaction = _transaction;
            command.Prepare();
            _commands.Add(statement, command);
        }

        command.Transaction = _transaction;
        _current = command;
        _next = 0;
    }

    public override StatementWriter Set(long value) => SetObject(value);

    public override StatementWriter Set(int value) => SetObject(value);

    public override StatementWriter Set(bool value) => SetObject(value);

    public override StatementWriter Set(Guid value) => SetObject(value);

    public override StatementWriter Set(DateTime value) => SetObject(dialect.FromTime(value));

    public override StatementWriter Set(string? value) => SetObject(value ?? (object)DBNull.Value);

    public override StatementWriter Set(byte[]? value) => SetObject(value ?? (object)DBNull.Value);

    public override long Count() => Convert.ToInt64(_current!.ExecuteScalar(), CultureInfo.InvariantCulture);

    public override void Dispose()
    {
        Rollback();
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }

    protected override void BeginNewTransaction() => _transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);

    protected override int ExecuteBegun() => _current!.ExecuteNonQuery();

    protected override StatementWriter SetNull() => SetObject(DBNull.Value);

    private CommandStatementWriter SetObject(object value)
    {
        _current!.Parameters[_next++].Value = value;
        return this;
    }
}
