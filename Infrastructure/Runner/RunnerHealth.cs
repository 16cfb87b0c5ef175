using System.Globalization;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Infrastructure.Runner.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner;

/// <summary>Says when runs cannot go on in this process: the journal cannot be written, or the lease is lost.</summary>
internal sealed class RunnerHealth(RunJournal journal, NodeLease lease, RunHost host, TimeProvider time, IOptions<RunnerOptions> options) : IHealthCheck
{
    public const string Name = "runner";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (journal.UnavailableSince is { } since)
        {
            return HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture,
                $"The database cannot be written for {(time.GetUtcNow() - since).TotalSeconds:F0} seconds; runs wait until it can be."));
        }

        return options.Value.Enabled && !lease.IsHeld
            ? HealthCheckResult.Unhealthy("The lease on this process's runs is lost; they go on when it is renewed, or elsewhere.")
            : HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"{host.Active.Count} runs under way."));
    }
}
