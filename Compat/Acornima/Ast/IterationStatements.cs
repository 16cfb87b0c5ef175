namespace Acornima.Ast;

/// <summary>14.7.2 do-while.</summary>
public sealed class DoWhileStatement : Statement
{
    public DoWhileStatement(Statement body, Expression test)
        : base(NodeType.DoWhileStatement)
    {
        Body = body;
        Test = test;
    }

    public Statement Body { get; }

    public Expression Test { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Body : Test;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitDoWhileStatement(this);
}

/// <summary>14.7.3 while.</summary>
public sealed class WhileStatement : Statement
{
    public WhileStatement(Expression test, Statement body)
        : base(NodeType.WhileStatement)
    {
        Test = test;
        Body = body;
    }

    public Expression Test { get; }

    public Statement Body { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Test : Body;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitWhileStatement(this);
}

/// <summary>14.7.4 for.</summary>
public sealed class ForStatement : Statement
{
    public ForStatement(StatementOrExpression? init, Expression? test, Expression? update, Statement body)
        : base(NodeType.ForStatement)
    {
        Init = init;
        Test = test;
        Update = update;
        Body = body;
    }

    public StatementOrExpression? Init { get; }

    public Expression? Test { get; }

    public Expression? Update { get; }

    public Statement Body { get; }

    internal override int ChildSlotCount => 4;

    internal override Node? ChildAt(int slot) => slot switch { 0 => Init, 1 => Test, 2 => Update, _ => Body };

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitForStatement(this);
}

/// <summary>14.7.5 for-in.</summary>
public sealed class ForInStatement : Statement
{
    public ForInStatement(Node left, Expression right, Statement body)
        : base(NodeType.ForInStatement)
    {
        Left = left;
        Right = right;
        Body = body;
    }

    public Node Left { get; }

    public Expression Right { get; }

    public Statement Body { get; }

    internal override int ChildSlotCount => 3;

    internal override Node? ChildAt(int slot) => slot switch { 0 => Left, 1 => Right, _ => Body };

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitForInStatement(this);
}

/// <summary>14.7.5 for-of and (<see cref="Await"/>) for-await-of.</summary>
public sealed class ForOfStatement : Statement
{
    public ForOfStatement(Node left, Expression right, Statement body, bool @await)
        : base(NodeType.ForOfStatement)
    {
        Left = left;
        Right = right;
        Body = body;
        Await = @await;
    }

    public Node Left { get; }

    public Expression Right { get; }

    public Statement Body { get; }

    public bool Await { get; }

    internal override int ChildSlotCount => 3;

    internal override Node? ChildAt(int slot) => slot switch { 0 => Left, 1 => Right, _ => Body };

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitForOfStatement(this);
}
