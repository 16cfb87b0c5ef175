using System.Data.Common;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.OAuth;

/// <summary>
/// Renews tokens in idle times, so that a broken authorization is noticed and told before a run needs it, and an interrupted one is looked after. Any
/// number of processes may do it: each renewal is still done once.
/// </summary>
internal sealed partial class AuthorizationRefresher(
    AuthorizationStore store, TokenRenewal renewal, IOptions<OAuthOptions> options, TimeProvider time, ILogger<AuthorizationRefresher> logger) : BackgroundService
{
    private const int MostAtOnce = 100;
    private const int Parallel = 8;

    private static readonly TimeSpan s_drainPatience = TimeSpan.FromSeconds(15);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await renewal.DrainAsync(s_drainPatience);
    }

    /// <summary>Looks once; answers how many were due.</summary>
    internal async Task<int> ScanAsync(CancellationToken cancellationToken)
    {
        var due = await store.FindDueAsync(MostAtOnce, cancellationToken);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (row, stop) => await renewal.GetAsync(
                new TokenQuery(row.OrganizationId, new AuthorizationReference(row.OwnerKind, row.OwnerId), Urgency: TokenUrgency.WhenDue), stop));
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.BackgroundRefresh)
        {
            return;
        }

        try
        {
            while (true)
            {
                await Task.Delay(options.Value.ScanInterval * (0.8 + (0.4 * Random.Shared.NextDouble())), time, stoppingToken);
                await TryScanAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task TryScanAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ScanAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or TimeoutException or IOException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            LogScanFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Looking for access tokens to renew failed; it is tried again.")]
    private partial void LogScanFailed(Exception exception);
}
