namespace Acornima.Ast;

/// <summary>14.4 Empty statement.</summary>
public sealed class EmptyStatement : Statement
{
    public EmptyStatement()
        : base(NodeType.EmptyStatement)
    {
    }

    internal override int ChildSlotCount => 0;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitEmptyStatement(this);
}

/// <summary>14.6 if.</summary>
public sealed class IfStatement : Statement
{
    public IfStatement(Expression test, Statement consequent, Statement? alternate)
        : base(NodeType.IfStatement)
    {
        Test = test;
        Consequent = consequent;
        Alternate = alternate;
    }

    public Expression Test { get; }

    public Statement Consequent { get; }

    public Statement? Alternate { get; }

    internal override int ChildSlotCount => 3;

    internal override Node? ChildAt(int slot) => slot switch { 0 => Test, 1 => Consequent, _ => Alternate };

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitIfStatement(this);
}

/// <summary>14.8 continue.</summary>
public sealed class ContinueStatement : Statement
{
    public ContinueStatement(Identifier? label)
        : base(NodeType.ContinueStatement)
    {
        Label = label;
    }

    public Identifier? Label { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Label;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitContinueStatement(this);
}

/// <summary>14.9 break.</summary>
public sealed class BreakStatement : Statement
{
    public BreakStatement(Identifier? label)
        : base(NodeType.BreakStatement)
    {
        Label = label;
    }

    public Identifier? Label { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Label;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitBreakStatement(this);
}

/// <summary>14.10 return.</summary>
public sealed class ReturnStatement : Statement
{
    public ReturnStatement(Expression? argument)
        : base(NodeType.ReturnStatement)
    {
        Argument = argument;
    }

    public Expression? Argument { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Argument;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitReturnStatement(this);
}

/// <summary>14.11 with.</summary>
public sealed class WithStatement : Statement
{
    public WithStatement(Expression @object, Statement body)
        : base(NodeType.WithStatement)
    {
        Object = @object;
        Body = body;
    }

    public Expression Object { get; }

    public Statement Body { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Object : Body;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitWithStatement(this);
}

/// <summary>14.13 Labelled statement.</summary>
public sealed class LabeledStatement : Statement
{
    public LabeledStatement(Identifier label, Statement body)
        : base(NodeType.LabeledStatement)
    {
        Label = label;
        Body = body;
    }

    public Identifier Label { get; }

    public Statement Body { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Label : Body;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitLabeledStatement(this);
}

/// <summary>14.14 throw.</summary>
public sealed class ThrowStatement : Statement
{
    public ThrowStatement(Expression argument)
        : base(NodeType.ThrowStatement)
    {
        Argument = argument;
    }

    public Expression Argument { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Argument;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitThrowStatement(this);
}

/// <summary>14.15 try.</summary>
public sealed class TryStatement : Statement
{
    public TryStatement(NestedBlockStatement block, CatchClause? handler, NestedBlockStatement? finalizer)
        : base(NodeType.TryStatement)
    {
        Block = block;
        Handler = handler;
        Finalizer = finalizer;
    }

    public NestedBlockStatement Block { get; }

    public CatchClause? Handler { get; }

    public NestedBlockStatement? Finalizer { get; }

    internal override int ChildSlotCount => 3;

    internal override Node? ChildAt(int slot) => slot switch { 0 => Block, 1 => Handler, _ => Finalizer };

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitTryStatement(this);
}

/// <summary>14.15 catch; its parameter and body share one scope.</summary>
public sealed class CatchClause : Node
{
    public CatchClause(Node? param, NestedBlockStatement body)
        : base(NodeType.CatchClause)
    {
        Param = param;
        Body = body;
    }

    public Node? Param { get; }

    public NestedBlockStatement Body { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Param : Body;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitCatchClause(this);
}

/// <summary>14.16 debugger.</summary>
public sealed class DebuggerStatement : Statement
{
    public DebuggerStatement()
        : base(NodeType.DebuggerStatement)
    {
    }

    internal override int ChildSlotCount => 0;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitDebuggerStatement(this);
}

/// <summary>14.12 switch.</summary>
public sealed class SwitchStatement : Statement
{
    private readonly NodeList<SwitchCase> _cases;

    public SwitchStatement(Expression discriminant, in NodeList<SwitchCase> cases)
        : base(NodeType.SwitchStatement)
    {
        Discriminant = discriminant;
        _cases = cases;
    }

    public Expression Discriminant { get; }

    public ref readonly NodeList<SwitchCase> Cases => ref _cases;

    internal override int ChildSlotCount => 1 + _cases.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot-- == 0)
        {
            return Discriminant;
        }

        return _cases[slot];
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitSwitchStatement(this);
}

/// <summary>14.12 One case, or (<see cref="Test"/> null) the default one.</summary>
public sealed class SwitchCase : Node
{
    private readonly NodeList<Statement> _consequent;

    public SwitchCase(Expression? test, in NodeList<Statement> consequent)
        : base(NodeType.SwitchCase)
    {
        Test = test;
        _consequent = consequent;
    }

    public Expression? Test { get; }

    public ref readonly NodeList<Statement> Consequent => ref _consequent;

    internal override int ChildSlotCount => 1 + _consequent.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot-- == 0)
        {
            return Test;
        }

        return _consequent[slot];
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitSwitchCase(this);
}

/// <summary>14.3 var, let, const, using.</summary>
public sealed class VariableDeclaration : Declaration
{
    private readonly NodeList<VariableDeclarator> _declarations;

    public VariableDeclaration(VariableDeclarationKind kind, in NodeList<VariableDeclarator> declarations)
        : base(NodeType.VariableDeclaration)
    {
        Kind = kind;
        _declarations = declarations;
    }

    public VariableDeclarationKind Kind { get; }

    public ref readonly NodeList<VariableDeclarator> Declarations => ref _declarations;

    internal override int ChildSlotCount => _declarations.Count;

    internal override Node? ChildAt(int slot) => _declarations[slot];

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitVariableDeclaration(this);
}

/// <summary>14.3 One binding of a declaration.</summary>
public sealed class VariableDeclarator : Node
{
    public VariableDeclarator(Node id, Expression? init)
        : base(NodeType.VariableDeclarator)
    {
        Id = id;
        Init = init;
    }

    public Node Id { get; }

    public Expression? Init { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Id : Init;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitVariableDeclarator(this);
}
