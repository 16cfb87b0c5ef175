using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>13.3 Left-hand-side expressions: members, calls, new, optional chains, tagged templates.</summary>
internal sealed partial class SyntaxParser
{
    private Expression ParseLeftHandSide()
    {
        var start = Here;
        var mayBeAsyncArrow = _arrowStart == _start && IsName(NameKind.Async);
        var expression = ParsePrimary();
        if (!BeginsSuffix(_type) || IsBareArrow(expression))
        {
            return expression;
        }

        RefuseCover();
        if (mayBeAsyncArrow && _type == TokenType.ParenLeft && !_newlineBefore && expression is Identifier { _isParenthesized: false })
        {
            expression = ParseAsyncCallOrArrow(expression, start);
            if (IsBareArrow(expression))
            {
                return expression;
            }
        }

        return ParseSuffixes(expression, start, allowCalls: true);
    }

    private static bool BeginsSuffix(TokenType type) =>
        type is TokenType.Dot or TokenType.ParenLeft or TokenType.BracketLeft or TokenType.QuestionDot or TokenType.Backtick;

    /// <summary>What follows an expression directly, as often as it does; without calls, the callee of new is read.</summary>
    private Expression ParseSuffixes(Expression expression, in Marker start, bool allowCalls)
    {
        var isChain = false;
        while (BeginsSuffix(_type))
        {
            var isOptional = _type == TokenType.QuestionDot;
            if (isOptional)
            {
                if (!allowCalls)
                {
                    throw ErrorAt(_start, Problems.OptionalChainInNew);
                }

                isChain = true;
                Next();
            }

            if (_type == TokenType.ParenLeft && !allowCalls)
            {
                break;
            }

            expression = ParseSuffix(expression, start, isOptional, isChain);
        }

        return isChain ? Finish(new ChainExpression(expression), start) : expression;
    }

    private Expression ParseSuffix(Expression expression, in Marker start, bool isOptional, bool isChain)
    {
        switch (_type)
        {
            case TokenType.BracketLeft:
                Next();
                var index = ParseExpression();
                Expect(TokenType.BracketRight);
                return Finish(new MemberExpression(expression, index, computed: true, isOptional), start);
            case TokenType.ParenLeft:
                var arguments = ParseArguments();
                return Finish(new CallExpression(expression, arguments, isOptional), start);
            case TokenType.Backtick:
                if (isChain)
                {
                    throw ErrorAt(_start, Problems.OptionalChainTemplate);
                }

                var quasi = ParseTemplate(isTagged: true);
                return Finish(new TaggedTemplateExpression(expression, quasi), start);
            default:
                if (!isOptional)
                {
                    Expect(TokenType.Dot);
                }

                var property = ParseMemberName(expression);
                return Finish(new MemberExpression(expression, property, computed: false, isOptional), start);
        }
    }

    private Expression ParseMemberName(Expression @object)
    {
        if (_type != TokenType.PrivateName)
        {
            return IsIdentifierName ? ParseIdentifierName() : throw Unexpected();
        }

        if (@object is Super)
        {
            throw ErrorAt(_start, Problems.UnexpectedPrivateName);
        }

        return ParsePrivateReference();
    }

    /// <summary>13.3 Arguments.</summary>
    private NodeList<Expression> ParseArguments()
    {
        var mark = _nodes.Count;
        ParseArgumentList(isCover: false);
        return _nodes.Take<Expression>(mark);
    }

    /// <summary>Pushes the arguments; a spread that a comma follows is marked, since a rest parameter could not be followed by one.</summary>
    private void ParseArgumentList(bool isCover)
    {
        Expect(TokenType.ParenLeft);
        while (_type != TokenType.ParenRight)
        {
            var argument = _type == TokenType.Ellipsis ? ParseSpread(isCover) : ParseAssignment(isCover: isCover);
            _nodes.Push(argument);
            if (_type == TokenType.ParenRight)
            {
                break;
            }

            argument._hasTrailingComma = true;
            if (_type != TokenType.Comma)
            {
                throw _type == TokenType.EndOfFile ? Unexpected() : ErrorAt(_start, Problems.UnterminatedArgumentList);
            }

            Next();
        }

        Next();
    }

