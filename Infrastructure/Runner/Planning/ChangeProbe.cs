using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Infrastructure.Runner.Planning;

/// <summary>
/// Answers "has anything of this organization changed?" by the end of its audit chain, which moves with every change of configuration in the same
/// transaction. One read by primary key over a connection and a command that are kept.
/// </summary>
internal sealed class ChangeProbe(RunDatabase database) : IDisposable
{
    private const int MostKept = 8;
    private const string Sql = """SELECT "LastSequence" FROM "AuditChains" WHERE "OrganizationId" = @p0""";

    private readonly ConcurrentBag<Reader> _kept = [];
    private volatile bool _disposed;

    public async ValueTask<long> ReadAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        if (_kept.TryTake(out var kept))
        {
            try
            {
                return await ReadAsync(kept, organizationId, cancellationToken);
            }
            catch (DbException)
            {
                // A connection that was kept may have been closed by the other side; a fresh one tells whether the database is there.
            }
        }

        var connection = await database.OpenAsync(cancellationToken);
        Reader reader;
        try
        {
            reader = connection is SqliteConnection sqlite ? new SqliteReader(sqlite) : new CommandReader(connection, database.Dialect);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return await ReadAsync(reader, organizationId, cancellationToken);
    }

    public void Dispose()
    {
        _disposed = true;
        while (_kept.TryTake(out var kept))
        {
            kept.Dispose();
        }
    }

    private async ValueTask<long> ReadAsync(Reader reader, Guid organizationId, CancellationToken cancellationToken)
    {
        var isKept = false;
        try
        {
            var value = await reader.ReadAsync(organizationId, cancellationToken);
            if (!_disposed && _kept.Count < MostKept)
            {
                _kept.Add(reader);
                isKept = true;
            }

            return value;
        }
        finally
        {
            if (!isKept)
            {
                reader.Dispose();
            }
        }
    }

    /// <summary>The prepared question over a connection of its own.</summary>
    private abstract class Reader : IDisposable
    {
        public abstract ValueTask<long> ReadAsync(Guid organizationId, CancellationToken cancellationToken);

        public abstract void Dispose();
    }

    private sealed class SqliteReader(SqliteConnection connection) : Reader
    {
        private readonly SqliteStatement _statement = new(connection.Handle!, Sql);

        public override ValueTask<long> ReadAsync(Guid organizationId, CancellationToken cancellationToken)
        {
            _statement.Bind(1, organizationId);
            return ValueTask.FromResult(_statement.Read() ?? 0);
        }

        public override void Dispose()
        {
            _statement.Dispose();
            connection.Dispose();
        }
    }

    private sealed class CommandReader : Reader
    {
        private readonly DbConnection _connection;
        private readonly DbCommand _command;

        public CommandReader(DbConnection connection, SqlDialect dialect)
        {
            _connection = connection;
            _command = connection.CreateCommand();
            _command.CommandText = Sql;
            dialect.Add(_command, "@p0", SqlKind.Guid);
        }

        public override async ValueTask<long> ReadAsync(Guid organizationId, CancellationToken cancellationToken)
        {
            _command.Parameters[0].Value = organizationId;
            var value = await _command.ExecuteScalarAsync(cancellationToken);
            return value is null ? 0 : Convert.ToInt64(value, CultureInfo.InvariantCulture);
        }

        public override void Dispose()
        {
            _command.Dispose();
            _connection.Dispose();
        }
    }
}
