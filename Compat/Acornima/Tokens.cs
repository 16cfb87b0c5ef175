using System.Runtime.InteropServices;

namespace Acornima;

/// <summary>A token of a source text.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Token
{
    internal Token(TokenKind kind, object? value, Range range, SourceLocation location)
    {
        Kind = kind;
        Value = value;
        Range = range;
        Location = location;
    }

    public TokenKind Kind { get; }

    /// <summary>The name, keyword, punctuator or literal value; null at the end of the input and for null.</summary>
    public object? Value { get; }

    public Range Range { get; }

    public SourceLocation Location { get; }

    public int Start => Range.Start;

    public int End => Range.End;
}

/// <summary>What a tokenizer has to know of the place where the next token stands.</summary>
public readonly struct TokenizerContext
{
    public TokenizerContext(bool strict, bool ignoreEscapeSequenceInKeyword = false, bool requireValidEscapeSequenceInTemplate = false)
    {
        Strict = strict;
        IgnoreEscapeSequenceInKeyword = ignoreEscapeSequenceInKeyword;
        RequireValidEscapeSequenceInTemplate = requireValidEscapeSequenceInTemplate;
    }

    /// <summary>Strict mode code: no legacy octal numbers and escapes.</summary>
    public bool Strict { get; }

    /// <summary>Accept a keyword written with escapes, where it is to be a property name.</summary>
    public bool IgnoreEscapeSequenceInKeyword { get; }

    /// <summary>Refuse invalid escapes in templates, as outside tagged templates.</summary>
    public bool RequireValidEscapeSequenceInTemplate { get; }
}
