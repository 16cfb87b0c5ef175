using System.Data.Common;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>Opens plain connections to the console's database for what the runner does without EF Core.</summary>
internal sealed class RunDatabase(ConsoleDbFactory databases, IOptions<DatabaseOptions> options)
{
    private readonly string _pragmas = SqlitePragmas.CommandText(options.Value.Synchronous);

    // Not pooled: the journal makes its transactions itself, and one that could not be rolled back must end with its connection.
    private readonly string? _sqlite = databases.Provider is DatabaseProviders.SqlServer or DatabaseProviders.PostgreSql
        ? null
        : new SqliteConnectionStringBuilder(databases.ConnectionString) { Pooling = false }.ToString();

    public SqlDialect Dialect { get; } = databases.Provider switch
    {
        DatabaseProviders.SqlServer => SqlDialect.SqlServer,
        DatabaseProviders.PostgreSql => SqlDialect.PostgreSql,
        _ => SqlDialect.Sqlite,
    };

    public DbConnection Open()
    {
        var connection = Create();
        try
        {
            connection.Open();
            SetUp(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = Create();
        try
        {
            await connection.OpenAsync(cancellationToken);
            SetUp(connection);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private DbConnection Create() => databases.Provider switch
    {
        DatabaseProviders.SqlServer => new SqlConnection(databases.ConnectionString),
        DatabaseProviders.PostgreSql => new NpgsqlConnection(databases.ConnectionString),
        _ => new SqliteConnection(_sqlite),
    };

    private void SetUp(DbConnection connection)
    {
        if (connection is SqliteConnection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = _pragmas;
            command.ExecuteNonQuery();
        }
    }
}
