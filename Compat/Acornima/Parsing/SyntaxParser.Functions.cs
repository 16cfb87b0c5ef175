using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>15.1 to 15.9 Functions, and 11.2.1 directives.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>Contexts that a function does not take over from where it stands.</summary>
    private const Context FunctionRights = Context.Return | Context.NewTarget;

    /// <summary>What an arrow function takes over: this, super, new.target and arguments are those around it.</summary>
    private const Context ArrowInheritance = Context.Strict | Context.NewTarget | Context.SuperProperty | Context.SuperCall | Context.NoArguments;

    /// <summary>15.2 FunctionDeclaration and its generator and async forms; async has been read.</summary>
    private FunctionDeclaration ParseFunctionDeclaration(in Marker start, bool isAsync, bool isNameOptional = false, bool isHanging = false)
    {
        CheckAsync(isAsync, start.Offset);
        Next();
        var isGenerator = EatGeneratorStar(isAsync);
        Identifier? id = null;
        if (!isNameOptional || _type == TokenType.Name)
        {
            id = ParseBindingIdentifier();
            if (!isHanging)
            {
                DeclareFunction(id, isPlain: !isAsync && !isGenerator);
            }
        }

        var scope = OpenScope(ScopeKind.Function);
        var function = ParseFunctionRest(id, isGenerator, isAsync, Context.None, FunctionForm.Plain);
        return FinishScope(new FunctionDeclaration(id, function.Parameters, function.Body, isGenerator, isAsync), start, scope);
    }

    /// <summary>B.3.3, 14.13.1: in sloppy mode a plain function declaration may stand behind if or a label.</summary>
    private FunctionDeclaration ParseHangingFunction(StatementPosition position)
    {
        if (IsStrict || position == StatementPosition.Single)
        {
            throw ErrorAt(_start, IsStrict ? Problems.StrictFunction : Problems.SloppyFunction);
        }

        var start = Here;
        if (PeekToken().Type == TokenType.Star)
        {
            throw ErrorAt(_start, Problems.GeneratorInSingleStatement);
        }

        return ParseFunctionDeclaration(start, isAsync: false, isHanging: position == StatementPosition.If);
    }

    /// <summary>15.2 FunctionExpression and its generator and async forms; async has been read.</summary>
    private FunctionExpression ParseFunctionExpression(in Marker start, bool isAsync)
    {
        CheckAsync(isAsync, start.Offset);
        Next();
        var isGenerator = EatGeneratorStar(isAsync);
        Identifier? id = null;
        if (_type != TokenType.ParenLeft)
        {
            // Its name is inside the function: yield and await are reserved by what it is itself.
            var outer = _context;
            _context &= ~(Context.Generator | Context.Async | Context.NoAwait | Context.NoArguments);
            _context |= (isGenerator ? Context.Generator : Context.None) | (isAsync ? Context.Async : Context.None);
            id = ParseBindingIdentifier();
            _context = outer;
        }

        var scope = OpenScope(ScopeKind.Function);
        var function = ParseFunctionRest(id, isGenerator, isAsync, Context.None, FunctionForm.Plain);
        return FinishScope(new FunctionExpression(id, function.Parameters, function.Body, isGenerator, isAsync), start, scope);
    }

    private void CheckAsync(bool isAsync, int position)
    {
        if (isAsync)
        {
            Since(EcmaVersion.ES2017, position, "async functions");
        }
    }

    private bool EatGeneratorStar(bool isAsync)
    {
        if (isAsync && _type == TokenType.Star)
        {
            Since(EcmaVersion.ES2018, _start, "async generators");
        }

        return Eat(TokenType.Star);
    }

    /// <summary>Parameters and body. The scope of the function is open.</summary>
    private (NodeList<Node> Parameters, FunctionBody Body) ParseFunctionRest(
        Identifier? id, bool isGenerator, bool isAsync, Context rights, FunctionForm form)
    {
        EnsureStack();
        var outer = BeginFunction();
        _context = (_context & Context.Strict) | FunctionRights | rights
            | (isGenerator ? Context.Generator : Context.None) | (isAsync ? Context.Async : Context.None) | Context.Parameters;
        var mark = _nodes.Count;
        ParseParameters();
        var parameters = _nodes.Take<Node>(mark);
        _context &= ~Context.Parameters;
        var body = ParseFunctionBody(id, parameters, form);
        EndFunction(outer);
        return (parameters, body);
    }

    /// <summary>15.1 FormalParameters, pushed.</summary>
    private void ParseParameters()
    {
        Expect(TokenType.ParenLeft);
        while (_type != TokenType.ParenRight)
        {
            if (_type == TokenType.Ellipsis)
            {
                _nodes.Push(ParseBindingRest(allowPattern: true));
                break;
            }

            _nodes.Push(ParseBindingElement());
            if (_type == TokenType.ParenRight)
            {
                break;
            }

            if (_type != TokenType.Comma)
            {
                throw _type == TokenType.EndOfFile ? Unexpected() : ErrorAt(_start, Problems.MissingParenAfterParameters);
            }

            Next();
        }

        Expect(TokenType.ParenRight);
    }

    private FunctionBody ParseFunctionBody(Identifier? id, in NodeList<Node> parameters, FunctionForm form)
    {
        var start = Here;
        Expect(TokenType.BraceLeft);
        var isSimple = AreSimple(parameters);
        var wasStrict = IsStrict;
        var mark = _nodes.Count;
        ParseDirectives(isSimple);
        if (IsStrict && !wasStrict)
        {
            RecheckFunctionHead(id, parameters);
        }

        // 15.1.1: names may repeat in sloppy functions of the old form only.
        var mayRepeat = isSimple && !IsStrict && form == FunctionForm.Plain;
        foreach (var parameter in parameters)
        {
            DeclarePattern(parameter, mayRepeat ? DeclarationKind.Parameter : DeclarationKind.UniqueParameter);
        }

        while (_type != TokenType.BraceRight)
        {
            _nodes.Push(ParseStatementListItem());
        }

        Next();
        return Finish(new FunctionBody(_nodes.Take<Statement>(mark), IsStrict), start);
    }

    /// <summary>15.1.3 IsSimpleParameterList.</summary>
    private static bool AreSimple(in NodeList<Node> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter is not Identifier)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A function that turns out to be strict has its name and parameters checked again.</summary>
    private void RecheckFunctionHead(Identifier? id, in NodeList<Node> parameters)
    {
        if (id is not null)
        {
            RecheckBindingName(id);
        }

        foreach (var parameter in parameters)
        {
            RecheckBindingName((Identifier)parameter);
        }
    }

    /// <summary>11.2.1 Directive prologue: pushes its directives, and the statement behind it if that begins with a string.</summary>
    private void ParseDirectives(bool hasSimpleParameters)
    {
        var octalPosition = -1;
        var octalIsEscape = false;
        while (_type == TokenType.String)
        {
            var start = Here;
            if (octalPosition < 0 && _octalPosition >= 0)
            {
                (octalPosition, octalIsEscape) = (_octalPosition, _octalIsEscape);
            }

            var expression = ParseExpression();
            if (expression is not StringLiteral { _isParenthesized: false } literal)
            {
                ConsumeSemicolon();
                _nodes.Push(Finish(new NonSpecialExpressionStatement(expression), start));
                return;
            }

            var value = DirectiveText(literal);
            if (value == "use strict")
            {
                if (!hasSimpleParameters)
                {
                    throw ErrorAt(literal.Start, Problems.IllegalLanguageModeDirective);
                }

                _context |= Context.Strict;
                if (octalPosition >= 0)
                {
                    throw ErrorAt(octalPosition, octalIsEscape ? Problems.StrictOctalEscape : Problems.StrictOctalLiteral);
                }
            }

            ConsumeSemicolon();
            _nodes.Push(Finish(new Directive(expression, value), start));
        }
    }

    private string DirectiveText(StringLiteral literal)
    {
        var text = _source.AsSpan(literal.Start + 1, literal.End - literal.Start - 2);
        return text.SequenceEqual("use strict") ? "use strict" : text.ToString();
    }

    /// <summary>15.3 ArrowFunction from its arrow on; the nodes behind the mark are its parameters, as expressions still.</summary>
    private ArrowFunctionExpression ParseArrow(in Marker start, int mark, bool isAsync, bool allowIn)
    {
        EnsureStack();
        CheckAsync(isAsync, start.Offset);
        for (var index = mark; index < _nodes.Count; index++)
        {
            if (_nodes[index] is Expression expression)
            {
                // The conversion pushes and takes its own lists above this one.
                _nodes[index] = expression is SpreadElement spread
                    ? ToRest(spread, isBinding: true, isObject: false)
                    : ToPattern(expression, isBinding: true);
            }
        }

        var parameters = _nodes.Take<Node>(mark);
        var scope = OpenScope(ScopeKind.Function);
        var outer = BeginFunction();
        _context = (_context & ArrowInheritance) | Context.Return | (isAsync ? Context.Async : Context.None);
        Next();
        StatementOrExpression body;
        if (_type == TokenType.BraceLeft)
        {
            body = ParseFunctionBody(null, parameters, FunctionForm.Arrow);
        }
        else
        {
            foreach (var parameter in parameters)
            {
                DeclarePattern(parameter, DeclarationKind.UniqueParameter);
            }

            body = ParseAssignment(allowIn);
        }

        EndFunction(outer);
        return FinishScope(new ArrowFunctionExpression(parameters, body, body is not FunctionBody, isAsync), start, scope);
    }

    private FunctionState BeginFunction()
    {
        var outer = new FunctionState(_context, _labelBase, _yieldPosition, _awaitPosition, _awaitNamePosition);
        _labelBase = _labels.Count;
        _yieldPosition = _awaitPosition = _awaitNamePosition = -1;
        return outer;
    }

    private void EndFunction(in FunctionState outer)
    {
        _context = outer.Context;
        _labelBase = outer.LabelBase;
        (_yieldPosition, _awaitPosition, _awaitNamePosition) = (outer.YieldPosition, outer.AwaitPosition, outer.AwaitNamePosition);
    }

    private readonly record struct FunctionState(Context Context, int LabelBase, int YieldPosition, int AwaitPosition, int AwaitNamePosition);

    private enum FunctionForm
    {
        Plain,
        Method,
        Arrow,
    }
}
