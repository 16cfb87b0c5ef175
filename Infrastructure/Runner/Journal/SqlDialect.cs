using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>
/// What the three databases do not share: how a moment is stored, how parameters are typed, how rows are limited, and which errors mean what.
/// Everything else of the journal's SQL is common to them; identifiers stand in double quotes.
/// </summary>
internal abstract class SqlDialect
{
    public static SqlDialect Sqlite { get; } = new SqliteDialect();

    public static SqlDialect PostgreSql { get; } = new PostgreSqlDialect();

    public static SqlDialect SqlServer { get; } = new SqlServerDialect();

    public static SqlDialect For(DbConnection connection) => connection switch
    {
        SqliteConnection => Sqlite,
        NpgsqlConnection => PostgreSql,
        SqlConnection => SqlServer,
        _ => throw new NotSupportedException($"The run journal does not know {connection.GetType().Name}."),
    };

    /// <summary>Put at the end of a SELECT that has an ORDER BY.</summary>
    public abstract string Limit(int rows);

    public abstract DbParameter Add(DbCommand command, string name, SqlKind kind);

    public abstract object FromTime(DateTime utc);

    public abstract DateTime ToTime(object value);

    /// <summary>A moment as SQLite stores it, since it has no type for one.</summary>
    public static long Microseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Trying again later may succeed: a lock, a deadlock, a broken or refused connection, a server that starts or stops.</summary>
    public abstract bool IsTransient(Exception exception);

    public abstract bool IsUniqueViolation(Exception exception);

    private sealed class SqliteDialect : SqlDialect
    {
        private const int Busy = 5, Locked = 6, InputOutput = 10, Full = 13, CannotOpen = 14, Protocol = 15, Constraint = 19;
        private const int ConstraintPrimaryKey = 1555, ConstraintUnique = 2067;

        public override string Limit(int rows) => $"LIMIT {rows}";

        public override DbParameter Add(DbCommand command, string name, SqlKind kind) => ((SqliteCommand)command).Parameters.Add(name, kind switch
        {
            SqlKind.Integer or SqlKind.BigInteger or SqlKind.Time or SqlKind.Boolean => SqliteType.Integer,
            SqlKind.Bytes => SqliteType.Blob,
            _ => SqliteType.Text,
        });

        public override object FromTime(DateTime utc) => Microseconds(utc);

        public override DateTime ToTime(object value) => DateTime.UnixEpoch.AddTicks((long)value * TimeSpan.TicksPerMicrosecond);

        public override bool IsTransient(Exception exception) =>
            exception is SqliteException { SqliteErrorCode: Busy or Locked or InputOutput or Full or CannotOpen or Protocol };

        public override bool IsUniqueViolation(Exception exception) =>
            exception is SqliteException { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };
    }

    private sealed class PostgreSqlDialect : SqlDialect
    {
        public override string Limit(int rows) => $"LIMIT {rows}";

        public override DbParameter Add(DbCommand command, string name, SqlKind kind)
        {
            var parameter = new NpgsqlParameter(name, kind switch
            {
                SqlKind.Integer => NpgsqlDbType.Integer,
                SqlKind.BigInteger => NpgsqlDbType.Bigint,
                SqlKind.Boolean => NpgsqlDbType.Boolean,
                SqlKind.Time => NpgsqlDbType.TimestampTz,
                SqlKind.Guid => NpgsqlDbType.Uuid,
                SqlKind.Bytes => NpgsqlDbType.Bytea,
                _ => NpgsqlDbType.Text,
            });
            command.Parameters.Add(parameter);
            return parameter;
        }

        public override object FromTime(DateTime utc) => utc;

        public override DateTime ToTime(object value) => (DateTime)value;

        public override bool IsTransient(Exception exception) => exception switch
        {
            // 40: serialization failure, deadlock; 53: out of resources; 55P03: lock not available; 57: shutdown or cancelled by an administrator.
            PostgresException server => server.IsTransient || server.SqlState.StartsWith("40", StringComparison.Ordinal)
                || server.SqlState.StartsWith("53", StringComparison.Ordinal) || server.SqlState.StartsWith("57", StringComparison.Ordinal) || server.SqlState == "55P03",
            NpgsqlException or TimeoutException or IOException => true,
            _ => false,
        };

        public override bool IsUniqueViolation(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
    }

    private sealed class SqlServerDialect : SqlDialect
    {
        public override string Limit(int rows) => $"OFFSET 0 ROWS FETCH NEXT {rows} ROWS ONLY";

        public override DbParameter Add(DbCommand command, string name, SqlKind kind)
        {
            var parameter = new SqlParameter(name, kind switch
            {
                SqlKind.Integer => SqlDbType.Int,
                SqlKind.BigInteger => SqlDbType.BigInt,
                SqlKind.Boolean => SqlDbType.Bit,
                SqlKind.Time => SqlDbType.DateTime2,
                SqlKind.Guid => SqlDbType.UniqueIdentifier,
                SqlKind.Bytes => SqlDbType.VarBinary,
                _ => SqlDbType.NVarChar,
            });
            if (kind is SqlKind.Bytes or SqlKind.Text)
            {
                parameter.Size = -1;
            }

            command.Parameters.Add(parameter);
            return parameter;
        }

        public override object FromTime(DateTime utc) => utc;

        public override DateTime ToTime(object value) => DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc);

        public override bool IsTransient(Exception exception) => exception switch
        {
            // 1205 deadlock, 1222 lock timeout, -2 timeout; severity 20 and above ends the connection; the rest are connection and resource errors.
            SqlException server => server.Class >= 20 || server.Number is 1205 or 1222 or -2 or 2 or 53 or 64 or 233 or 258 or 701 or 4060 or 10053 or 10054 or 10060 or 40197 or 40501 or 40613,
            TimeoutException or IOException => true,
            _ => false,
        };

        public override bool IsUniqueViolation(Exception exception) => exception is SqlException { Number: 2601 or 2627 };
    }
}

/// <summary>The kinds of values that the journal's parameters have.</summary>
internal enum SqlKind
{
    Integer,
    BigInteger,
    Boolean,
    Time,
    Guid,
    Text,
    Bytes,
}
