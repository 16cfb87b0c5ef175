using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>16.2.3 Exports.</summary>
internal sealed partial class SyntaxParser
{
    private readonly HashSet<string> _exportedNames = new(StringComparer.Ordinal);
    private readonly List<Identifier> _exportedLocals = [];

    private void ResetModule()
    {
        _exportedNames.Clear();
        _exportedLocals.Clear();
    }

    /// <summary>16.2.1.1: what is exported must be declared in the module.</summary>
    private void CheckExportedNames()
    {
        foreach (var local in _exportedLocals)
        {
            if (_scopes[0].Find(local.Name) == Binding.None)
            {
                throw ErrorAt(local.Start, Problems.ModuleExportUndefined, local.Name);
            }
        }
    }

    /// <summary>16.2.3 ExportDeclaration.</summary>
    private Statement ParseExportDeclaration(bool isTopLevel)
    {
        CheckModuleItem(isTopLevel, Problems.ExportOutsideModule);
        var start = Here;
        Next();
        switch (_type)
        {
            case TokenType.Star:
                return ParseExportAll(start);
            case TokenType.Default:
                return ParseExportDefault(start);
            case TokenType.BraceLeft:
                return ParseExportNames(start);
            default:
                var declaration = ParseExportedDeclaration();
                return Finish(new ExportNamedDeclaration(declaration, default, null, default), start);
        }
    }

    private ExportAllDeclaration ParseExportAll(in Marker start)
    {
        Next();
        Expression? exported = null;
        if (EatName(NameKind.As))
        {
            Since(EcmaVersion.ES2020, _start, "export * as");
            exported = ParseModuleExportName();
            AddExport(exported);
        }

        ExpectName(NameKind.From);
        var source = ParseModuleSource();
        var attributes = ParseImportAttributes();
        ConsumeSemicolon();
        return Finish(new ExportAllDeclaration(exported, source, attributes), start);
    }

    private ExportDefaultDeclaration ParseExportDefault(in Marker start)
    {
        AddExport("default", _start);
        Next();
        StatementOrExpression declaration;
        var declarationStart = Here;
        if (_type == TokenType.Function)
        {
            declaration = ParseFunctionDeclaration(declarationStart, isAsync: false, isNameOptional: true);
        }
        else if (IsName(NameKind.Async) && IsAsyncFunction())
        {
            Next();
            declaration = ParseFunctionDeclaration(declarationStart, isAsync: true, isNameOptional: true);
        }
        else if (_type is TokenType.Class or TokenType.At)
        {
            declaration = ParseClassDeclaration(isNameOptional: true);
        }
        else
        {
            declaration = ParseAssignment();
            ConsumeSemicolon();
        }

        return Finish(new ExportDefaultDeclaration(declaration), start);
    }

    private ExportNamedDeclaration ParseExportNames(in Marker start)
    {
        Next();
        var mark = _nodes.Count;
        var firstLocal = _exportedLocals.Count;
        SyntaxErrorException? localError = null;
        while (_type != TokenType.BraceRight)
        {
            _nodes.Push(ParseExportSpecifier(ref localError));
            if (_type != TokenType.BraceRight)
            {
                Expect(TokenType.Comma);
            }
        }

        Next();
        var specifiers = _nodes.Take<ExportSpecifier>(mark);
        StringLiteral? source = null;
        NodeList<ImportAttribute> attributes = default;
        if (EatName(NameKind.From))
        {
            source = ParseModuleSource();
            attributes = ParseImportAttributes();
            _exportedLocals.RemoveRange(firstLocal, _exportedLocals.Count - firstLocal);
        }
        else if (localError is not null)
        {
            throw localError;
        }

        ConsumeSemicolon();
        return Finish(new ExportNamedDeclaration(null, specifiers, source, attributes), start);
    }

    /// <summary>A local name that is a string or a reserved word is right only if from follows the clause.</summary>
    private ExportSpecifier ParseExportSpecifier(ref SyntaxErrorException? localError)
    {
        var start = Here;
        var isName = _type == TokenType.Name && !IsReservedHere(_nameKind);
        localError ??= isName ? null : Unexpected();
        var local = ParseModuleExportName();
        if (isName)
        {
            _exportedLocals.Add((Identifier)local);
        }

        var exported = EatName(NameKind.As) ? ParseModuleExportName() : local;
        AddExport(exported);
        return Finish(new ExportSpecifier(local, exported), start);
    }

    private Declaration ParseExportedDeclaration()
    {
        if (ParseStatementListItemForExport() is not { } declaration)
        {
            throw Unexpected();
        }

        switch (declaration)
        {
            case VariableDeclaration variables:
                foreach (var declarator in variables.Declarations)
                {
                    AddExports(declarator.Id);
                }

                break;
            case FunctionDeclaration { Id: { } id }:
                AddExport(id);
                break;
            case ClassDeclaration { Id: { } id }:
                AddExport(id);
                break;
        }

        return declaration;
    }

    private Declaration? ParseStatementListItemForExport()
    {
        switch (_type)
        {
            case TokenType.Var:
                return ParseVariableStatement();
            case TokenType.Const or TokenType.Function or TokenType.Class or TokenType.At:
                return (Declaration)ParseStatementListItem();
            case TokenType.Name when !_hasEscape && _nameKind is NameKind.Let or NameKind.Async:
                return ParseContextualDeclaration() as Declaration;
            default:
                return null;
        }
    }

    private void AddExports(Node? pattern)
    {
        switch (pattern)
        {
            case Identifier name:
                AddExport(name);
                break;
            case ObjectPattern @object:
                foreach (var property in @object.Properties)
                {
                    AddExports(property is RestElement rest ? rest.Argument : ((AssignmentProperty)property).Value);
                }

                break;
            case ArrayPattern array:
                foreach (var element in array.Elements)
                {
                    AddExports(element);
                }

                break;
            case AssignmentPattern assignment:
                AddExports(assignment.Left);
                break;
            case RestElement rest:
                AddExports(rest.Argument);
                break;
        }
    }

    private void AddExport(Expression name) => AddExport(name is StringLiteral text ? text.Value : ((Identifier)name).Name, name.Start);

    private void AddExport(string name, int position)
    {
        if (!_exportedNames.Add(name))
        {
            throw ErrorAt(position, Problems.DuplicateExport, name);
        }
    }
}
