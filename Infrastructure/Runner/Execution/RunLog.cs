using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Runner.Execution;

/// <summary>
/// What a run logs, until it is stored with the step that logged it. Lines are redacted, then cut; beyond the limit of lines they are dropped, and
/// the last kept line says so. Steps may log from any thread.
/// </summary>
internal sealed class RunLog(Guid organizationId, Guid runId, long sequence, int nextNumber, IRedactor redactor, RunnerOptions options, RunEvents events, TimeProvider time)
{
    /// <summary>What the run's secrets are taken out by, here and wherever else the run writes.</summary>
    public IRedactor Redactor => redactor;

    private readonly Lock _gate = new();
    private List<RunLogLine>? _lines;
    private int _nextNumber = nextNumber;

    public void Write(LogSeverity severity, string? stepName, string message)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var text = StoredText.Clean(redactor.Redact(message), options.MaximumLogLineLength);
        lock (_gate)
        {
            if (_nextNumber >= options.MaximumLogLines)
            {
                return;
            }

            if (_nextNumber == options.MaximumLogLines - 1)
            {
                severity = LogSeverity.Warn;
                text = $"The run has logged {options.MaximumLogLines:N0} lines; further ones are not kept.";
            }

            (_lines ??= []).Add(new RunLogLine
            {
                RunSequence = sequence,
                Number = _nextNumber++,
                OrganizationId = organizationId,
                At = at,
                Severity = severity,
                StepName = stepName,
                Message = text,
            });
        }

        if (events.HasListeners)
        {
            events.Publish(new LogWritten(organizationId, runId, at, severity, stepName, text));
        }
    }

    /// <summary>The lines that are not stored yet.</summary>
    public IReadOnlyList<RunLogLine> Take()
    {
        lock (_gate)
        {
            var lines = _lines;
            _lines = null;
            return lines ?? (IReadOnlyList<RunLogLine>)[];
        }
    }

    /// <summary>The log of one step; closed when the step ends, so that one that was given up cannot write into later steps.</summary>
    public sealed class ForStep(RunLog log, string stepName) : IStepLog
    {
        private volatile bool _closed;

        public void Write(LogSeverity severity, string message)
        {
            if (!_closed)
            {
                log.Write(severity, stepName, message);
            }
        }

        public void Close() => _closed = true;
    }
}

/// <summary>Makes any text fit to be stored: PostgreSQL takes no null characters, and no database half of a surrogate pair.</summary>
internal static class StoredText
{
    public static string Clean(string text, int maximumLength)
    {
        if (text.Length > maximumLength)
        {
            text = $"{text.AsSpan(0, maximumLength)}... [cut: {text.Length} characters]";
        }

        return text.Contains('\0', StringComparison.Ordinal) || HasBrokenSurrogates(text) ? Repair(text) : text;
    }

    private static bool HasBrokenSurrogates(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    private static string Repair(string text) => string.Concat(text.EnumerateRunes().Select(r => r.Value == 0 ? "\uFFFD" : r.ToString()));
}
