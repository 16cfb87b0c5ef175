using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using ConnectionsConsole.Infrastructure.Runner.Journal;

namespace ConnectionsConsole.Infrastructure.Runner.Planning;

/// <summary>
/// Answers "has anything of this organization changed?" by the end of its audit chain, which moves with every change of configuration in the same
/// transaction. One read by primary key over a connection and a command that are kept.
/// </summary>
internal sealed class ChangeProbe(RunDatabase database) : IDisposable
{
    private const int MostKept = 8;

    private readonly ConcurrentBag<(DbConnection Connection, DbCommand Command)> _kept = [];
    private volatile bool _disposed;

    public async ValueTask<long> ReadAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        if (_kept.TryTake(out var kept))
        {
            try
            {
                return await ReadAsync(kept.Connection, kept.Command, organizationId, cancellationToken);
            }
            catch (DbException)
            {
                // A connection that was kept may have been closed by the other side; a fresh one tells whether the database is there.
            }
        }

        var connection = await database.OpenAsync(cancellationToken);
        var command = connection.CreateCommand();
        command.CommandText = """SELECT "LastSequence" FROM "AuditChains" WHERE "OrganizationId" = @p0""";
        database.Dialect.Add(command, "@p0", SqlKind.Guid);
        return await ReadAsync(connection, command, organizationId, cancellationToken);
    }

    public void Dispose()
    {
        _disposed = true;
        while (_kept.TryTake(out var kept))
        {
            kept.Command.Dispose();
            kept.Connection.Dispose();
        }
    }

    private async ValueTask<long> ReadAsync(DbConnection connection, DbCommand command, Guid organizationId, CancellationToken cancellationToken)
    {
        try
        {
            command.Parameters[0].Value = organizationId;
            var value = await command.ExecuteScalarAsync(cancellationToken);
            if (!_disposed && _kept.Count < MostKept)
            {
                _kept.Add((connection, command));
                connection = null!;
            }

            return value is null ? 0 : Convert.ToInt64(value, CultureInfo.InvariantCulture);
        }
        finally
        {
            if (connection is not null)
            {
                await command.DisposeAsync();
                await connection.DisposeAsync();
            }
        }
    }
}
