using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Browser;

/// <summary>The page had errors that the person in front of it may not have seen.</summary>
public sealed class BrowserErrorException(string message) : Exception(message);

/// <summary>What a page wrote to the browser's console, and the exceptions that its scripts did not handle.</summary>
internal sealed class BrowserLog
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();

    public BrowserLog(IPage page, Func<string, bool> isExpectedError)
    {
        page.Console += (_, message) =>
        {
            var line = $"{message.Type}: {message.Text} ({message.Location})";
            _lines.Enqueue(line);
            if (string.Equals(message.Type, "error", StringComparison.Ordinal) && !isExpectedError(message.Text))
            {
                _errors.Enqueue(line);
            }
        };
        page.PageError += (_, error) =>
        {
            _lines.Enqueue($"exception: {error}");
            _errors.Enqueue($"exception: {error}");
        };
        page.Crash += (_, _) => _errors.Enqueue("The page crashed.");
    }

    public string Text => string.Join('\n', _lines);

    public void ThrowIfErrors()
    {
        if (!_errors.IsEmpty)
        {
            throw new BrowserErrorException($"The page reported errors:\n{string.Join('\n', _errors)}");
        }
    }
}
