namespace Acornima.Ast;

/// <summary>13.2.8 Template literal: one more quasi than expressions.</summary>
public sealed class TemplateLiteral : Expression
{
    private readonly NodeList<TemplateElement> _quasis;
    private readonly NodeList<Expression> _expressions;

    public TemplateLiteral(in NodeList<TemplateElement> quasis, in NodeList<Expression> expressions)
        : base(NodeType.TemplateLiteral)
    {
        _quasis = quasis;
        _expressions = expressions;
    }

    public ref readonly NodeList<TemplateElement> Quasis => ref _quasis;

    public ref readonly NodeList<Expression> Expressions => ref _expressions;

    internal override int ChildSlotCount => _quasis.Count + _expressions.Count;

    internal override Node? ChildAt(int slot) => (slot & 1) == 0 ? _quasis[slot >> 1] : _expressions[slot >> 1];

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitTemplateLiteral(this);
}
