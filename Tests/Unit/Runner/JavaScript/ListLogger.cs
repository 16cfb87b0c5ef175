using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Tests.Unit.Runner.JavaScript;

/// <summary>Keeps what is logged, each message with its exception.</summary>
internal sealed class ListLogger<T>(List<string> messages) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        messages.Add($"{formatter(state, exception)} {exception}");
}
