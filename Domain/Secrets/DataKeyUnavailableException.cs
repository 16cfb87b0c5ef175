namespace ConnectionsConsole.Domain.Secrets;

/// <summary>An organization's current key exists but no configured master key unwraps it, so nothing can be encrypted for it. The message
/// says what to do.</summary>
public sealed class DataKeyUnavailableException(Guid organizationId, string message) : Exception(message)
{
    public Guid OrganizationId { get; } = organizationId;
}
