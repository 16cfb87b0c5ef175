using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>14.3 Declarations and the variable statement.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>14.3.1 LexicalDeclaration: let begins one when a name or pattern follows; let [ does always.</summary>
    private bool IsLetDeclaration()
    {
        var (type, _, _, _) = PeekToken();
        return type is TokenType.Name or TokenType.BracketLeft or TokenType.BraceLeft or TokenType.EscapedKeyword;
    }

    private bool IsAsyncFunction()
    {
        var (type, _, newlineBefore, _) = PeekToken();
        return type == TokenType.Function && !newlineBefore;
    }

    /// <summary>14.3.1 UsingDeclaration: a name follows on the same line. In for heads, using of is an expression unless = follows.</summary>
    private bool IsUsingDeclaration(bool isFor = false)
    {
        if (!HasFeature(ExperimentalESFeatures.ExplicitResourceManagement))
        {
            return false;
        }

        var state = Save();
        Next();
        var result = _type == TokenType.Name && !_newlineBefore;
        if (result && isFor && IsName(NameKind.Of))
        {
            Next();
            result = _type is TokenType.Assign or TokenType.Semicolon or TokenType.Colon;
        }

        Restore(state);
        return result;
    }

    private bool IsAwaitUsingDeclaration()
    {
        if (!HasFeature(ExperimentalESFeatures.ExplicitResourceManagement) || !Has(Context.Async))
        {
            return false;
        }

        var state = Save();
        Next();
        var result = IsName(NameKind.Using) && !_newlineBefore;
        if (result)
        {
            Next();
            result = _type == TokenType.Name && !_newlineBefore;
        }

        Restore(state);
        return result;
    }

    /// <summary>14.3.1.1: using declarations stand in blocks, functions, modules and the like, not at the top of a script or in a case.</summary>
    private void CheckUsingAllowed()
    {
        var kind = CurrentScope.Kind;
        if ((kind == ScopeKind.Script && !_options.AllowTopLevelUsing) || kind == ScopeKind.Switch)
        {
            throw ErrorAt(_start, Problems.UsingNotAllowed);
        }
    }

    private VariableDeclaration ParseLexicalDeclarationStatement(VariableDeclarationKind kind)
    {
        var start = Here;
        var declaration = ParseDeclarators(kind, isFor: false);
        ConsumeSemicolon();
        return Finish(new VariableDeclaration(kind, declaration), start);
    }

    /// <summary>14.3.2 VariableStatement.</summary>
    private VariableDeclaration ParseVariableStatement() => ParseLexicalDeclarationStatement(VariableDeclarationKind.Var);

    /// <summary>The declaration in the head of a for statement, which no semicolon ends.</summary>
    private VariableDeclaration ParseVariableDeclaration(VariableDeclarationKind kind, bool isFor)
    {
        var start = Here;
        var declarators = ParseDeclarators(kind, isFor);
        return Finish(new VariableDeclaration(kind, declarators), start);
    }

    private NodeList<VariableDeclarator> ParseDeclarators(VariableDeclarationKind kind, bool isFor)
    {
        if (kind == VariableDeclarationKind.AwaitUsing)
        {
            NoteAwait();
            Next();
        }

        Next();
        var mark = _nodes.Count;
        do
        {
            _nodes.Push(ParseDeclarator(kind, isFor));
        }
        while (Eat(TokenType.Comma));

        return _nodes.Take<VariableDeclarator>(mark);
    }

    private VariableDeclarator ParseDeclarator(VariableDeclarationKind kind, bool isFor)
    {
        var start = Here;
        var isUsing = kind is VariableDeclarationKind.Using or VariableDeclarationKind.AwaitUsing;
        if (kind != VariableDeclarationKind.Var && _type == TokenType.Name && _nameKind == NameKind.Let)
        {
            throw ErrorAt(_start, Problems.LetInLexicalBinding);
        }

        var id = isUsing ? ParseBindingIdentifier() : ParseBindingTarget();
        DeclarePattern(id, kind == VariableDeclarationKind.Var ? DeclarationKind.Var : DeclarationKind.Lexical);
        var init = Eat(TokenType.Assign) ? ParseAssignment(allowIn: !isFor) : null;
        if (init is null && !isFor)
        {
            CheckInitializer(kind, id, _lastEnd);
        }

        return Finish(new VariableDeclarator(id, init), start);
    }

    /// <summary>14.3.1.1, 14.3.2.1: constants, resources and patterns need an initializer.</summary>
    private void CheckInitializer(VariableDeclarationKind kind, Node id, int position)
    {
        var what = kind switch
        {
            _ when id is not Identifier => "destructuring",
            VariableDeclarationKind.Const => "const",
            VariableDeclarationKind.Using => "using",
            VariableDeclarationKind.AwaitUsing => "await using",
            _ => null,
        };
        if (what is not null)
        {
            throw ErrorAt(position, Problems.DeclarationMissingInitializer, what);
        }
    }

    /// <summary>The same for a for head, once it is known that it is no for-in or for-of.</summary>
    private void CheckInitializers(VariableDeclaration declaration)
    {
        foreach (var declarator in declaration.Declarations)
        {
            if (declarator.Init is null)
            {
                CheckInitializer(declaration.Kind, declarator.Id, declarator.End);
            }
        }
    }
}
