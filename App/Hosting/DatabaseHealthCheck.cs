using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectionsConsole.App.Hosting;

/// <summary>Ready means: the database answers and is of this program's version.</summary>
internal sealed class DatabaseHealthCheck(IDatabaseStartup database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.IsReadyAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer or lacks migrations.");
}
