namespace ConnectionsConsole.Domain.Secrets;

/// <summary>
/// One data key of an organization, wrapped by a master key. The key with the highest <see cref="Number"/> is current and encrypts;
/// every other one only decrypts. Rows are never deleted by rotation: a retired key costs 100 bytes, a missing one costs data.
/// (<see cref="OrganizationId"/>, <see cref="Number"/>) is unique in the database.
/// </summary>
public sealed class DataKey
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>1 for the organization's first key, one more for each rotation.</summary>
    public required int Number { get; init; }

    /// <summary>61 bytes: version, nonce, encrypted key, tag.</summary>
    public required byte[] WrappedKey { get; init; }

    /// <summary>The master key that wraps this one: 32 hexadecimal digits derived from it.</summary>
    public required string MasterKeyId { get; init; }

    /// <summary>UTC, whole milliseconds. All keys made by one rotation carry the moment at which it began: resuming finds the unfinished rest by it.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; when a rotation found that nothing decryptable names this key any more.</summary>
    public DateTime? RetiredAt { get; init; }
}
