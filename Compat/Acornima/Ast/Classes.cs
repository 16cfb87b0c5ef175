namespace Acornima.Ast;

/// <summary>Decorator of a class or of one of its elements.</summary>
public sealed class Decorator : Node
{
    public Decorator(Expression expression)
        : base(NodeType.Decorator)
    {
        Expression = expression;
    }

    public Expression Expression { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Expression;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitDecorator(this);
}

/// <summary>15.7 Elements of a class: <see cref="IClassElement"/> nodes.</summary>
public sealed class ClassBody : Node
{
    private readonly NodeList<Node> _body;

    public ClassBody(in NodeList<Node> body)
        : base(NodeType.ClassBody)
    {
        _body = body;
    }

    public ref readonly NodeList<Node> Body => ref _body;

    internal override int ChildSlotCount => _body.Count;

    internal override Node? ChildAt(int slot) => _body[slot];

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitClassBody(this);
}

/// <summary>15.7 Class declaration; only export default may leave out the name.</summary>
public sealed class ClassDeclaration : Declaration, IClass
{
    private readonly NodeList<Decorator> _decorators;

    public ClassDeclaration(Identifier? id, Expression? superClass, ClassBody body, in NodeList<Decorator> decorators)
        : base(NodeType.ClassDeclaration)
    {
        Id = id;
        SuperClass = superClass;
        Body = body;
        _decorators = decorators;
    }

    public Identifier? Id { get; }

    public Expression? SuperClass { get; }

    public ClassBody Body { get; }

    public ref readonly NodeList<Decorator> Decorators => ref _decorators;

    internal override int ChildSlotCount => 3 + _decorators.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot < _decorators.Count)
        {
            return _decorators[slot];
        }

        return (slot - _decorators.Count) switch { 0 => Id, 1 => SuperClass, _ => Body };
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitClassDeclaration(this);
}

/// <summary>15.7 Class expression.</summary>
public sealed class ClassExpression : Expression, IClass
{
    private readonly NodeList<Decorator> _decorators;

    public ClassExpression(Identifier? id, Expression? superClass, ClassBody body, in NodeList<Decorator> decorators)
        : base(NodeType.ClassExpression)
    {
        Id = id;
        SuperClass = superClass;
        Body = body;
        _decorators = decorators;
    }

    public Identifier? Id { get; }

    public Expression? SuperClass { get; }

    public ClassBody Body { get; }

    public ref readonly NodeList<Decorator> Decorators => ref _decorators;

    internal override int ChildSlotCount => 3 + _decorators.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot < _decorators.Count)
        {
            return _decorators[slot];
        }

        return (slot - _decorators.Count) switch { 0 => Id, 1 => SuperClass, _ => Body };
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitClassExpression(this);
}

/// <summary>12.7 Private name, without its #.</summary>
public sealed class PrivateIdentifier : Expression
{
    public PrivateIdentifier(string name)
        : base(NodeType.PrivateIdentifier)
    {
        Name = name;
    }

    public string Name { get; }

    internal override int ChildSlotCount => 0;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitPrivateIdentifier(this);
}
