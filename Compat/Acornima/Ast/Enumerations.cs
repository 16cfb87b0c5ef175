namespace Acornima.Ast;

/// <summary>What a property or class element is.</summary>
public enum PropertyKind
{
    Unknown = 0,
    Init = 1,
    Get = 2,
    Set = 3,
    Constructor = 4,
    Method = 5,
    Property = 6,
}

/// <summary>Keyword of a variable declaration.</summary>
public enum VariableDeclarationKind
{
    Unknown = 0,
    Var = 1,
    Let = 2,
    Const = 3,
    Using = 4,
    AwaitUsing = 5,
}

/// <summary>Phase of an import: import source x, import defer * as x.</summary>
public enum ImportPhase
{
    None = 0,
    Source = 1,
    Defer = 2,
}
