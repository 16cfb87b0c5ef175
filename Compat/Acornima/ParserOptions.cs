namespace Acornima;

/// <summary>What a <see cref="Tokenizer"/> accepts.</summary>
public record class TokenizerOptions
{
    public static readonly TokenizerOptions Default = new();

    /// <summary>Edition of the language; default the latest.</summary>
    public EcmaVersion EcmaVersion { get; init; } = EcmaVersion.Latest;

    public ExperimentalESFeatures ExperimentalESFeatures { get; init; }

    /// <summary>Called for each regular expression literal instead of the built-in check.</summary>
    public OnRegExpHandler? OnRegExp { get; init; }

    /// <summary>Keep going after errors that leave the meaning clear.</summary>
    public bool Tolerant { get; init; }
}

/// <summary>What a <see cref="Parser"/> accepts, and whom it tells.</summary>
public record class ParserOptions
{
    public static readonly ParserOptions Default = new();

    /// <summary>Edition of the language; default the latest.</summary>
    public EcmaVersion EcmaVersion { get; init; } = EcmaVersion.Latest;

    public ExperimentalESFeatures ExperimentalESFeatures { get; init; }

    /// <summary>Accept return at the top level.</summary>
    public bool AllowReturnOutsideFunction { get; init; }

    /// <summary>Accept await at the top level of scripts (modules have it anyway).</summary>
    public bool AllowAwaitOutsideFunction { get; init; }

    /// <summary>Accept new.target at the top level.</summary>
    public bool AllowNewTargetOutsideFunction { get; init; }

    /// <summary>Accept super at the top level.</summary>
    public bool AllowSuperOutsideMethod { get; init; }

    /// <summary>Accept import and export declarations everywhere, scripts included.</summary>
    public bool AllowImportExportEverywhere { get; init; }

    /// <summary>Accept using declarations at the top level of scripts.</summary>
    public bool AllowTopLevelUsing { get; init; }

    /// <summary>Refuse private names that no enclosing class declares.</summary>
    public bool CheckPrivateFields { get; init; } = true;

    /// <summary>Keep parentheses as <see cref="Ast.ParenthesizedExpression"/> nodes.</summary>
    public bool PreserveParens { get; init; }

    /// <summary>Keep going after errors that leave the meaning clear: a regular expression that is none becomes a literal without content.</summary>
    public bool Tolerant { get; init; }

    /// <summary>Called for each regular expression literal instead of the built-in check.</summary>
    public OnRegExpHandler? OnRegExp { get; init; }

    /// <summary>Called for each finished node, children first.</summary>
    public OnNodeHandler? OnNode { get; init; }
}
