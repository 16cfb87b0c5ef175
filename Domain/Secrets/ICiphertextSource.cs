namespace ConnectionsConsole.Domain.Secrets;

/// <summary>A table (or several) that holds ciphertexts, as key rotation sees it. Every place that stores one has a source, or rotation
/// would leave it behind.</summary>
public interface ICiphertextSource
{
    /// <summary>Names the source in progress and log lines, for instance <c>connection values</c>.</summary>
    string Name { get; }

    /// <summary>
    /// The next at most <paramref name="limit"/> ciphertexts of the organization after position <paramref name="after"/> (null: from the
    /// beginning), in the order of positions. Those that name <paramref name="currentKeyId"/> may be left out where the database can
    /// tell; the rotation skips them anyway. An empty page is the end.
    /// </summary>
    ValueTask<IReadOnlyList<StoredCiphertext>> ReadPageAsync(
        Guid organizationId, Guid currentKeyId, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Compare and swap: writes each replacement where the stored bytes still are the ones that were read, in one short transaction.
    /// What changed in the meantime stays as it is. Returns how many were replaced.
    /// </summary>
    ValueTask<int> ReplaceAsync(IReadOnlyList<CiphertextReplacement> replacements, CancellationToken cancellationToken);
}

/// <param name="Position">Opaque to the rotation; where the source goes on reading after this one.</param>
public sealed record StoredCiphertext(SecretContext Context, byte[] Ciphertext, string Position);

public sealed record CiphertextReplacement(StoredCiphertext Stored, byte[] Ciphertext);
