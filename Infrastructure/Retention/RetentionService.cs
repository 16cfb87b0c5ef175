using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Retention;

/// <summary>Removes what is past its time, now and then, for as long as the process serves.</summary>
internal sealed partial class RetentionService(
    RetentionCleaner cleaner, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    /// <summary>Starting up comes first.</summary>
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        var delay = s_firstDelay < options.Value.Interval ? s_firstDelay : options.Value.Interval;
        try
        {
            while (true)
            {
                await Task.Delay(delay, time, stoppingToken);
                await CleanAsync(stoppingToken);
                delay = options.Value.Interval;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends; what is left is removed another time.
        }
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            await cleaner.CleanAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException or IOException or TimeoutException or InvalidOperationException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Removing what is past its time of retention was cut short; it is tried again at the next interval.")]
    private partial void LogFailed(Exception exception);
}
