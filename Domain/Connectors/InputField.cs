namespace ConnectionsConsole.Domain.Connectors;

/// <summary>What kind of editor and check an input takes.</summary>
public enum InputType
{
    String,

    /// <summary>Several lines, such as a private key.</summary>
    Text,

    /// <summary>Write-only: encrypted, never sent to any client again.</summary>
    Password,
    Boolean,
    Choice,
    Number,

    /// <summary>JavaScript; only actions have such an input.</summary>
    Code,

    /// <summary>Anything a step produced, text or bytes; only actions.</summary>
    Data,

    /// <summary>A connection slot; only actions.</summary>
    Connection,

    /// <summary>A list of names with values; only actions.</summary>
    KeyValueList,
}

/// <summary>One input of a connection type or of an action.</summary>
/// <param name="Key">Stable; the name that the API, YAML and code use.</param>
/// <param name="Choices">The allowed values of a <see cref="InputType.Choice"/>.</param>
/// <param name="Hint">One sentence that helps to fill it.</param>
public sealed record InputField(
    string Key,
    string Label,
    InputType Type,
    bool Required = false,
    string? Default = null,
    string? Hint = null,
    IReadOnlyList<string>? Choices = null,
    string? Placeholder = null,
    bool Secret = false)
{
    /// <summary>The longest value of a one-line input, in characters.</summary>
    public const int MaximumLength = 4_000;

    /// <summary>The longest value of a text or code input, in characters.</summary>
    public const int MaximumTextLength = 100_000;

    /// <summary>Values of a secret input are encrypted and never leave the server again.</summary>
    public bool IsSecret => Secret || Type == InputType.Password;

    public int LongestValue => Type is InputType.Text or InputType.Code ? MaximumTextLength : MaximumLength;
}
