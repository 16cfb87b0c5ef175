using ConnectionsConsole.Domain;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.OAuth;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Secrets;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Databases;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>A migrated, empty database for a test of the runner, with a folder for its key. On SQLite a copy of one that is migrated once.</summary>
internal sealed class RunnerDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> s_sqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<PostgreSqlDatabase>> s_postgresTemplate = new(MakePostgresTemplateAsync);
    private static readonly SemaphoreSlim s_copying = new(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly bool _isCopy;

    private RunnerDatabase(string? postgres, bool isCopy = false)
    {
        _isCopy = isCopy;
        Provider = postgres is null ? DatabaseProviders.Sqlite : DatabaseProviders.PostgreSql;
        ConnectionString = postgres ?? new SqliteConnectionStringBuilder { DataSource = _directory.Combine("console.db") }.ToString();
    }

    public string Provider { get; }

    public string ConnectionString { get; }

    public string Directory => _directory.Path;

    public static async Task<RunnerDatabase> SqliteAsync()
    {
        var template = await s_sqliteTemplate.Value;
        var database = new RunnerDatabase(null);
        await File.WriteAllBytesAsync(database._directory.Combine("console.db"), template);
        return database;
    }

    public static async Task<RunnerDatabase> PostgreSqlAsync()
    {
        var template = new NpgsqlConnectionStringBuilder((await s_postgresTemplate.Value).ConnectionString);
        var name = $"test_{Guid.NewGuid():N}";
        await s_copying.WaitAsync();
        try
        {
            await OnServerAsync($"CREATE DATABASE {name} TEMPLATE {template.Database}");
        }
        finally
        {
            s_copying.Release();
        }

        return new RunnerDatabase(new NpgsqlConnectionStringBuilder(template.ToString()) { Database = name }.ToString(), isCopy: true);
    }

    public IConfiguration Configure(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Database:Provider", Provider), new("Database:ConnectionString", ConnectionString)])
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
        .Build();

    /// <summary>Everything but the runner.</summary>
    public IServiceCollection AddTo(IServiceCollection services, IConfiguration configuration) => services
        .AddLogging()
        .AddDomain()
        .AddSingleton(new DataDirectory(Directory))
        .AddSingleton(configuration)
        .AddPersistence(configuration)
        .AddEgress()
        .AddOAuth()
        .AddSecrets(configuration, Path.Combine(Directory, "keys"));

    public async ValueTask DisposeAsync()
    {
        if (_isCopy)
        {
            await OnServerAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(ConnectionString).Database} WITH (FORCE)");
        }
        else if (Provider == DatabaseProviders.Sqlite)
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        _directory.Dispose();
    }

    private async Task MigrateAsync()
    {
        await using var services = AddTo(new ServiceCollection(), Configure()).BuildServiceProvider();
        await services.GetRequiredService<IDatabaseStartup>().MigrateAsync(CancellationToken.None);
    }

    private static async Task<byte[]> MakeSqliteTemplateAsync()
    {
        await using var database = new RunnerDatabase(null);
        await database.MigrateAsync();
        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
            SqliteConnection.ClearPool(connection);
        }

        return await File.ReadAllBytesAsync(database._directory.Combine("console.db"));
    }

    private static async Task<PostgreSqlDatabase> MakePostgresTemplateAsync()
    {
        var postgres = new PostgreSqlDatabase();
        await postgres.InitializeAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.DisposeAsync().Wait(TimeSpan.FromSeconds(2));
        await using (var database = new RunnerDatabase(postgres.ConnectionString))
        {
            await database.MigrateAsync();
        }

        // A database that somebody is connected to cannot be copied.
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        return postgres;
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Requirement.PostgreSql.Value) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
