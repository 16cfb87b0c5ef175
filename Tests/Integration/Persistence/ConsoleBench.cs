using System.Security.Cryptography;
using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Databases;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>The console without its web server, over an empty database of its own with one organization. Nothing runs in the background.</summary>
public sealed class ConsoleBench : IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> s_sqliteTemplate = new(MakeTemplateAsync);
    private static readonly Lazy<Task<PostgreSqlDatabase>> s_postgreSqlTemplate = new(MakePostgreSqlTemplateAsync);

    private readonly TemporaryDirectory _data = new();
    private readonly PostgreSqlDatabase? _postgres;
    private readonly IConfiguration _configuration;
    private readonly List<ServiceProvider> _others = [];
    private readonly ServiceProvider _services;

    private ConsoleBench(PostgreSqlDatabase? postgres, IEnumerable<(string Key, string Value)> given)
    {
        _postgres = postgres;
        var settings = given.ToDictionary(s => s.Key, s => (string?)s.Value);
        if (postgres is not null)
        {
            settings["Database:Provider"] = DatabaseProviders.PostgreSql;
            settings["Database:ConnectionString"] = postgres.ConnectionString;
            settings["Secrets:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        }

        Environment = settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = Build();
    }

    public Guid OrganizationId { get; } = Guid.CreateVersion7();

    /// <summary>The folder with everything the console keeps; on SQLite the database too.</summary>
    public string DataDirectory => _data.Path;

    /// <summary>The settings as variables for another process on the same database.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    public bool IsSqlite => _postgres is null;

    public IServiceProvider Services => _services;

    /// <param name="settings">Configuration beside that of the database.</param>
    public static async Task<ConsoleBench> CreateAsync(bool onPostgreSql, params (string Key, string Value)[] settings)
    {
        PostgreSqlDatabase? postgres = null;
        if (onPostgreSql)
        {
            postgres = PostgreSqlDatabase.CopyOf(await s_postgreSqlTemplate.Value);
            await postgres.InitializeAsync();
        }

        var template = onPostgreSql ? [] : await s_sqliteTemplate.Value;
        var bench = new ConsoleBench(postgres, settings);
        if (!onPostgreSql)
        {
            await File.WriteAllBytesAsync(bench._data.Combine("console.db"), template);
        }

        await bench._services.GetRequiredService<IDatabaseStartup>().MigrateAsync(CancellationToken.None);
        await bench.Ok(new CreateOrganization("Acme SaaS"));
        return bench;
    }

    /// <summary>The same console once more over the same database, with nothing in memory shared: as another process has it.</summary>
    public IServiceProvider StartAnother()
    {
        var services = Build();
        _others.Add(services);
        return services;
    }

    /// <summary>Sends as the operator into the bench's organization, unless told otherwise.</summary>
    public Task<Result<T>> Send<T>(IRequest<Result<T>> request, Actor? actor = null, Guid? organization = null) =>
        _services.GetRequiredService<RequestSender>().Send(actor ?? Actor.Operator, organization ?? OrganizationId, request);

    /// <summary>Sends, and fails the test when it is refused.</summary>
    public async Task<T> Ok<T>(IRequest<Result<T>> request, Actor? actor = null, Guid? organization = null)
    {
        var result = await Send(request, actor, organization);
        return result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException($"{request.GetType().Name} was refused: {error}");
    }

    /// <summary>Sends, and fails the test unless it is refused in this way.</summary>
    public async Task<TError> Refused<TError, T>(IRequest<Result<T>> request, Actor? actor = null, Guid? organization = null)
        where TError : Error =>
        Assert.IsType<TError>((await Send(request, actor, organization)).Error);

    /// <summary>Commands answer ids, mostly.</summary>
    public Task<TError> Refused<TError>(IRequest<Result<Guid>> request, Actor? actor = null, Guid? organization = null)
        where TError : Error => Refused<TError, Guid>(request, actor, organization);

    /// <summary>Sends a request whose type is known at run time only.</summary>
    public async Task<(object? Value, Error? Error)> SendAny(object request, Actor? actor = null, Guid? organization = null)
    {
        var answer = request.GetType().GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GenericTypeArguments[0].GenericTypeArguments[0];
        var send = typeof(ConsoleBench).GetMethod(nameof(SendBoxed), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.MakeGenericMethod(answer);
        return await (Task<(object?, Error?)>)send.Invoke(this, [request, actor, organization])!;
    }

    /// <summary>Reads with a handler's context.</summary>
    public async Task<T> Read<T>(Func<IConsoleDb, Task<T>> read, Guid? organization = null)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.Operator, organization ?? OrganizationId);
        return await read(scope.ServiceProvider.GetRequiredService<IConsoleDb>());
    }

    public Task<List<AuditEntry>> AuditLines(Guid? organization = null) => Read(db => db.AuditEntries.OrderBy(a => a.Sequence).ToListAsync(), organization);

    /// <summary>Changes rows behind the console's back.</summary>
    public async Task<int> Tamper(string sql)
    {
        await using var db = _services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        return await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    /// <summary>Every row of every table as text, upper case, bytes in hexadecimal: to look for what must not be there.</summary>
    /// <param name="organization">Only rows that belong to it; null for all rows.</param>
    public async Task<IReadOnlyList<string>> Dump(Guid? organization = null)
    {
        await using var db = _services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        var rows = new List<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var type in db.Model.GetEntityTypes().DistinctBy(t => t.GetTableName()).OrderBy(t => t.GetTableName(), StringComparer.Ordinal))
        {
            if (organization is not null && type.FindProperty("OrganizationId") is null)
            {
                continue;
            }

            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{type.GetTableName()}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var cells = Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Tell(reader.GetValue(i))}").ToList();
                if (organization is null || cells.Contains($"OrganizationId={organization}".ToUpperInvariant(), StringComparer.OrdinalIgnoreCase))
                {
                    rows.Add($"{type.GetTableName()}: {string.Join(" | ", cells)}".ToUpperInvariant());
                }
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others)
        {
            await other.DisposeAsync();
        }

        await _services.DisposeAsync();
        if (_postgres is not null)
        {
            await ((IAsyncDisposable)_postgres).DisposeAsync();
        }
        else
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _data.Combine("console.db") }.ToString());
            SqliteConnection.ClearPool(connection);
        }

        _data.Dispose();
    }

    private ServiceProvider Build() => new ServiceCollection().AddSingleton(_configuration).AddLogging().AddDomain()
        .AddInfrastructure(_configuration, new DataDirectory(_data.Path)).BuildServiceProvider(validateScopes: true);

    private static string Tell(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>A database with the tables, to be copied: migrating takes a second, a copy a fraction of it. It goes with the server.</summary>
    private static async Task<PostgreSqlDatabase> MakePostgreSqlTemplateAsync()
    {
        var template = new PostgreSqlDatabase();
        await template.InitializeAsync();
        using var directory = new TemporaryDirectory();
        // Without a pool no connection stays behind, which would keep the database from being copied.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = DatabaseProviders.PostgreSql,
            ["Database:ConnectionString"] = $"{template.ConnectionString};Pooling=false",
            ["Secrets:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        }).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddDomain()
            .AddInfrastructure(configuration, new DataDirectory(directory.Path)).BuildServiceProvider();
        await services.GetRequiredService<IDatabaseStartup>().MigrateAsync(CancellationToken.None);
        return template;
    }

    private static async Task<byte[]> MakeTemplateAsync()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Combine("console.db");
        var configuration = new ConfigurationBuilder().Build();
        await using (var services = new ServiceCollection().AddLogging().AddDomain().AddInfrastructure(configuration, new DataDirectory(directory.Path)).BuildServiceProvider())
        {
            await services.GetRequiredService<IDatabaseStartup>().MigrateAsync(CancellationToken.None);
        }

        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file }.ToString()))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
            SqliteConnection.ClearPool(connection);
        }

        return await File.ReadAllBytesAsync(file);
    }

    private async Task<(object? Value, Error? Error)> SendBoxed<T>(IRequest<Result<T>> request, Actor? actor, Guid? organization)
    {
        var result = await Send(request, actor, organization);
        return result.TryGet(out var value, out var error) ? (value, null) : (null, error);
    }
}
