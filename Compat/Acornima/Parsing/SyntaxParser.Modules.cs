using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>16.2.2 Imports, 16.2.3 exports.</summary>
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

    /// <summary>import( and import. begin expressions.</summary>
    private bool IsImportExpression() => PeekToken().Type is TokenType.ParenLeft or TokenType.Dot;

    private void CheckModuleItem(bool isTopLevel, Problem problem)
    {
        if (!_options.AllowImportExportEverywhere && (!_isModule || !isTopLevel))
        {
            throw ErrorAt(_start, problem);
        }
    }

    /// <summary>16.2.2 ImportDeclaration.</summary>
    private ImportDeclaration ParseImportDeclaration(bool isTopLevel)
    {
        CheckModuleItem(isTopLevel, Problems.ImportOutsideModule);
        var start = Here;
        Next();
        if (_type == TokenType.String)
        {
            return FinishImport(start, default, ImportPhase.None);
        }

        var mark = _nodes.Count;
        var phase = ParseImportPhase();
        if (phase == ImportPhase.None)
        {
            ParseImportClause();
        }

        ExpectName(NameKind.From);
        return FinishImport(start, _nodes.Take<ImportDeclarationSpecifier>(mark), phase);
    }

    private ImportDeclaration FinishImport(in Marker start, in NodeList<ImportDeclarationSpecifier> specifiers, ImportPhase phase)
    {
        var source = ParseModuleSource();
        var attributes = ParseImportAttributes();
        ConsumeSemicolon();
        return Finish(new ImportDeclaration(specifiers, source, attributes, phase), start);
    }

    /// <summary>import source x from and import defer * as x from, of the proposals of that name; pushes the binding.</summary>
    private ImportPhase ParseImportPhase()
    {
        if (IsName(NameKind.Source) && HasFeature(ExperimentalESFeatures.SourcePhaseImports))
        {
            var state = Save();
            Next();
            var isPhase = _type == TokenType.Name && !(_nameKind == NameKind.From && PeekToken().Kind != NameKind.From);
            if (isPhase)
            {
                _nodes.Push(ParseImportDefault());
                return ImportPhase.Source;
            }

            Restore(state);
        }

        if (IsName(NameKind.Defer) && HasFeature(ExperimentalESFeatures.DeferImportEvaluation) && PeekToken().Type == TokenType.Star)
        {
            Next();
            _nodes.Push(ParseImportNamespace());
            return ImportPhase.Defer;
        }

        return ImportPhase.None;
    }

    private void ParseImportClause()
    {
        if (_type == TokenType.Name)
        {
            _nodes.Push(ParseImportDefault());
            if (!Eat(TokenType.Comma))
            {
                return;
            }
        }

        if (_type == TokenType.Star)
        {
            _nodes.Push(ParseImportNamespace());
            return;
        }

        Expect(TokenType.BraceLeft);
        while (_type != TokenType.BraceRight)
        {
            _nodes.Push(ParseImportSpecifier());
            if (_type != TokenType.BraceRight)
            {
                Expect(TokenType.Comma);
            }
        }

        Next();
    }

    private ImportDefaultSpecifier ParseImportDefault()
    {
        var start = Here;
        var local = ParseImportBinding();
        return Finish(new ImportDefaultSpecifier(local), start);
    }

    private ImportNamespaceSpecifier ParseImportNamespace()
    {
        var start = Here;
        Next();
        ExpectName(NameKind.As);
        var local = ParseImportBinding();
        return Finish(new ImportNamespaceSpecifier(local), start);
    }

    private Identifier ParseImportBinding()
    {
        var local = ParseBindingIdentifier();
        DeclareLexical(local, Binding.Lexical);
        return local;
    }

    private ImportSpecifier ParseImportSpecifier()
    {
        var start = Here;
        var isName = _type == TokenType.Name;
        var kind = _nameKind;
        var imported = ParseModuleExportName();
        if (EatName(NameKind.As))
        {
            var local = ParseImportBinding();
            return Finish(new ImportSpecifier(imported, local), start);
        }

        if (!isName)
        {
            throw imported is Identifier word ? ErrorAt(word.Start, Problems.UnexpectedToken, word.Name) : Unexpected();
        }

        var name = (Identifier)imported;
        CheckReservedName(kind, name.Name, name.Start);
        CheckBindingName(name.Name, kind, name.Start);
        DeclareLexical(name, Binding.Lexical);
        return Finish(new ImportSpecifier(name, name), start);
    }

    /// <summary>ModuleExportName: any word, or a string without lone surrogates.</summary>
    private Expression ParseModuleExportName()
    {
        if (_type != TokenType.String)
        {
            return IsIdentifierName ? ParseIdentifierName() : throw Unexpected();
        }

        Since(EcmaVersion.ES2022, _start, "module export names that are strings");
        var name = ParseStringLiteral();
        return IsWellFormed(name.Value) ? name : throw ErrorAt(name.Start, Problems.InvalidModuleExportName);
    }

    private static bool IsWellFormed(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]))
            {
                if (!char.IsSurrogatePair(text, index))
                {
                    return false;
                }

                index++;
            }
        }

        return true;
    }

    private StringLiteral ParseModuleSource() => _type == TokenType.String ? ParseStringLiteral() : throw Unexpected();

    /// <summary>WithClause.</summary>
    private NodeList<ImportAttribute> ParseImportAttributes()
    {
        if (_type != TokenType.With)
        {
            return default;
        }

        if (!HasFeature(ExperimentalESFeatures.ImportAttributes))
        {
            Since(EcmaVersion.ES2025, _start, "import attributes");
        }

        Next();

        Expect(TokenType.BraceLeft);
        var mark = _nodes.Count;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (_type != TokenType.BraceRight)
        {
            var start = Here;
            Expression key = _type == TokenType.String ? ParseStringLiteral() : IsIdentifierName ? ParseIdentifierName() : throw Unexpected();
            var name = key is StringLiteral text ? text.Value : ((Identifier)key).Name;
            if (!keys.Add(name))
            {
                throw ErrorAt(key.Start, Problems.ImportAttributesDuplicateKey, name);
            }

            Expect(TokenType.Colon);
            var value = ParseModuleSource();
            _nodes.Push(Finish(new ImportAttribute(key, value), start));
            if (_type != TokenType.BraceRight)
            {
                Expect(TokenType.Comma);
            }
        }

        Next();
        return _nodes.Take<ImportAttribute>(mark);
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
