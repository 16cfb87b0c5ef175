namespace ConnectionsConsole.App.Components;

public enum LogSeverity
{
    Debug,
    Info,
    Warning,
    Error,
}

/// <param name="Source">The step that wrote it; null for the run itself.</param>
public sealed record LogLine(DateTimeOffset Time, LogSeverity Severity, string Text, string? Source = null);
