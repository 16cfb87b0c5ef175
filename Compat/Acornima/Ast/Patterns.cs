namespace Acornima.Ast;

/// <summary>13.15.5, 14.3.3 Array pattern; holes are null.</summary>
public sealed class ArrayPattern : DestructuringPattern
{
    private readonly NodeList<Node?> _elements;

    public ArrayPattern(in NodeList<Node?> elements)
        : base(NodeType.ArrayPattern)
    {
        _elements = elements;
    }

    public ref readonly NodeList<Node?> Elements => ref _elements;

    internal override int ChildSlotCount => _elements.Count;

    internal override Node? ChildAt(int slot) => _elements[slot];

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitArrayPattern(this);
}

/// <summary>13.15.5, 14.3.3 Object pattern: <see cref="AssignmentProperty"/> and <see cref="RestElement"/> nodes.</summary>
public sealed class ObjectPattern : DestructuringPattern
{
    private readonly NodeList<Node> _properties;

    public ObjectPattern(in NodeList<Node> properties)
        : base(NodeType.ObjectPattern)
    {
        _properties = properties;
    }

    public ref readonly NodeList<Node> Properties => ref _properties;

    internal override int ChildSlotCount => _properties.Count;

    internal override Node? ChildAt(int slot) => _properties[slot];

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitObjectPattern(this);
}

/// <summary>A target with a default value.</summary>
public sealed class AssignmentPattern : Node, IDestructuringPatternElement
{
    public AssignmentPattern(Node left, Expression right)
        : base(NodeType.AssignmentPattern)
    {
        Left = left;
        Right = right;
    }

    public Node Left { get; }

    public Expression Right { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Left : Right;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitAssignmentPattern(this);
}

/// <summary>Rest of a pattern or of the parameters.</summary>
public sealed class RestElement : Node, IDestructuringPatternElement
{
    public RestElement(Node argument)
        : base(NodeType.RestElement)
    {
        Argument = argument;
    }

    public Node Argument { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Argument;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitRestElement(this);
}
