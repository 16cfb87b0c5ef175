namespace Acornima;

/// <summary>Goal symbol of a program (16).</summary>
public enum SourceType
{
    Unknown = 0,
    Script = 1,
    Module = 2,
}

/// <summary>Kind of a token, and of the literal made from it.</summary>
public enum TokenKind
{
    Unknown = 0,
    Punctuator = 1,
    Keyword = 2,
    Identifier = 3,
    NullLiteral = 4,
    BooleanLiteral = 5,
    StringLiteral = 6,
    NumericLiteral = 7,
    BigIntLiteral = 8,
    RegExpLiteral = 9,
    Template = 10,
    EOF = 11,
    Extension = -1,
}

/// <summary>Edition of the language. Syntax that a later edition added is refused; editions before ES2015 are read as ES2015.</summary>
public enum EcmaVersion
{
    Unknown = 0,
    ES3 = 3,
    ES5 = 5,
    ES6 = 6,
    ES7 = 7,
    ES8 = 8,
    ES9 = 9,
    ES10 = 10,
    ES11 = 11,
    ES12 = 12,
    ES13 = 13,
    ES14 = 14,
    ES15 = 15,
    ES16 = 16,
    ES17 = 17,
    ES2015 = ES6,
    ES2016 = ES7,
    ES2017 = ES8,
    ES2018 = ES9,
    ES2019 = ES10,
    ES2020 = ES11,
    ES2021 = ES12,
    ES2022 = ES13,
    ES2023 = ES14,
    ES2024 = ES15,
    ES2025 = ES16,
    ES2026 = ES17,
    Latest = ES17,
}

/// <summary>Features that no edition up to the chosen one has, or that an embedder may want early.</summary>
[Flags]
public enum ExperimentalESFeatures
{
    None = 0,
    Decorators = 1,
    ImportAttributes = 2,
    RegExpDuplicateNamedCapturingGroups = 4,
    ExplicitResourceManagement = 8,
    RegExpModifiers = 16,
    SourcePhaseImports = 32,
    DeferImportEvaluation = 64,
    All = Decorators | ImportAttributes | RegExpDuplicateNamedCapturingGroups | ExplicitResourceManagement | RegExpModifiers
        | SourcePhaseImports | DeferImportEvaluation,
}
