using ConnectionsConsole.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ConnectionsConsole.Infrastructure.Persistence.Providers.PostgreSql;

internal sealed class PostgreSqlConsoleDbContext(DbContextOptions<PostgreSqlConsoleDbContext> options, ActorContext? actors = null, AuditTrail? audit = null)
    : ConsoleDbContext(options, actors, audit)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<DateTime>().HaveConversion<UtcTimeConverter>();
    }
}

/// <summary>Used by <c>dotnet ef</c> alone; never connects.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlConsoleDbContext>
{
    public PostgreSqlConsoleDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlConsoleDbContext>().UseNpgsql("Host=localhost;Database=design_time").Options);
}
