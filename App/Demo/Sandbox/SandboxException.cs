namespace ConnectionsConsole.App.Demo.Sandbox;

/// <summary>The sandbox cannot start. The message is for the person at the console: what is wrong, and what to do.</summary>
public sealed class SandboxException : Exception
{
    public SandboxException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
