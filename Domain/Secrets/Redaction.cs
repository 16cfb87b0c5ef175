namespace ConnectionsConsole.Domain.Secrets;

/// <summary>The constants of redaction that pages and documentation share.</summary>
public static class Redaction
{
    /// <summary>What stands in place of a secret. It needs no escaping inside a JSON string or XML; a JSON value that is no string is
    /// replaced by it in quotes, so redacted JSON stays JSON.</summary>
    public const string Replacement = "[redacted]";

    /// <summary>
    /// Values with fewer characters are not redacted: a short value occurs by chance in ordinary text, and blanking it there would
    /// tell it. Pages warn when such a value is saved as a secret.
    /// </summary>
    public const int MinimumLength = 6;

    /// <summary>White space around the value does not count: six spaces are no secret, but the indentation of every other text.</summary>
    public static bool IsTooShort(string value) => value.AsSpan().Trim().Length < MinimumLength;
}
