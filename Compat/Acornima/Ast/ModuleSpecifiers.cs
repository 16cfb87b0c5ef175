namespace Acornima.Ast;

/// <summary>16.2.2, 16.2.3 Import and export declarations.</summary>
public abstract class ImportOrExportDeclaration : Declaration
{
    private protected ImportOrExportDeclaration(NodeType type)
        : base(type)
    {
    }
}

/// <summary>16.2.3 Export declarations.</summary>
public abstract class ExportDeclaration : ImportOrExportDeclaration
{
    private protected ExportDeclaration(NodeType type)
        : base(type)
    {
    }
}

/// <summary>One name of an import or export declaration.</summary>
public abstract class ModuleSpecifier : Node
{
    private protected ModuleSpecifier(NodeType type)
        : base(type)
    {
    }
}

/// <summary>One binding of an import declaration.</summary>
public abstract class ImportDeclarationSpecifier : ModuleSpecifier
{
    private protected ImportDeclarationSpecifier(NodeType type, Identifier local)
        : base(type)
    {
        Local = local;
    }

    public Identifier Local { get; }

    internal override int ChildSlotCount => 1;

    internal override Node? ChildAt(int slot) => Local;
}

/// <summary>import local from.</summary>
public sealed class ImportDefaultSpecifier : ImportDeclarationSpecifier
{
    public ImportDefaultSpecifier(Identifier local)
        : base(NodeType.ImportDefaultSpecifier, local)
    {
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitImportDefaultSpecifier(this);
}

/// <summary>import * as local from.</summary>
public sealed class ImportNamespaceSpecifier : ImportDeclarationSpecifier
{
    public ImportNamespaceSpecifier(Identifier local)
        : base(NodeType.ImportNamespaceSpecifier, local)
    {
    }

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitImportNamespaceSpecifier(this);
}

/// <summary>import { imported as local } from.</summary>
public sealed class ImportSpecifier : ImportDeclarationSpecifier
{
    public ImportSpecifier(Expression imported, Identifier local)
        : base(NodeType.ImportSpecifier, local)
    {
        Imported = imported;
    }

    /// <summary>An identifier or a string literal; the same node as <see cref="ImportDeclarationSpecifier.Local"/> where no "as" is written.</summary>
    public Expression Imported { get; }

    internal override int ChildSlotCount => 2;

    internal override Node? ChildAt(int slot) => slot != 0 ? Local : ReferenceEquals(Imported, Local) ? null : Imported;

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitImportSpecifier(this);
}
