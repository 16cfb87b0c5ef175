using ConnectionsConsole.Infrastructure.Persistence.Providers.PostgreSql;
using ConnectionsConsole.Infrastructure.Persistence.Providers.Sqlite;
using ConnectionsConsole.Infrastructure.Persistence.Providers.SqlServer;
using ConnectionsConsole.Domain.Access;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>Makes contexts of the configured provider: one per scope for handlers, and free-standing ones for background work.</summary>
internal sealed class ConsoleDbFactory
{
    private readonly DbContextOptions _options;
    private readonly Func<DbContextOptions, ActorContext?, AuditTrail?, ConsoleDbContext> _create;

    public ConsoleDbFactory(IOptions<DatabaseOptions> options, DataDirectory data)
    {
        var database = options.Value;
        Provider = database.Provider;
        switch (database.Provider)
        {
            case DatabaseProviders.SqlServer:
                ConnectionString = database.ConnectionString;
                _options = new DbContextOptionsBuilder<SqlServerConsoleDbContext>().UseSqlServer(ConnectionString).Options;
                _create = (o, actors, audit) => new SqlServerConsoleDbContext((DbContextOptions<SqlServerConsoleDbContext>)o, actors, audit);
                break;
            case DatabaseProviders.PostgreSql:
                ConnectionString = database.ConnectionString;
                _options = new DbContextOptionsBuilder<PostgreSqlConsoleDbContext>().UseNpgsql(ConnectionString).Options;
                _create = (o, actors, audit) => new PostgreSqlConsoleDbContext((DbContextOptions<PostgreSqlConsoleDbContext>)o, actors, audit);
                break;
            default:
                ConnectionString = database.ConnectionString.Length > 0
                    ? database.ConnectionString
                    : new SqliteConnectionStringBuilder { DataSource = Path.Combine(data.Path, "console.db") }.ToString();
                _options = new DbContextOptionsBuilder<SqliteConsoleDbContext>()
                    .UseSqlite(ConnectionString)
                    .AddInterceptors(new SqlitePragmas(database.Synchronous))
                    .Options;
                _create = (o, actors, audit) => new SqliteConsoleDbContext((DbContextOptions<SqliteConsoleDbContext>)o, actors, audit);
                break;
        }
    }

    /// <summary>One of <see cref="DatabaseProviders"/>.</summary>
    public string Provider { get; }

    public string ConnectionString { get; }

    /// <summary>
    /// A context outside any organization, for what belongs to none (keys, runner nodes) and for background work that names its organization in each
    /// query. Querying owned rows without <c>IgnoreQueryFilters</c> throws.
    /// </summary>
    public ConsoleDbContext CreateUnscoped() => _create(_options, null, null);

    public ConsoleDbContext Create(ActorContext actors, AuditTrail audit) => _create(_options, actors, audit);
}
