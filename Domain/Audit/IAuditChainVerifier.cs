using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Domain.Audit;

/// <summary>What checking an organization's audit log found.</summary>
/// <param name="Lines">How many lines were checked; all of them where nothing is wrong.</param>
/// <param name="BrokenAt">The sequence of the first line that is missing or not as it was written; null where the log is whole.</param>
/// <param name="Problem">What is wrong there, in words; null where the log is whole.</param>
public sealed record AuditChainReport(long Lines, long? BrokenAt = null, string? Problem = null)
{
    public bool IsWhole => Problem is null;
}

/// <summary>Tells whether an organization's audit log is as it was written.</summary>
public interface IAuditChainVerifier
{
    /// <exception cref="DataKeyUnavailableException">The organization's fingerprint key cannot be unwrapped, so nothing can be said.</exception>
    Task<AuditChainReport> VerifyAsync(Guid organizationId, CancellationToken cancellationToken);
}
