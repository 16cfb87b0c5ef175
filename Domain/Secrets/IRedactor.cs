namespace ConnectionsConsole.Domain.Secrets;

/// <summary>
/// Takes a fixed set of secret values out of text, in their usual encodings: raw, JSON-, URL- and XML-escaped, base64 at its three
/// offsets in both alphabets, hexadecimal; several lines also line by line. Immutable and safe for concurrent use; building one costs
/// far more than using it, so keep it for as long as the set of values holds.
/// </summary>
public interface IRedactor
{
    /// <summary>Whether there is nothing to look for, because no value was given or all were too short.</summary>
    bool IsEmpty { get; }

    /// <summary>How many distinct values were left out because they have fewer than <see cref="Redaction.MinimumLength"/> characters.</summary>
    int SkippedCount { get; }

    /// <summary>Whether <see cref="Redact(ReadOnlySpan{byte})"/> would change these bytes. Allocates nothing.</summary>
    bool ContainsSecret(ReadOnlySpan<byte> utf8);

    /// <summary>Whether <see cref="Redact(string)"/> would change this text.</summary>
    bool ContainsSecret(ReadOnlySpan<char> text);

    /// <summary>The text with each secret replaced by <see cref="Redaction.Replacement"/>; the same instance when there is none.</summary>
    string Redact(string text);

    /// <summary>The bytes with each secret replaced; a copy when there is none. JSON text (one value or several) stays valid JSON.</summary>
    byte[] Redact(ReadOnlySpan<byte> utf8);

    /// <summary>
    /// A write-only stream that passes bytes on with secrets replaced, also where one spans several writes. Up to a secret's length is
    /// held back until the stream is disposed; flushing passes on only what can no longer be part of a secret. What is written is taken as
    /// plain text: where JSON must stay valid JSON, redact the whole document instead.
    /// </summary>
    Stream OpenWrite(Stream destination, bool leaveOpen = false);
}

/// <summary>Builds redactors for the values that a run, or another piece of work, resolved.</summary>
public interface IRedactorFactory
{
    /// <param name="secrets">The plaintext values; empty and repeated ones are allowed.</param>
    IRedactor Create(IEnumerable<string> secrets);
}
