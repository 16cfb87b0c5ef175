namespace Acornima.Ast;

/// <summary>12.9.6 Characters of a template between its substitutions.</summary>
public sealed class TemplateElement : Node
{
    public TemplateElement(TemplateValue value, bool tail)
        : base(NodeType.TemplateElement)
    {
        Value = value;
        Tail = tail;
    }

    public TemplateValue Value { get; }

    public bool Tail { get; }

    internal override int ChildSlotCount => 0;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitTemplateElement(this);
}

/// <summary>13.3.11 Tagged template.</summary>
public sealed class TaggedTemplateExpression : Expression
{
    public TaggedTemplateExpression(Expression tag, TemplateLiteral quasi)
        : base(NodeType.TaggedTemplateExpression)
    {
        Tag = tag;
        Quasi = quasi;
    }

    public Expression Tag { get; }

    public TemplateLiteral Quasi { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Tag : Quasi;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitTaggedTemplateExpression(this);
}
