namespace ConnectionsConsole.Infrastructure;

/// <summary>
/// The console cannot start as it is configured. The message is one sentence for the operator that names the setting and what to do; the command
/// line prints it alone and ends with code 2.
/// </summary>
public sealed class StartupException : Exception
{
    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
