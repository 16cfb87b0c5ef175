using ConnectionsConsole.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ConnectionsConsole.Infrastructure.Persistence.Providers.SqlServer;

internal sealed class SqlServerConsoleDbContext(DbContextOptions<SqlServerConsoleDbContext> options, ActorContext? actors = null, AuditTrail? audit = null)
    : ConsoleDbContext(options, actors, audit)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<DateTime>().HaveConversion<UtcTimeConverter>().HaveColumnType("datetime2(6)");
    }
}

/// <summary>Used by <c>dotnet ef</c> alone; never connects.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerConsoleDbContext>
{
    public SqlServerConsoleDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerConsoleDbContext>().UseSqlServer("Server=localhost;Database=design-time").Options);
}