    private SpreadElement ParseSpread(bool isCover)
    {
        var start = Here;
        Next();
        var argument = ParseAssignment(isCover: isCover);
        return Finish(new SpreadElement(argument), start);
    }

    /// <summary>13.3.5 The new operator; 13.3.12 new.target.</summary>
    private Expression ParseNew()
    {
        EnsureStack();
        var start = Here;
        Next();
        if (_type == TokenType.Dot)
        {
            return ParseNewTarget(start);
        }

        var calleeStart = Here;
        if (_type == TokenType.Import && PeekToken().Type != TokenType.Dot)
        {
            throw ErrorAt(_start, Problems.ImportInNew);
        }

        var callee = _type == TokenType.New ? ParseNew() : ParsePrimary();
        if (callee is ImportExpression { _isParenthesized: false })
        {
            throw ErrorAt(calleeStart.Offset, Problems.ImportInNew);
        }

        if (callee is Super)
        {
            CheckSuperMember();
        }

        RefuseCover();
        callee = ParseSuffixes(callee, calleeStart, allowCalls: false);
        var arguments = _type == TokenType.ParenLeft ? ParseArguments() : default;
        return Finish(new NewExpression(callee, arguments), start);
    }

    private MetaProperty ParseNewTarget(in Marker start)
    {
        var meta = Finish(new Identifier("new"), start);
        Next();
        if (!IsName(NameKind.Target))
        {
            throw _hasEscape ? ErrorAt(_start, Problems.EscapedKeyword) : Unexpected();
        }

        if (!Has(Context.NewTarget))
        {
            throw ErrorAt(start.Offset, Problems.UnexpectedNewTarget);
        }

        var property = ParseIdentifierName();
        return Finish(new MetaProperty(meta, property), start);
    }

    /// <summary>13.3.7 super: only before a property or, in constructors of derived classes, arguments.</summary>
    private Super ParseSuper()
    {
        var start = Here;
        Next();
        switch (_type)
        {
            case TokenType.ParenLeft when Has(Context.SuperCall):
            case TokenType.Dot or TokenType.BracketLeft when Has(Context.SuperProperty):
                return Finish(new Super(), start);
            default:
                throw ErrorAt(start.Offset, Problems.UnexpectedSuper);
        }
    }

    private void CheckSuperMember()
    {
        if (_type == TokenType.ParenLeft)
        {
            throw ErrorAt(_start, Problems.UnexpectedSuper);
        }
    }

    /// <summary>13.3.10 import(), 13.3.12 import.meta, and the phases of imports as calls.</summary>
    private Expression ParseImport()
    {
        var start = Here;
        Since(EcmaVersion.ES2020, start.Offset, "import() and import.meta");
        Next();
        if (_type == TokenType.ParenLeft)
        {
            return ParseImportCall(start, ImportPhase.None);
        }

        var meta = Finish(new Identifier("import"), start);
        if (_type != TokenType.Dot)
        {
            throw Unexpected();
        }

        Next();
        if (IsName(NameKind.Source) && HasFeature(ExperimentalESFeatures.SourcePhaseImports))
        {
            Next();
            return ParseImportCall(start, ImportPhase.Source);
        }

        if (IsName(NameKind.Defer) && HasFeature(ExperimentalESFeatures.DeferImportEvaluation))
        {
            Next();
            return ParseImportCall(start, ImportPhase.Defer);
        }

        if (!IsName(NameKind.Meta))
        {
            throw Unexpected();
        }

        if (!_isModule && !_options.AllowImportExportEverywhere)
        {
            throw ErrorAt(start.Offset, Problems.ImportMetaOutsideModule);
        }

        var property = ParseIdentifierName();
        return Finish(new MetaProperty(meta, property), start);
    }

    private ImportExpression ParseImportCall(in Marker start, ImportPhase phase)
    {
        Expect(TokenType.ParenLeft);
        var source = ParseAssignment();
        Expression? options = null;
        if (Eat(TokenType.Comma) && _type != TokenType.ParenRight)
        {
            options = ParseAssignment();
            Eat(TokenType.Comma);
        }

        Expect(TokenType.ParenRight);
        return Finish(new ImportExpression(source, options, phase), start);
    }
}
