namespace Acornima.Ast;

/// <summary>13.2.1 The this keyword.</summary>
public sealed class ThisExpression : Expression
{
    public ThisExpression()
        : base(NodeType.ThisExpression)
    {
    }

    internal override int ChildSlotCount => 0;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitThisExpression(this);
}

/// <summary>13.2.4 Array initializer; holes are null.</summary>
public sealed class ArrayExpression : Expression
{
    private readonly NodeList<Expression?> _elements;

    public ArrayExpression(in NodeList<Expression?> elements)
        : base(NodeType.ArrayExpression)
    {
        _elements = elements;
    }

    public ref readonly NodeList<Expression?> Elements => ref _elements;

    internal override int ChildSlotCount => _elements.Count;

    internal override Node? ChildAt(int slot) => _elements[slot];

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitArrayExpression(this);
}

/// <summary>13.2.5 Object initializer: <see cref="Property"/> and <see cref="SpreadElement"/> nodes.</summary>
public sealed class ObjectExpression : Expression
{
    private readonly NodeList<Node> _properties;

    public ObjectExpression(in NodeList<Node> properties)
        : base(NodeType.ObjectExpression)
    {
        _properties = properties;
    }

    public ref readonly NodeList<Node> Properties => ref _properties;

    internal override int ChildSlotCount => _properties.Count;

    internal override Node? ChildAt(int slot) => _properties[slot];

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitObjectExpression(this);
}

/// <summary>13.2.9 Grouping operator; only made when <see cref="ParserOptions.PreserveParens"/> is set.</summary>
public sealed class ParenthesizedExpression : Expression
{
    public ParenthesizedExpression(Expression expression)
        : base(NodeType.ParenthesizedExpression)
    {
        Expression = expression;
    }

    public Expression Expression { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Expression;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitParenthesizedExpression(this);
}

/// <summary>13.3.2 Property accessor, dotted or (<see cref="Computed"/>) bracketed.</summary>
public sealed class MemberExpression : Expression, IChainElement, IDestructuringPatternElement
{
    public MemberExpression(Expression @object, Expression property, bool computed, bool optional)
        : base(NodeType.MemberExpression)
    {
        Object = @object;
        Property = property;
        Computed = computed;
        Optional = optional;
    }

    public Expression Object { get; }

    public Expression Property { get; }

    public bool Computed { get; }

    public bool Optional { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Object : Property;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitMemberExpression(this);
}

/// <summary>13.3.5 The new operator.</summary>
public sealed class NewExpression : Expression
{
    private readonly NodeList<Expression> _arguments;

    public NewExpression(Expression callee, in NodeList<Expression> arguments)
        : base(NodeType.NewExpression)
    {
        Callee = callee;
        _arguments = arguments;
    }

    public Expression Callee { get; }

    public ref readonly NodeList<Expression> Arguments => ref _arguments;

    internal override int ChildSlotCount => 1 + _arguments.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot-- == 0)
        {
            return Callee;
        }

        return _arguments[slot];
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitNewExpression(this);
}

/// <summary>13.3.6 Function call.</summary>
public sealed class CallExpression : Expression, IChainElement
{
    private readonly NodeList<Expression> _arguments;

    public CallExpression(Expression callee, in NodeList<Expression> arguments, bool optional)
        : base(NodeType.CallExpression)
    {
        Callee = callee;
        _arguments = arguments;
        Optional = optional;
    }

    public Expression Callee { get; }

    public ref readonly NodeList<Expression> Arguments => ref _arguments;

    public bool Optional { get; }

    internal override int ChildSlotCount => 1 + _arguments.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot-- == 0)
        {
            return Callee;
        }

        return _arguments[slot];
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitCallExpression(this);
}

/// <summary>13.3.7 The super keyword, callee or object of its parent.</summary>
public sealed class Super : Expression
{
    public Super()
        : base(NodeType.Super)
    {
    }

    internal override int ChildSlotCount => 0;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitSuper(this);
}

/// <summary>Argument of ... in array and object initializers and in calls.</summary>
public sealed class SpreadElement : Expression
{
    public SpreadElement(Expression argument)
        : base(NodeType.SpreadElement)
    {
        Argument = argument;
    }

    public Expression Argument { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Argument;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitSpreadElement(this);
}

/// <summary>13.3.9 A whole optional chain: a?.b.c is one.</summary>
public sealed class ChainExpression : Expression
{
    public ChainExpression(Expression expression)
        : base(NodeType.ChainExpression)
    {
        Expression = expression;
    }

    public Expression Expression { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Expression;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitChainExpression(this);
}

/// <summary>13.3.10 import(source, options).</summary>
public sealed class ImportExpression : Expression
{
    public ImportExpression(Expression source, Expression? options, ImportPhase phase)
        : base(NodeType.ImportExpression)
    {
        Source = source;
        Options = options;
        Phase = phase;
    }

    public Expression Source { get; }

    public Expression? Options { get; }

    public ImportPhase Phase { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Source : Options;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitImportExpression(this);
}

/// <summary>13.3.12 new.target and import.meta.</summary>
public sealed class MetaProperty : Expression
{
    public MetaProperty(Identifier meta, Identifier property)
        : base(NodeType.MetaProperty)
    {
        Meta = meta;
        Property = property;
    }

    public Identifier Meta { get; }

    public Identifier Property { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Meta : Property;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitMetaProperty(this);
}

/// <summary>15.8 await argument.</summary>
public sealed class AwaitExpression : Expression
{
    public AwaitExpression(Expression argument)
        : base(NodeType.AwaitExpression)
    {
        Argument = argument;
    }

    public Expression Argument { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Argument;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitAwaitExpression(this);
}

/// <summary>13.14 Conditional operator.</summary>
public sealed class ConditionalExpression : Expression
{
    public ConditionalExpression(Expression test, Expression consequent, Expression alternate)
        : base(NodeType.ConditionalExpression)
    {
        Test = test;
        Consequent = consequent;
        Alternate = alternate;
    }

    public Expression Test { get; }

    public Expression Consequent { get; }

    public Expression Alternate { get; }

    internal override int ChildSlotCount => 3;

    internal override Node? ChildAt(int slot) => slot switch { 0 => Test, 1 => Consequent, _ => Alternate };

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitConditionalExpression(this);
}

/// <summary>13.15 Assignment operators.</summary>
public sealed class AssignmentExpression : Expression
{
    public AssignmentExpression(Operator @operator, Node left, Expression right)
        : base(NodeType.AssignmentExpression)
    {
        Operator = @operator;
        Left = left;
        Right = right;
    }

    public Operator Operator { get; }

    public Node Left { get; }

    public Expression Right { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Left : Right;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitAssignmentExpression(this);
}

/// <summary>13.16 Comma operator.</summary>
public sealed class SequenceExpression : Expression
{
    private readonly NodeList<Expression> _expressions;

    public SequenceExpression(in NodeList<Expression> expressions)
        : base(NodeType.SequenceExpression)
    {
        _expressions = expressions;
    }

    public ref readonly NodeList<Expression> Expressions => ref _expressions;

    internal override int ChildSlotCount => _expressions.Count;

    internal override Node? ChildAt(int slot) => _expressions[slot];

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitSequenceExpression(this);
}

/// <summary>15.5 yield, or with <see cref="Delegate"/> yield*.</summary>
public sealed class YieldExpression : Expression
{
    public YieldExpression(Expression? argument, bool @delegate)
        : base(NodeType.YieldExpression)
    {
        Argument = argument;
        Delegate = @delegate;
    }

    public Expression? Argument { get; }

    public bool Delegate { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Argument;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitYieldExpression(this);
}
