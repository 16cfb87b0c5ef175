namespace Acornima.Ast;

/// <summary>Class element with a key.</summary>
public abstract class ClassProperty : Node, IProperty, IClassElement
{
    private readonly NodeList<Decorator> _decorators;

    private protected ClassProperty(NodeType type, PropertyKind kind, Expression key, bool computed, bool @static, in NodeList<Decorator> decorators)
        : base(type)
    {
        Kind = kind;
        Key = key;
        Computed = computed;
        Static = @static;
        _decorators = decorators;
    }

    public PropertyKind Kind { get; }

    public Expression Key { get; }

    Node? IProperty.Value => ValueNode;

    public bool Computed { get; }

    public bool Static { get; }

    private protected abstract Node? ValueNode { get; }

    private protected ref readonly NodeList<Decorator> DecoratorList => ref _decorators;

    internal override int ChildSlotCount => _decorators.Count + 2;

    internal override Node? ChildAt(int slot)
    {
        if (slot < _decorators.Count)
        {
            return _decorators[slot];
        }

        return slot == _decorators.Count ? Key : ValueNode;
    }
}

/// <summary>15.4 Method, getter, setter or constructor of a class.</summary>
public sealed class MethodDefinition : ClassProperty
{
    public MethodDefinition(
        PropertyKind kind, Expression key, FunctionExpression value, bool computed, bool @static, in NodeList<Decorator> decorators)
        : base(NodeType.MethodDefinition, kind, key, computed, @static, decorators)
    {
        Value = value;
    }

    public FunctionExpression Value { get; }

    public ref readonly NodeList<Decorator> Decorators => ref DecoratorList;

    private protected override Node? ValueNode => Value;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitMethodDefinition(this);
}

/// <summary>15.7 Field of a class.</summary>
public sealed class PropertyDefinition : ClassProperty
{
    public PropertyDefinition(Expression key, Expression? value, bool computed, bool @static, in NodeList<Decorator> decorators)
        : base(NodeType.PropertyDefinition, PropertyKind.Property, key, computed, @static, decorators)
    {
        Value = value;
    }

    public Expression? Value { get; }

    public ref readonly NodeList<Decorator> Decorators => ref DecoratorList;

    private protected override Node? ValueNode => Value;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitPropertyDefinition(this);
}

/// <summary>Auto-accessor of the decorators proposal: accessor name = value.</summary>
public sealed class AccessorProperty : ClassProperty
{
    public AccessorProperty(Expression key, Expression? value, bool computed, bool @static, in NodeList<Decorator> decorators)
        : base(NodeType.AccessorProperty, PropertyKind.Property, key, computed, @static, decorators)
    {
        Value = value;
    }

    public Expression? Value { get; }

    public ref readonly NodeList<Decorator> Decorators => ref DecoratorList;

    private protected override Node? ValueNode => Value;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitAccessorProperty(this);
}
