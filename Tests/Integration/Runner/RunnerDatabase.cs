using ConnectionsConsole.Domain;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Secrets;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>A migrated, empty database for a test of the runner, with a folder for its key. On SQLite a copy of one that is migrated once.</summary>
internal sealed class RunnerDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> s_sqliteTemplate = new(MakeTemplateAsync);

    private readonly TemporaryDirectory _directory = new();
    private readonly PostgreSqlDatabase? _postgres;

    private RunnerDatabase(PostgreSqlDatabase? postgres)
    {
        _postgres = postgres;
        Provider = postgres is null ? DatabaseProviders.Sqlite : DatabaseProviders.PostgreSql;
        ConnectionString = postgres?.ConnectionString ?? new SqliteConnectionStringBuilder { DataSource = _directory.Combine("console.db") }.ToString();
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
        var postgres = new PostgreSqlDatabase();
        await postgres.InitializeAsync();
        var database = new RunnerDatabase(postgres);
        await database.MigrateAsync();
        return database;
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
        .AddPersistence(configuration)
        .AddSecrets(configuration, Path.Combine(Directory, "keys"));

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await ((IAsyncDisposable)_postgres).DisposeAsync();
        }
        else
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

    private static async Task<byte[]> MakeTemplateAsync()
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
}
