using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <content>What the journal tells the operator.</content>
internal sealed partial class RunJournal
{
    [LoggerMessage(LogLevel.Error, "The database cannot be written. Runs wait until it can be; nothing is lost.")]
    private partial void LogUnavailable(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The database can be written again after {Seconds:F0} seconds; waiting runs go on.")]
    private partial void LogAvailable(double seconds);

    [LoggerMessage(LogLevel.Error, "An entry of the run journal ({Kind}) cannot be written.")]
    private partial void LogRefused(Exception exception, string kind);

    [LoggerMessage(LogLevel.Warning, "Closing the run journal's connection failed.")]
    private partial void LogRollbackFailed(Exception exception);
}
