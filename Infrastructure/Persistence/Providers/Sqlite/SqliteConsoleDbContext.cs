using ConnectionsConsole.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ConnectionsConsole.Infrastructure.Persistence.Providers.Sqlite;

internal sealed class SqliteConsoleDbContext(DbContextOptions<SqliteConsoleDbContext> options, ActorContext? actors = null, AuditTrail? audit = null)
    : ConsoleDbContext(options, actors, audit)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<DateTime>().HaveConversion<SqliteTimeConverter>();
    }
}

/// <summary>Microseconds since the Unix epoch: SQLite can order and compare these, and they are as precise as the other databases.</summary>
internal sealed class SqliteTimeConverter() : ValueConverter<DateTime, long>(
    time => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    stored => new DateTime(DateTime.UnixEpoch.Ticks + (stored * TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc));

/// <summary>Used by <c>dotnet ef</c> alone; never connects.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteConsoleDbContext>
{
    public SqliteConsoleDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteConsoleDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
