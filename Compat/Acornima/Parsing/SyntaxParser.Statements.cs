using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>14 Statements and declarations.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>StatementListItem.</summary>
    private Statement ParseStatementListItem(bool isTopLevel = false)
    {
        switch (_type)
        {
            case TokenType.Function:
                return ParseFunctionDeclaration(Here, isAsync: false);
            case TokenType.Class or TokenType.At:
                return ParseClassDeclaration(isNameOptional: false);
            case TokenType.Const:
                return ParseLexicalDeclarationStatement(VariableDeclarationKind.Const);
            case TokenType.Import when !IsImportExpression():
                return ParseImportDeclaration(isTopLevel);
            case TokenType.Export:
                return ParseExportDeclaration(isTopLevel);
            case TokenType.Name when _nameKind is NameKind.Let or NameKind.Async or NameKind.Using or NameKind.Await && !_hasEscape:
                return ParseContextualDeclaration() ?? ParseStatement(StatementPosition.List);
            default:
                return ParseStatement(StatementPosition.List);
        }
    }

    /// <summary>Declarations that begin with a word that is no keyword everywhere; null if this is none.</summary>
    private Statement? ParseContextualDeclaration()
    {
        switch (_nameKind)
        {
            case NameKind.Let when IsLetDeclaration():
                return ParseLexicalDeclarationStatement(VariableDeclarationKind.Let);
            case NameKind.Async when IsAsyncFunction():
                var start = Here;
                Next();
                return ParseFunctionDeclaration(start, isAsync: true);
            case NameKind.Using when IsUsingDeclaration():
                CheckUsingAllowed();
                return ParseLexicalDeclarationStatement(VariableDeclarationKind.Using);
            case NameKind.Await when IsAwaitUsingDeclaration():
                CheckUsingAllowed();
                return ParseLexicalDeclarationStatement(VariableDeclarationKind.AwaitUsing);
            default:
                return null;
        }
    }

    /// <summary>Statement: no declaration, but for the functions that Annex B lets in.</summary>
    private Statement ParseStatement(StatementPosition position)
    {
        EnsureStack();
        switch (_type)
        {
            case TokenType.BraceLeft:
                return ParseBlock();
            case TokenType.Var:
                return ParseVariableStatement();
            case TokenType.Semicolon:
                var start = Here;
                Next();
                return Finish(new EmptyStatement(), start);
            case TokenType.If:
                return ParseIf();
            case TokenType.Do:
                return ParseDoWhile();
            case TokenType.While:
                return ParseWhile();
            case TokenType.For:
                return ParseFor();
            case TokenType.Continue:
                return ParseContinue();
            case TokenType.Break:
                return ParseBreak();
            case TokenType.Return:
                return ParseReturn();
            case TokenType.With:
                return ParseWith();
            case TokenType.Switch:
                return ParseSwitch();
            case TokenType.Throw:
                return ParseThrow();
            case TokenType.Try:
                return ParseTry();
            case TokenType.Debugger:
                start = Here;
                Next();
                ConsumeSemicolon();
                return Finish(new DebuggerStatement(), start);
            case TokenType.Function:
                return ParseHangingFunction(position);
            case TokenType.Class or TokenType.Const:
                throw ErrorAt(_start, Problems.UnexpectedLexicalDeclaration);
            default:
                return ParseExpressionOrLabelledStatement(position);
        }
    }

    /// <summary>14.5 ExpressionStatement, or 14.13 LabelledStatement.</summary>
    private Statement ParseExpressionOrLabelledStatement(StatementPosition position)
    {
        var start = Here;
        var mayBeLabel = _type == TokenType.Name;
        if (mayBeLabel && _nameKind != NameKind.None && !_hasEscape)
        {
            CheckExpressionStatementStart(position);
        }

        var expression = ParseExpression();
        if (mayBeLabel && _type == TokenType.Colon && expression is Identifier label && !label._isParenthesized)
        {
            return ParseLabelled(label, start, position);
        }

        ConsumeSemicolon();
        return Finish(new NonSpecialExpressionStatement(expression), start);
    }

    /// <summary>14.5 lookahead: an expression statement begins neither with let [ nor with async function.</summary>
    private void CheckExpressionStatementStart(StatementPosition position)
    {
        if (_nameKind == NameKind.Let && position != StatementPosition.List)
        {
            var next = PeekToken();
            if (next.Type == TokenType.BracketLeft || (!next.NewlineBefore && (next.Type == TokenType.BraceLeft || IsLetBindingName(next.Type, next.Kind))))
            {
                throw ErrorAt(_start, Problems.UnexpectedLexicalDeclaration);
            }
        }
        else if (_nameKind == NameKind.Async && IsAsyncFunction())
        {
            throw ErrorAt(_start, Problems.AsyncFunctionInSingleStatement);
        }
        else if ((_nameKind == NameKind.Using && IsUsingDeclaration()) || (_nameKind == NameKind.Await && IsAwaitUsingDeclaration()))
        {
            throw ErrorAt(_start, Problems.UnexpectedLexicalDeclaration);
        }
    }

    private static bool IsLetBindingName(TokenType type, NameKind kind) => type == TokenType.Name && kind != NameKind.Of;

    /// <summary>14.2 Block.</summary>
    private NestedBlockStatement ParseBlock()
    {
        var start = Here;
        var scope = OpenScope(ScopeKind.Block);
        var body = ParseBlockBody();
        return FinishScope(new NestedBlockStatement(body), start, scope);
    }

    /// <summary>A block whose names live in the scope that is open already: the body of catch.</summary>
    private NestedBlockStatement ParseBlockInOpenScope()
    {
        var start = Here;
        var body = ParseBlockBody();
        return Finish(new NestedBlockStatement(body), start);
    }

    private NodeList<Statement> ParseBlockBody()
    {
        Expect(TokenType.BraceLeft);
        var mark = _nodes.Count;
        while (_type != TokenType.BraceRight)
        {
            _nodes.Push(ParseStatementListItem());
        }

        Next();
        return _nodes.Take<Statement>(mark);
    }

    /// <summary>14.6 IfStatement.</summary>
    private IfStatement ParseIf()
    {
        var start = Here;
        Next();
        var test = ParseParenthesizedTest();
        var consequent = ParseStatement(StatementPosition.If);
        var alternate = Eat(TokenType.Else) ? ParseStatement(StatementPosition.If) : null;
        return Finish(new IfStatement(test, consequent, alternate), start);
    }

    private Expression ParseParenthesizedTest()
    {
        Expect(TokenType.ParenLeft);
        var test = ParseExpression();
        Expect(TokenType.ParenRight);
        return test;
    }

    /// <summary>14.10 ReturnStatement.</summary>
    private ReturnStatement ParseReturn()
    {
        if (!Has(Context.Return))
        {
            throw ErrorAt(_start, Problems.IllegalReturn);
        }

        var start = Here;
        Next();
        Expression? argument = null;
        if (_type != TokenType.Semicolon && !CanInsertSemicolon)
        {
            argument = ParseExpression();
        }

        ConsumeSemicolon();
        return Finish(new ReturnStatement(argument), start);
    }

    /// <summary>14.11 WithStatement.</summary>
    private WithStatement ParseWith()
    {
        if (IsStrict)
        {
            throw ErrorAt(_start, Problems.StrictWith);
        }

        var start = Here;
        Next();
        var @object = ParseParenthesizedTest();
        var body = ParseStatement(StatementPosition.Single);
        return Finish(new WithStatement(@object, body), start);
    }

    /// <summary>14.12 SwitchStatement.</summary>
    private SwitchStatement ParseSwitch()
    {
        var start = Here;
        Next();
        var discriminant = ParseParenthesizedTest();
        Expect(TokenType.BraceLeft);
        var scope = OpenScope(ScopeKind.Switch);
        _labels.Add(new Label(null, LabelKind.Switch, -1));
        var mark = _nodes.Count;
        var hasDefault = false;
        while (_type != TokenType.BraceRight)
        {
            if (_type == TokenType.Default && hasDefault)
            {
                throw ErrorAt(_start, Problems.MultipleDefaultsInSwitch);
            }

            hasDefault |= _type == TokenType.Default;
            _nodes.Push(ParseSwitchCase());
        }

        Next();
        PopLabel();
        return FinishScope(new SwitchStatement(discriminant, _nodes.Take<SwitchCase>(mark)), start, scope);
    }

    private SwitchCase ParseSwitchCase()
    {
        var start = Here;
        Expression? test = null;
        if (Eat(TokenType.Case))
        {
            test = ParseExpression();
        }
        else
        {
            Expect(TokenType.Default);
        }

        Expect(TokenType.Colon);
        var mark = _nodes.Count;
        while (_type is not (TokenType.Case or TokenType.Default or TokenType.BraceRight))
        {
            _nodes.Push(ParseStatementListItem());
        }

        return Finish(new SwitchCase(test, _nodes.Take<Statement>(mark)), start);
    }

    /// <summary>14.14 ThrowStatement.</summary>
    private ThrowStatement ParseThrow()
    {
        var start = Here;
        Next();
        if (_newlineBefore)
        {
            throw ErrorAt(_lastEnd, Problems.NewlineAfterThrow);
        }

        var argument = ParseExpression();
        ConsumeSemicolon();
        return Finish(new ThrowStatement(argument), start);
    }

    /// <summary>14.15 TryStatement.</summary>
    private TryStatement ParseTry()
    {
        var start = Here;
        Next();
        var block = ParseBlock();
        var handler = _type == TokenType.Catch ? ParseCatch() : null;
        var finalizer = Eat(TokenType.Finally) ? ParseBlock() : null;
        if (handler is null && finalizer is null)
        {
            throw ErrorAt(_start, Problems.NoCatchOrFinally);
        }

        return Finish(new TryStatement(block, handler, finalizer), start);
    }

    private CatchClause ParseCatch()
    {
        var start = Here;
        Next();
        var scope = OpenScope(ScopeKind.Catch);
        Node? parameter = null;
        if (Eat(TokenType.ParenLeft))
        {
            parameter = ParseBindingTarget();
            DeclarePattern(parameter, parameter is Identifier ? DeclarationKind.SimpleCatchParameter : DeclarationKind.CatchParameter);
            Expect(TokenType.ParenRight);
        }
        else
        {
            Since(EcmaVersion.ES2019, _start, "catch without a parameter");
        }

        var body = ParseBlockInOpenScope();
        return FinishScope(new CatchClause(parameter, body), start, scope);
    }

    /// <summary>Where a statement stands, which decides what else than a plain statement may stand there.</summary>
    private enum StatementPosition
    {
        /// <summary>In a statement list.</summary>
        List,

        /// <summary>Body of if: sloppy mode lets in a function declaration (B.3.3).</summary>
        If,

        /// <summary>Labelled, in a statement list or the body of another label: sloppy mode lets in a function declaration (14.13.1).</summary>
        Label,

        /// <summary>Body of a loop or of with, labelled or not.</summary>
        Single,
    }
}
