namespace ConnectionsConsole.Domain.Secrets;

/// <summary>The key behind an organization's fingerprints, wrapped by a master key. One for each organization (its primary key), for ever:
/// a new one would make all stored fingerprints worthless.</summary>
public sealed class FingerprintKey
{
    public required Guid OrganizationId { get; init; }

    /// <summary>61 bytes: version, nonce, encrypted key, tag.</summary>
    public required byte[] WrappedKey { get; init; }

    /// <summary>The master key that wraps this one: 32 hexadecimal digits derived from it.</summary>
    public required string MasterKeyId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}
