namespace Acornima.Ast;

/// <summary>Binary operators, logical or not.</summary>
public abstract class BinaryExpression : Expression
{
    private protected BinaryExpression(NodeType type, Operator @operator, Expression left, Expression right)
        : base(type)
    {
        Operator = @operator;
        Left = left;
        Right = right;
    }

    public Operator Operator { get; }

    /// <summary>Left operand; a <see cref="PrivateIdentifier"/> in #name in object.</summary>
    public Expression Left { get; }

    public Expression Right { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Left : Right;
}

/// <summary>13.6 to 13.12 Arithmetic, relational, equality, shift and bitwise operators.</summary>
public sealed class NonLogicalBinaryExpression : BinaryExpression
{
    public NonLogicalBinaryExpression(Operator @operator, Expression left, Expression right)
        : base(NodeType.BinaryExpression, @operator, left, right)
    {
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitBinaryExpression(this);
}

/// <summary>13.13 Binary logical operators.</summary>
public sealed class LogicalExpression : BinaryExpression
{
    public LogicalExpression(Operator @operator, Expression left, Expression right)
        : base(NodeType.LogicalExpression, @operator, left, right)
    {
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitLogicalExpression(this);
}

/// <summary>Operators with one operand.</summary>
public abstract class UnaryExpression : Expression
{
    private protected UnaryExpression(NodeType type, Operator @operator, Expression argument, bool prefix)
        : base(type)
    {
        Operator = @operator;
        Argument = argument;
        Prefix = prefix;
    }

    public Operator Operator { get; }

    public Expression Argument { get; }

    public bool Prefix { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Argument;
}

/// <summary>13.5 Unary operators.</summary>
public sealed class NonUpdateUnaryExpression : UnaryExpression
{
    public NonUpdateUnaryExpression(Operator @operator, Expression argument)
        : base(NodeType.UnaryExpression, @operator, argument, prefix: true)
    {
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitUnaryExpression(this);
}

/// <summary>13.4 Update expressions: ++ and --, before or after their operand.</summary>
public sealed class UpdateExpression : UnaryExpression
{
    public UpdateExpression(Operator @operator, Expression argument, bool prefix)
        : base(NodeType.UpdateExpression, @operator, argument, prefix)
    {
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitUpdateExpression(this);
}
