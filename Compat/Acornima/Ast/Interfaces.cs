namespace Acornima.Ast;

/// <summary>Implemented by every node.</summary>
public interface INode
{
    NodeType Type { get; }
}

/// <summary>A link of an optional chain.</summary>
public interface IChainElement : INode
{
    bool Optional { get; }
}

/// <summary>Function declarations, expressions and arrow functions.</summary>
public interface IFunction : INode
{
    Identifier? Id { get; }

    ref readonly NodeList<Node> Params { get; }

    /// <summary>A <see cref="FunctionBody"/>, or an expression where <see cref="Expression"/> is true.</summary>
    StatementOrExpression Body { get; }

    bool Generator { get; }

    bool Expression { get; }

    bool Async { get; }
}

/// <summary>Class declarations and expressions.</summary>
public interface IClass : INode
{
    Identifier? Id { get; }

    Expression? SuperClass { get; }

    ClassBody Body { get; }

    ref readonly NodeList<Decorator> Decorators { get; }
}

/// <summary>Elements of a class body: methods, fields, accessors and static blocks.</summary>
public interface IClassElement : INode
{
    bool Static { get; }
}

/// <summary>Properties of object initializers and patterns, and class elements with a key.</summary>
public interface IProperty : INode
{
    PropertyKind Kind { get; }

    Expression Key { get; }

    Node? Value { get; }

    bool Computed { get; }
}

/// <summary>What may stand as a target inside a pattern.</summary>
public interface IDestructuringPatternElement : INode;

/// <summary>Where var declarations stop rising: programs, function bodies and static blocks.</summary>
public interface IHoistingScope : INode;
