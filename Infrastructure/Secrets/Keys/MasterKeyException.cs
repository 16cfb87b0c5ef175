namespace ConnectionsConsole.Infrastructure.Secrets.Keys;

/// <summary>The console cannot start (or rotate) with the master keys that it was given. The message is one sentence for the operator and
/// names the setting or file.</summary>
public sealed class MasterKeyException : Exception
{
    internal MasterKeyException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
