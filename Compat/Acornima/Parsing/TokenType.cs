namespace Acornima.Parsing;

/// <summary>
/// Kind of a token as the parser sees it. Operators have the number of their <see cref="Operator"/> plus
/// <see cref="TokenTypes.OperatorOffset"/>, so that one becomes the other without a table.
/// </summary>
internal enum TokenType : byte
{
    EndOfFile,

    /// <summary>An identifier, or a word that is reserved in some places only; <see cref="NameKind"/> tells which.</summary>
    Name,

    /// <summary>A reserved word written with escapes: good as a property name only (12.7.1).</summary>
    EscapedKeyword,
    PrivateName,
    Number,
    BigInt,
    String,
    BracketLeft,
    BracketRight,
    BraceLeft,
    BraceRight,
    ParenLeft,
    ParenRight,
    Comma,
    Semicolon,
    Colon,
    Dot,
    Question,
    QuestionDot,
    Arrow,
    Ellipsis,
    At,
    Backtick,

    /// <summary>Read again from / or /= when an expression may begin there.</summary>
    RegExp,

    /// <summary>Only made by <see cref="TokenReader"/>: a piece of a template.</summary>
    Template,

    Assign = TokenTypes.OperatorOffset + Operator.Assignment,
    NullishAssign,
    OrAssign,
    AndAssign,
    BitOrAssign,
    BitXorAssign,
    BitAndAssign,
    ShiftLeftAssign,
    ShiftRightAssign,
    UnsignedShiftRightAssign,
    PlusAssign,
    MinusAssign,
    StarAssign,
    SlashAssign,
    PercentAssign,
    StarStarAssign,
    Nullish,
    LogicalOr,
    LogicalAnd,
    BitOr,
    BitXor,
    BitAnd,
    Equal,
    NotEqual,
    StrictEqual,
    StrictNotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    InstanceOf,
    ShiftLeft,
    ShiftRight,
    UnsignedShiftRight,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    StarStar,
    Increment,
    Decrement,
    Not,
    BitNot,
    TypeOf = TokenTypes.OperatorOffset + Operator.TypeOf,
    Void,
    Delete,

    Break,
    Case,
    Catch,
    Class,
    Const,
    Continue,
    Debugger,
    Default,
    Do,
    Else,
    Enum,
    Export,
    Extends,
    False,
    Finally,
    For,
    Function,
    If,
    Import,
    New,
    Null,
    Return,
    Super,
    Switch,
    This,
    Throw,
    True,
    Try,
    Var,
    While,
    With,
}

/// <summary>Words that mean something in some places only.</summary>
internal enum NameKind : byte
{
    None,
    Accessor,
    Arguments,
    As,
    Async,
    Await,
    Defer,
    Eval,
    From,
    Get,
    Let,
    Meta,
    Of,
    Set,
    Source,
    Static,
    Target,
    Using,
    Yield,

    /// <summary>implements, interface, package, private, protected, public: reserved in strict mode (12.7.2).</summary>
    StrictReserved,
}

internal static class TokenTypes
{
    public const int OperatorOffset = 31;

    /// <summary>Binding strength of the binary operators, from ?? to **; 0 for everything else (13.6 to 13.13).</summary>
    private static ReadOnlySpan<byte> Precedences =>
    [
        1, 1, 2, // ?? || &&
        3, 4, 5, // | ^ &
        6, 6, 6, 6, // == != === !==
        7, 7, 7, 7, 7, 7, // < <= > >= in instanceof
        8, 8, 8, // << >> >>>
        9, 9, // + -
        10, 10, 10, // * / %
        11, // **
    ];

    public static int PrecedenceOf(TokenType type)
    {
        var index = (uint)(type - TokenType.Nullish);
        return index < (uint)Precedences.Length ? Precedences[(int)index] : 0;
    }

    public static Operator OperatorOf(TokenType type) => (Operator)(type - OperatorOffset);

    public static bool IsAssignment(TokenType type) => type is >= TokenType.Assign and <= TokenType.StarStarAssign;

    public static bool IsKeyword(TokenType type) =>
        type is >= TokenType.TypeOf or TokenType.In or TokenType.InstanceOf;
}
