namespace Acornima.Ast;

/// <summary>12.7, 13.1 Identifier; the name has its escapes resolved.</summary>
public sealed class Identifier : Expression, IDestructuringPatternElement
{
    public Identifier(string name)
        : base(NodeType.Identifier)
    {
        Name = name;
    }

    public string Name { get; }

    internal override int ChildSlotCount => 0;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitIdentifier(this);
}
