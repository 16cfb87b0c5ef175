namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>The lexical tokens of §2.1.6, one kind for each punctuator.</summary>
internal enum TokenKind
{
    EndOfDocument,
    Bang,
    Dollar,
    Ampersand,
    ParenthesisLeft,
    ParenthesisRight,
    Spread,
    Colon,
    EqualsSign,
    At,
    BracketLeft,
    BracketRight,
    BraceLeft,
    Pipe,
    BraceRight,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <param name="Start">Offset of the first character.</param>
/// <param name="Value">A name's or number's text, a string's meaning; null for punctuators.</param>
internal readonly record struct Token(TokenKind Kind, int Start, string? Value = null)
{
    /// <summary>How a message names the token.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.EndOfDocument => "the end of the document",
        TokenKind.Name or TokenKind.Int or TokenKind.Float => $"{Kind} \"{Shorten(Value!)}\"",
        TokenKind.String or TokenKind.BlockString => $"the string \"{Shorten(Value!)}\"",
        _ => Describe(Kind),
    };

    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.ParenthesisLeft => "\"(\"",
        TokenKind.ParenthesisRight => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.EqualsSign => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketLeft => "\"[\"",
        TokenKind.BracketRight => "\"]\"",
        TokenKind.BraceLeft => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceRight => "\"}\"",
        TokenKind.EndOfDocument => "the end of the document",
        TokenKind.Name => "a name",
        TokenKind.Int or TokenKind.Float => "a number",
        TokenKind.String or TokenKind.BlockString => "a string",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
