using System.Text.RegularExpressions;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using Jint;
using Jint.Runtime;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>The one place that turns a script's failure into words: the author's mistakes with line and column, limits with their setting, the rest generic.</summary>
internal static partial class ScriptErrors
{
    public static StepOutcome Translate(Exception exception, JavaScriptOptions limits, ILogger logger, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return exception switch
        {
            ScriptPreparationException preparation => Permanent($"The code cannot be read: {preparation.InnerException?.Message ?? preparation.Message}"),
            JavaScriptException script => Permanent($"{script.GetJavaScriptErrorString()} (line {script.Location.Start.Line}, column {script.Location.Start.Column + 1})"),
            PromiseRejectedException rejected => Permanent(Rejected(rejected)),
            RegexMatchTimeoutException => Limit($"A regular expression took longer than {limits.RegexTimeout.TotalSeconds:0.###} seconds", nameof(limits.RegexTimeout)),
            TimeoutException => Limit($"The code ran longer than {limits.Timeout.TotalSeconds:0.###} seconds", nameof(limits.Timeout)),
            MemoryLimitExceededException => Limit($"The code allocated more than {limits.MemoryBytes / 1_048_576} MB", nameof(limits.MemoryBytes)),
            StatementsCountOverflowException => Limit($"The code ran more than {limits.Statements:N0} statements", nameof(limits.Statements)),
            RecursionDepthOverflowException => Limit($"The code calls itself more than {limits.RecursionDepth} deep", nameof(limits.RecursionDepth)),
            InsufficientExecutionStackException => Permanent("The code is nested too deeply."),
            _ => Unexpected(exception, logger),
        };
    }

    private static string Rejected(PromiseRejectedException rejected)
    {
        var value = rejected.RejectedValue;
        if (!value.IsObject())
        {
            return $"The code threw {value}";
        }

        var stack = value.AsObject().Get("stack").ToString();
        var place = Place().Match(stack);
        return place.Success ? $"{value} (line {place.Groups[1].Value}, column {place.Groups[2].Value})" : value.ToString();
    }

    private static StepFailure Unexpected(Exception exception, ILogger logger)
    {
        logger.LogError(exception, "A code step failed unexpectedly");
        return Permanent("The code could not be run. The console's log says why.");
    }

    private static StepFailure Limit(string what, string setting) => Permanent($"{what} ({JavaScriptOptions.Section}:{setting}).");

    private static StepFailure Permanent(string message) => new(FailureCategory.Permanent, message);

    /// <summary>The first place in a stack: <c>code:3:7</c>.</summary>
    [GeneratedRegex(@"code:(\d+):(\d+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
