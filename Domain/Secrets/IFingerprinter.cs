namespace ConnectionsConsole.Domain.Secrets;

/// <summary>
/// Answers "is it the same value as this one?" without keeping the value: HMAC-SHA-256 under a key that each organization has for this
/// alone and that no rotation changes. Equal values in equally named fields of one organization have equal fingerprints; across
/// organizations or field names they have nothing in common.
/// </summary>
public interface IFingerprinter
{
    /// <summary>32 lower-case hexadecimal digits (128 bits of the HMAC).</summary>
    /// <param name="field">The input's key, for instance <c>apiKey</c>; not bound to a row, so that rows can be compared.</param>
    /// <exception cref="DataKeyUnavailableException">The organization's fingerprint key cannot be unwrapped.</exception>
    ValueTask<string> FingerprintAsync(Guid organizationId, string field, ReadOnlyMemory<char> value, CancellationToken cancellationToken);

    /// <summary>Whether <paramref name="fingerprint"/> is that of <paramref name="value"/>, compared in constant time. Limit how often a
    /// user may ask: each answer is a guess.</summary>
    /// <exception cref="DataKeyUnavailableException">The organization's fingerprint key cannot be unwrapped.</exception>
    ValueTask<bool> MatchesAsync(Guid organizationId, string field, ReadOnlyMemory<char> value, string fingerprint, CancellationToken cancellationToken);
}
