namespace Acornima.Ast;

/// <summary>15.3, 15.9 Arrow function; <see cref="Expression"/> tells a concise body from a block.</summary>
public sealed class ArrowFunctionExpression : Expression, IFunction
{
    private readonly NodeList<Node> _params;

    public ArrowFunctionExpression(in NodeList<Node> @params, StatementOrExpression body, bool expression, bool async)
        : base(NodeType.ArrowFunctionExpression)
    {
        _params = @params;
        Body = body;
        Expression = expression;
        Async = async;
    }

    public ref readonly NodeList<Node> Params => ref _params;

    public StatementOrExpression Body { get; }

    public bool Expression { get; }

    public bool Async { get; }

    Identifier? IFunction.Id => null;

    bool IFunction.Generator => false;

    internal override int ChildSlotCount => 1 + _params.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot < _params.Count)
        {
            return _params[slot];
        }

        return Body;
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitArrowFunctionExpression(this);
}

/// <summary>15.2 Function expression, and the value of methods.</summary>
public sealed class FunctionExpression : Expression, IFunction
{
    private readonly NodeList<Node> _params;

    public FunctionExpression(Identifier? id, in NodeList<Node> @params, FunctionBody body, bool generator, bool async)
        : base(NodeType.FunctionExpression)
    {
        Id = id;
        _params = @params;
        Body = body;
        Generator = generator;
        Async = async;
    }

    public Identifier? Id { get; }

    public ref readonly NodeList<Node> Params => ref _params;

    public FunctionBody Body { get; }

    public bool Generator { get; }

    public bool Async { get; }

    StatementOrExpression IFunction.Body => Body;

    bool IFunction.Expression => false;

    internal override int ChildSlotCount => 2 + _params.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot-- == 0)
        {
            return Id;
        }

        if (slot < _params.Count)
        {
            return _params[slot];
        }

        return Body;
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitFunctionExpression(this);
}

/// <summary>15.2 Function declaration; only export default may leave out the name.</summary>
public sealed class FunctionDeclaration : Declaration, IFunction
{
    private readonly NodeList<Node> _params;

    public FunctionDeclaration(Identifier? id, in NodeList<Node> @params, FunctionBody body, bool generator, bool async)
        : base(NodeType.FunctionDeclaration)
    {
        Id = id;
        _params = @params;
        Body = body;
        Generator = generator;
        Async = async;
    }

    public Identifier? Id { get; }

    public ref readonly NodeList<Node> Params => ref _params;

    public FunctionBody Body { get; }

    public bool Generator { get; }

    public bool Async { get; }

    StatementOrExpression IFunction.Body => Body;

    bool IFunction.Expression => false;

    internal override int ChildSlotCount => 2 + _params.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot-- == 0)
        {
            return Id;
        }

        if (slot < _params.Count)
        {
            return _params[slot];
        }

        return Body;
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitFunctionDeclaration(this);
}
