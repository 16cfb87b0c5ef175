namespace Acornima.Ast;

/// <summary>Property of an object initializer or of an object pattern.</summary>
public abstract class Property : Node, IProperty
{
    private protected Property(PropertyKind kind, Expression key, Node value, bool computed, bool shorthand)
        : base(NodeType.Property)
    {
        Kind = kind;
        Key = key;
        Value = value;
        Computed = computed;
        Shorthand = shorthand;
    }

    public PropertyKind Kind { get; }

    public Expression Key { get; }

    public Node Value { get; }

    public bool Computed { get; }

    public bool Shorthand { get; }

    internal override int ChildSlotCount => 2;

    /// <summary>Key and value of a shorthand property without default are one and the same node, visited once.</summary>
    internal override Node? ChildAt(int slot) => slot != 0 ? Value : ReferenceEquals(Key, Value) ? null : Key;
}

/// <summary>13.2.5 Property definition of an object initializer: value, method, getter or setter.</summary>
public sealed class ObjectProperty : Property
{
    public ObjectProperty(PropertyKind kind, Expression key, Node value, bool computed, bool shorthand, bool method)
        : base(kind, key, value, computed, shorthand)
    {
        Method = method;
    }

    public bool Method { get; }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitProperty(this);
}

/// <summary>14.3.3 Property of an object pattern.</summary>
public sealed class AssignmentProperty : Property
{
    public AssignmentProperty(Expression key, Node value, bool computed, bool shorthand)
        : base(PropertyKind.Init, key, value, computed, shorthand)
    {
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitAssignmentProperty(this);
}
