namespace Acornima.Ast;

/// <summary>Base of all nodes of the syntax tree, which is ESTree's.</summary>
public abstract class Node : INode
{
    internal Range _range;
    internal SourceLocation _location;

    /// <summary>The parser's notes: the node stands in parentheses of its own; a comma follows this spread element.</summary>
    internal bool _isParenthesized;
    internal bool _hasTrailingComma;

    protected Node(NodeType type)
    {
        Type = type;
    }

    public NodeType Type { get; }

    /// <summary>UTF-16 offsets of the node in the whole input.</summary>
    public Range Range
    {
        get => _range;
        init => _range = value;
    }

    public ref readonly Range RangeRef => ref _range;

    /// <summary>Lines (1-based) and columns (0-based) of the node.</summary>
    public SourceLocation Location
    {
        get => _location;
        init => _location = value;
    }

    public ref readonly SourceLocation LocationRef => ref _location;

    public int Start => _range.Start;

    public int End => _range.End;

    /// <summary>A slot for whoever works with the tree; the parser neither reads nor writes it.</summary>
    public object? UserData { get; set; }

    /// <summary>Children that are not null, in source order.</summary>
    public ChildNodes ChildNodes => new(this);

    /// <summary>Number of child slots, empty ones included; -1 sends the enumeration to <see cref="GetChildNodes"/>.</summary>
    internal virtual int ChildSlotCount => -1;

    internal virtual Node? ChildAt(int slot) => null;

    /// <summary>Children of nodes of classes outside this assembly; null means none.</summary>
    protected internal virtual IEnumerator<Node>? GetChildNodes() => null;

    protected internal abstract object? Accept(AstVisitor visitor);

    /// <summary>What <see cref="Accept"/> of nodes of classes outside this assembly does.</summary>
    protected object? AcceptAsExtension(AstVisitor visitor) => visitor.VisitExtension(this);

    public override string ToString() => $"{Type} {_range}";
}

/// <summary>A node that stands where a statement or an expression may.</summary>
public abstract class StatementOrExpression : Node
{
    private protected StatementOrExpression(NodeType type)
        : base(type)
    {
    }
}

public abstract class Expression : StatementOrExpression
{
    protected Expression(NodeType type)
        : base(type)
    {
    }
}

public abstract class Statement : StatementOrExpression
{
    protected Statement(NodeType type)
        : base(type)
    {
    }

    /// <summary>For the body of a labelled statement: the innermost label that applies to it.</summary>
    public Identifier? LabelSet { get; internal set; }
}

public abstract class Declaration : Statement
{
    protected Declaration(NodeType type)
        : base(type)
    {
    }
}

public abstract class DestructuringPattern : Node, IDestructuringPatternElement
{
    private protected DestructuringPattern(NodeType type)
        : base(type)
    {
    }
}
