using ConnectionsConsole.Tests.Support.Requirements;
using Npgsql;
using Xunit;

namespace ConnectionsConsole.Tests.Support.Databases;

/// <summary>
/// A fresh, empty database on the PostgreSQL server of the tests, dropped afterwards: as a class fixture one for each test class.
/// Where there is no server it does nothing, since xunit makes fixtures also for classes whose tests are all skipped.
/// </summary>
public sealed class PostgreSqlDatabase : IAsyncLifetime, IAsyncDisposable
{
    private PostgreSqlDatabase? _template;
    private readonly string _name = $"test_{Guid.NewGuid():N}";
    private string? _connectionString;

    /// <exception cref="InvalidOperationException">There is no server, or <see cref="InitializeAsync"/> has not been awaited.</exception>
    public string ConnectionString => _connectionString ?? throw new InvalidOperationException(
        Requirement.PostgreSql.Missing ?? "The database has not been made yet: await InitializeAsync first.");

    /// <summary>A copy of a database that nobody is connected to, with its tables.</summary>
    public static PostgreSqlDatabase CopyOf(PostgreSqlDatabase template) => new() { _template = template };

    public async Task InitializeAsync()
    {
        if (Requirement.PostgreSql.Missing is not null)
        {
            return;
        }

        // template1 cannot be copied while anybody is connected to it; nobody ever is to template0.
        await ExecuteAsync($"CREATE DATABASE {_name} TEMPLATE {_template?._name ?? "template0"}");
        _connectionString = new NpgsqlConnectionStringBuilder(Requirement.PostgreSql.Value) { Database = _name }.ToString();
    }

    public async Task DisposeAsync()
    {
        if (_connectionString is null)
        {
            return;
        }

        _connectionString = null;
        // FORCE ends connections that pools still hold.
        await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    private static async Task ExecuteAsync(string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(Requirement.PostgreSql.Value) { Pooling = false };
        await using var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
