namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>The name of the request that the scope handles, for the audit log.</summary>
internal sealed class RequestName
{
    public string Value { get; set; } = "";
}
