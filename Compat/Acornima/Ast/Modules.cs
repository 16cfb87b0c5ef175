namespace Acornima.Ast;

/// <summary>16.2.2 Import declaration.</summary>
public sealed class ImportDeclaration : ImportOrExportDeclaration
{
    private readonly NodeList<ImportDeclarationSpecifier> _specifiers;
    private readonly NodeList<ImportAttribute> _attributes;

    public ImportDeclaration(
        in NodeList<ImportDeclarationSpecifier> specifiers, StringLiteral source, in NodeList<ImportAttribute> attributes, ImportPhase phase)
        : base(NodeType.ImportDeclaration)
    {
        _specifiers = specifiers;
        Source = source;
        _attributes = attributes;
        Phase = phase;
    }

    public ref readonly NodeList<ImportDeclarationSpecifier> Specifiers => ref _specifiers;

    public StringLiteral Source { get; }

    public ref readonly NodeList<ImportAttribute> Attributes => ref _attributes;

    public ImportPhase Phase { get; }

    internal override int ChildSlotCount => 1 + _specifiers.Count + _attributes.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot < _specifiers.Count)
        {
            return _specifiers[slot];
        }

        slot -= _specifiers.Count;

        if (slot-- == 0)
        {
            return Source;
        }

        return _attributes[slot];
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitImportDeclaration(this);
}

/// <summary>One entry of a with clause.</summary>
public sealed class ImportAttribute : Node
{
    public ImportAttribute(Expression key, StringLiteral value)
        : base(NodeType.ImportAttribute)
    {
        Key = key;
        Value = value;
    }

    public Expression Key { get; }

    public StringLiteral Value { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Key : Value;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitImportAttribute(this);
}

/// <summary>export * from.</summary>
public sealed class ExportAllDeclaration : ExportDeclaration
{
    private readonly NodeList<ImportAttribute> _attributes;

    public ExportAllDeclaration(Expression? exported, StringLiteral source, in NodeList<ImportAttribute> attributes)
        : base(NodeType.ExportAllDeclaration)
    {
        Exported = exported;
        Source = source;
        _attributes = attributes;
    }

    public Expression? Exported { get; }

    public StringLiteral Source { get; }

    public ref readonly NodeList<ImportAttribute> Attributes => ref _attributes;

    internal override int ChildSlotCount => 2 + _attributes.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot-- == 0)
        {
            return Exported;
        }

        if (slot-- == 0)
        {
            return Source;
        }

        return _attributes[slot];
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitExportAllDeclaration(this);
}

/// <summary>export default.</summary>
public sealed class ExportDefaultDeclaration : ExportDeclaration
{
    public ExportDefaultDeclaration(StatementOrExpression declaration)
        : base(NodeType.ExportDefaultDeclaration)
    {
        Declaration = declaration;
    }

    public StatementOrExpression Declaration { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Declaration;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitExportDefaultDeclaration(this);
}

/// <summary>Export of names, or of a declaration.</summary>
public sealed class ExportNamedDeclaration : ExportDeclaration
{
    private readonly NodeList<ExportSpecifier> _specifiers;
    private readonly NodeList<ImportAttribute> _attributes;

    public ExportNamedDeclaration(
        Declaration? declaration, in NodeList<ExportSpecifier> specifiers, StringLiteral? source, in NodeList<ImportAttribute> attributes)
        : base(NodeType.ExportNamedDeclaration)
    {
        Declaration = declaration;
        _specifiers = specifiers;
        Source = source;
        _attributes = attributes;
    }

    public Declaration? Declaration { get; }

    public ref readonly NodeList<ExportSpecifier> Specifiers => ref _specifiers;

    public StringLiteral? Source { get; }

    public ref readonly NodeList<ImportAttribute> Attributes => ref _attributes;

    internal override int ChildSlotCount => 2 + _specifiers.Count + _attributes.Count;

    internal override Node? ChildAt(int slot)
    {
        if (slot-- == 0)
        {
            return Declaration;
        }

        if (slot < _specifiers.Count)
        {
            return _specifiers[slot];
        }

        slot -= _specifiers.Count;

        if (slot-- == 0)
        {
            return Source;
        }

        return _attributes[slot];
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitExportNamedDeclaration(this);
}

/// <summary>One name of an export clause: identifiers or string literals.</summary>
public sealed class ExportSpecifier : ModuleSpecifier
{
    public ExportSpecifier(Expression local, Expression exported)
        : base(NodeType.ExportSpecifier)
    {
        Local = local;
        Exported = exported;
    }

    public Expression Local { get; }

    public Expression Exported { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot == 0 ? Local : Exported;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitExportSpecifier(this);
}
