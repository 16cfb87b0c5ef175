namespace Acornima.Parsing;

/// <summary>12.7.2 Keywords and reserved words.</summary>
internal static class ReservedWords
{
    public static readonly (string Word, TokenType Type)[] Keywords =
    [
        ("break", TokenType.Break), ("case", TokenType.Case), ("catch", TokenType.Catch), ("class", TokenType.Class),
        ("const", TokenType.Const), ("continue", TokenType.Continue), ("debugger", TokenType.Debugger), ("default", TokenType.Default),
        ("delete", TokenType.Delete), ("do", TokenType.Do), ("else", TokenType.Else), ("enum", TokenType.Enum),
        ("export", TokenType.Export), ("extends", TokenType.Extends), ("false", TokenType.False), ("finally", TokenType.Finally),
        ("for", TokenType.For), ("function", TokenType.Function), ("if", TokenType.If), ("import", TokenType.Import),
        ("in", TokenType.In), ("instanceof", TokenType.InstanceOf), ("new", TokenType.New), ("null", TokenType.Null),
        ("return", TokenType.Return), ("super", TokenType.Super), ("switch", TokenType.Switch), ("this", TokenType.This),
        ("throw", TokenType.Throw), ("true", TokenType.True), ("try", TokenType.Try), ("typeof", TokenType.TypeOf),
        ("var", TokenType.Var), ("void", TokenType.Void), ("while", TokenType.While), ("with", TokenType.With),
    ];

    public static readonly (string Word, NameKind Kind)[] Contextual =
    [
        ("accessor", NameKind.Accessor), ("arguments", NameKind.Arguments), ("as", NameKind.As), ("async", NameKind.Async),
        ("await", NameKind.Await), ("defer", NameKind.Defer), ("eval", NameKind.Eval), ("from", NameKind.From), ("get", NameKind.Get),
        ("let", NameKind.Let), ("meta", NameKind.Meta), ("of", NameKind.Of), ("set", NameKind.Set), ("source", NameKind.Source),
        ("static", NameKind.Static), ("target", NameKind.Target), ("using", NameKind.Using), ("yield", NameKind.Yield),
        ("implements", NameKind.StrictReserved), ("interface", NameKind.StrictReserved), ("package", NameKind.StrictReserved),
        ("private", NameKind.StrictReserved), ("protected", NameKind.StrictReserved), ("public", NameKind.StrictReserved),
    ];

    /// <summary>What a name means in some places, found from the name alone.</summary>
    public static NameKind KindOf(string name)
    {
        if (name.Length is < 2 or > 10)
        {
            return NameKind.None;
        }

        return name switch
        {
            "await" => NameKind.Await,
            "yield" => NameKind.Yield,
            "let" => NameKind.Let,
            "static" => NameKind.Static,
            "eval" => NameKind.Eval,
            "arguments" => NameKind.Arguments,
            "implements" or "interface" or "package" or "private" or "protected" or "public" => NameKind.StrictReserved,
            _ => NameKind.None,
        };
    }
}
