using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>14.7 Iteration statements.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>14.7.2 do-while; the semicolon after it may be left out even in the middle of a line (12.10.1).</summary>
    private DoWhileStatement ParseDoWhile()
    {
        var start = Here;
        Next();
        var body = ParseLoopBody();
        Expect(TokenType.While);
        var test = ParseParenthesizedTest();
        Eat(TokenType.Semicolon);
        return Finish(new DoWhileStatement(body, test), start);
    }

    /// <summary>14.7.3 while.</summary>
    private WhileStatement ParseWhile()
    {
        var start = Here;
        Next();
        var test = ParseParenthesizedTest();
        var body = ParseLoopBody();
        return Finish(new WhileStatement(test, body), start);
    }

    /// <summary>14.7.4, 14.7.5 for, for-in, for-of.</summary>
    private Statement ParseFor()
    {
        var start = Here;
        Next();
        var awaitPosition = -1;
        if (Has(Context.Async) && IsName(NameKind.Await))
        {
            awaitPosition = _start;
            Since(EcmaVersion.ES2018, _start, "for await");
            NoteAwait();
            Next();
        }

        var scope = OpenScope(ScopeKind.Loop);
        Expect(TokenType.ParenLeft);
        if (_type == TokenType.Semicolon)
        {
            return FinishFor(start, scope, null, awaitPosition);
        }

        return ForDeclarationKind() is { } kind
            ? ParseForDeclaration(start, scope, kind, awaitPosition)
            : ParseForExpression(start, scope, awaitPosition);
    }

    /// <summary>The kind of declaration that the head begins with; null for an expression.</summary>
    private VariableDeclarationKind? ForDeclarationKind()
    {
        switch (_type)
        {
            case TokenType.Var:
                return VariableDeclarationKind.Var;
            case TokenType.Const:
                return VariableDeclarationKind.Const;
            case TokenType.Name when IsName(NameKind.Let) && IsLetDeclaration():
                return VariableDeclarationKind.Let;
            case TokenType.Name when IsName(NameKind.Using) && IsUsingDeclaration(isFor: true):
                return VariableDeclarationKind.Using;
            case TokenType.Name when IsName(NameKind.Await) && IsAwaitUsingDeclaration():
                return VariableDeclarationKind.AwaitUsing;
            default:
                return null;
        }
    }

    private Statement ParseForDeclaration(in Marker start, ScopeRecord scope, VariableDeclarationKind kind, int awaitPosition)
    {
        var declaration = ParseVariableDeclaration(kind, isFor: true);
        var isIn = _type == TokenType.In;
        if (!isIn && !IsName(NameKind.Of))
        {
            CheckInitializers(declaration);
            return FinishFor(start, scope, declaration, awaitPosition);
        }

        CheckForInOfDeclaration(declaration, isIn);
        return FinishForInOf(start, scope, declaration, isIn, awaitPosition);
    }

    private void CheckForInOfDeclaration(VariableDeclaration declaration, bool isIn)
    {
        if (declaration.Declarations.Count != 1)
        {
            throw ErrorAt(declaration.Declarations[1].Start, Problems.ForInOfMultipleBindings);
        }

        var declarator = declaration.Declarations[0];
        if (isIn && (declaration.Kind is VariableDeclarationKind.Using or VariableDeclarationKind.AwaitUsing))
        {
            throw ErrorAt(declaration.Start, Problems.UsingInForIn);
        }

        // B.3.5 Initializers in for-in statement heads.
        var isAnnexB = isIn && !IsStrict && declaration.Kind == VariableDeclarationKind.Var && declarator.Id is Identifier;
        if (declarator.Init is not null && !isAnnexB)
        {
            throw ErrorAt(declarator.Init.Start, Problems.ForInOfInitializer);
        }
    }

    private Statement ParseForExpression(in Marker start, ScopeRecord scope, int awaitPosition)
    {
        var startsWithLet = IsName(NameKind.Let);
        var startsWithAsync = IsName(NameKind.Async);
        var headStart = _start;
        var init = ParseExpression(allowIn: false, isCover: true);
        var isIn = _type == TokenType.In;
        if (!isIn && !IsName(NameKind.Of))
        {
            RefuseCover();
            return FinishFor(start, scope, init, awaitPosition);
        }

        if (!isIn && (startsWithLet || (startsWithAsync && awaitPosition < 0 && init is Identifier { _isParenthesized: false })))
        {
            throw ErrorAt(headStart, startsWithLet ? Problems.ForOfLet : Problems.ForOfAsync);
        }

        if (init is AssignmentExpression or SequenceExpression)
        {
            throw ErrorAt(init.Start, isIn ? Problems.InvalidLhsInForIn : Problems.InvalidLhsInForOf);
        }

        _coverPosition = -1;
        var target = ToAssignmentTarget(init, isIn ? Problems.InvalidLhsInForIn : Problems.InvalidLhsInForOf);
        return FinishForInOf(start, scope, target, isIn, awaitPosition);
    }

    private ForStatement FinishFor(in Marker start, ScopeRecord scope, StatementOrExpression? init, int awaitPosition)
    {
        if (awaitPosition >= 0)
        {
            throw ErrorAt(awaitPosition, Problems.ForAwaitNotOf);
        }

        Expect(TokenType.Semicolon);
        var test = _type == TokenType.Semicolon ? null : ParseExpression();
        Expect(TokenType.Semicolon);
        var update = _type == TokenType.ParenRight ? null : ParseExpression();
        Expect(TokenType.ParenRight);
        var body = ParseLoopBody();
        return FinishScope(new ForStatement(init, test, update, body), start, scope);
    }

    private Statement FinishForInOf(in Marker start, ScopeRecord scope, Node left, bool isIn, int awaitPosition)
    {
        if (isIn && awaitPosition >= 0)
        {
            throw ErrorAt(awaitPosition, Problems.ForAwaitNotOf);
        }

        Next();
        var right = isIn ? ParseExpression() : ParseAssignment();
        Expect(TokenType.ParenRight);
        var body = ParseLoopBody();
        return isIn
            ? FinishScope(new ForInStatement(left, right, body), start, scope)
            : FinishScope(new ForOfStatement(left, right, body, awaitPosition >= 0), start, scope);
    }
}
