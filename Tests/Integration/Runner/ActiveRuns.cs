using ConnectionsConsole.Infrastructure.Runner;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Runner;

internal static class ActiveRuns
{
    /// <summary>The run as the node executes it at this moment; null when it does not.</summary>
    public static ActiveRun? GetActive(this IServiceProvider services, Guid runId) => services.GetRequiredService<RunHost>().Find(runId);
}
