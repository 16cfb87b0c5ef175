using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>16.2.2 Imports.</summary>
internal sealed partial class SyntaxParser
{
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
}
