using System.Globalization;
using System.Text.RegularExpressions;
using Acornima;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Error;
using Jint.Native.Object;
using Jint.Runtime;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>The one place that turns a script's failure into words: the author's mistakes with line and column, limits with their setting, the rest generic.</summary>
internal static partial class ScriptErrors
{
    private const int LongestMessage = 2_000;

    private const string TooDeep = "The code is nested too deeply: at most 256 levels, and each operator of a long chain, each else if and each call in a chain is one. Split the long expression into several statements.";

    public static StepFailure Translate(Exception exception, JavaScriptOptions limits, ILogger logger) => exception switch
    {
        ScriptContractException contract => Permanent(contract.Message),
        ScriptLimitException limit => Limit(limit.Message, limit.Setting),
        ScriptPreparationException preparation => Preparation(preparation),
        JavaScriptException script => Thrown(script.Error, script),
        PromiseRejectedException rejected => Thrown(rejected.RejectedValue, null),
        RegexMatchTimeoutException => Limit($"A regular expression took longer than {limits.RegexTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} seconds", nameof(limits.RegexTimeout)),
        TimeoutException => Limit($"The code ran longer than {limits.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} seconds", nameof(limits.Timeout)),
        MemoryLimitExceededException memory when memory.Message.StartsWith("The array size", StringComparison.Ordinal) =>
            Limit($"The code makes an array of more than {Number(limits.ArrayLength)} elements", nameof(limits.ArrayLength)),
        MemoryLimitExceededException => Limit($"The code allocated more than {limits.MemoryBytes / 1_048_576} MB of memory", nameof(limits.MemoryBytes)),
        OutOfMemoryException => Limit("The code makes a string that is longer than any can be", nameof(limits.StringLength)),
        StatementsCountOverflowException => Limit($"The code ran more than {Number(limits.Statements)} statements", nameof(limits.Statements)),
        RecursionDepthOverflowException => Limit($"The code calls functions more than {Number(limits.RecursionDepth)} deep", nameof(limits.RecursionDepth)),
        InsufficientExecutionStackException => Permanent(TooDeep),
        // The engine has no exception of its own for import().
        InvalidOperationException { Message: var message } when message.StartsWith("Module loading", StringComparison.Ordinal) =>
            Permanent("import() is not available in a code step."),
        _ => Unexpected(exception, logger),
    };

    private static StepFailure Preparation(ScriptPreparationException exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is ParseErrorException error)
            {
                return Permanent($"The code cannot be read: {error.Description} ({Place(error.LineNumber, error.Column + 1)}).");
            }

            if (inner is InsufficientExecutionStackException || inner.Message.Contains("maximum depth", StringComparison.Ordinal))
            {
                return Permanent(TooDeep);
            }
        }

        return Permanent($"The code cannot be read: {exception.Message}");
    }

    private static StepFailure Thrown(JsValue value, JavaScriptException? exception)
    {
        string words;
        string? place;
        try
        {
            words = Words(value);
            place = StackPlace(value) ?? ExceptionPlace(exception);
        }
        catch (Exception unreadable) when (unreadable is JintException or TimeoutException)
        {
            return Permanent("The code threw an object whose message cannot be read.");
        }

        if (words.Length > LongestMessage)
        {
            words = string.Concat(words.AsSpan(0, LongestMessage), "...");
        }

        return Permanent(place is null ? words : $"{words} ({place})");
    }

    private static string Words(JsValue value)
    {
        if (value is not ObjectInstance thrown)
        {
            return value.IsString() ? $"The code threw \"{value}\"" : $"The code threw {value}";
        }

        var name = thrown.Get("name");
        var message = thrown.Get("message");
        if (thrown is not ErrorInstance && !message.IsString())
        {
            return $"The code threw an object that is no Error: {new Jint.Native.Json.JsonSerializer(thrown.Engine).Serialize(thrown)}";
        }

        var title = name.IsString() ? name.ToString() : "Error";
        return message.IsString() && message.ToString() is { Length: > 0 } text ? $"{title}: {text}" : title;
    }

    /// <summary>The innermost place in the author's code; frames of the host's own functions lie above it.</summary>
    private static string? StackPlace(JsValue value)
    {
        if (value is not ErrorInstance error || error.Get("stack") is not { } stack || !stack.IsString())
        {
            return null;
        }

        var match = Frame().Match(stack.ToString());
        return match.Success ? Place(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture)) : null;
    }

    private static string? ExceptionPlace(JavaScriptException? exception) =>
        exception is { Location: { SourceFile: PreparedScripts.SourceName, Start: { Line: > 0 } start } } ? Place(start.Line, start.Column + 1) : null;

    private static string Place(int line, int column) => string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static StepFailure Unexpected(Exception exception, ILogger logger)
    {
        logger.LogError(exception, "A code step failed unexpectedly");
        return Permanent("The code could not be run. The console's log says why.");
    }

    private static StepFailure Limit(string what, string setting) => Permanent($"{what}. The limit is the setting {JavaScriptOptions.Section}:{setting}.");

    private static StepFailure Permanent(string message) => new(FailureCategory.Permanent, message);

    [GeneratedRegex(@"^\s+at (?:.* \()?code:(\d+):(\d+)\)?$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex Frame();
}
