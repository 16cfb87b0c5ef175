namespace Acornima.Ast;

/// <summary>14.2 Block: nested, the body of a function, or a static block.</summary>
public abstract class BlockStatement : Statement
{
    private readonly NodeList<Statement> _body;

    private protected BlockStatement(NodeType type, in NodeList<Statement> body)
        : base(type)
    {
        _body = body;
    }

    public ref readonly NodeList<Statement> Body => ref _body;

    internal override int ChildSlotCount => _body.Count;

    internal override Node? ChildAt(int slot) => _body[slot];
}

/// <summary>14.2 Block that is a statement of its own or part of one.</summary>
public sealed class NestedBlockStatement : BlockStatement
{
    public NestedBlockStatement(in NodeList<Statement> body)
        : base(NodeType.BlockStatement, body)
    {
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitBlockStatement(this);
}

/// <summary>15.2 Body of a function.</summary>
public sealed class FunctionBody : BlockStatement, IHoistingScope
{
    public FunctionBody(in NodeList<Statement> body, bool strict)
        : base(NodeType.BlockStatement, body)
    {
        Strict = strict;
    }

    public bool Strict { get; }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitFunctionBody(this);
}

/// <summary>15.7 Static initialization block of a class.</summary>
public sealed class StaticBlock : BlockStatement, IClassElement, IHoistingScope
{
    public StaticBlock(in NodeList<Statement> body)
        : base(NodeType.StaticBlock, body)
    {
    }

    bool IClassElement.Static => true;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitStaticBlock(this);
}

/// <summary>14.5 Expression statement, a directive or not.</summary>
public abstract class ExpressionStatement : Statement
{
    private protected ExpressionStatement(Expression expression)
        : base(NodeType.ExpressionStatement)
    {
        Expression = expression;
    }

    public Expression Expression { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Expression;
}

/// <summary>14.5 Expression statement outside directive prologues.</summary>
public sealed class NonSpecialExpressionStatement : ExpressionStatement
{
    public NonSpecialExpressionStatement(Expression expression)
        : base(expression)
    {
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitExpressionStatement(this);
}

/// <summary>11.2.1 String literal statement of a directive prologue.</summary>
public sealed class Directive : ExpressionStatement
{
    public Directive(Expression expression, string value)
        : base(expression)
    {
        Value = value;
    }

    /// <summary>The source text between the quotes, escapes as written.</summary>
    public string Value { get; }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitDirective(this);
}

/// <summary>16 Script or module.</summary>
public abstract class Program : Node, IHoistingScope
{
    private readonly NodeList<Statement> _body;

    private protected Program(SourceType sourceType, in NodeList<Statement> body, bool strict)
        : base(NodeType.Program)
    {
        SourceType = sourceType;
        _body = body;
        Strict = strict;
    }

    public SourceType SourceType { get; }

    public ref readonly NodeList<Statement> Body => ref _body;

    public bool Strict { get; }

    internal override int ChildSlotCount => _body.Count;

    internal override Node? ChildAt(int slot) => _body[slot];

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitProgram(this);
}

/// <summary>16.1 Script.</summary>
public sealed class Script : Program
{
    public Script(in NodeList<Statement> body, bool strict)
        : base(SourceType.Script, body, strict)
    {
    }
}

/// <summary>16.2 Module; always strict.</summary>
public sealed class Module : Program
{
    public Module(in NodeList<Statement> body)
        : base(SourceType.Module, body, strict: true)
    {
    }
}
