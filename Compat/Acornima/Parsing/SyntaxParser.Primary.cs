using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>13.2 Primary expressions: names, literals, arrays, templates.</summary>
internal sealed partial class SyntaxParser
{
    private Expression ParsePrimary()
    {
        var start = Here;
        switch (_type)
        {
            case TokenType.Name:
                return ParseNameOrArrow(start);
            case TokenType.Number:
                CheckOctal();
                var number = _number;
                Next();
                return Finish(new NumericLiteral(_source, number), start);
            case TokenType.String:
                return ParseStringLiteral();
            case TokenType.This:
                Next();
                return Finish(new ThisExpression(), start);
            case TokenType.ParenLeft:
                return ParseParenthesized();
            case TokenType.BraceLeft:
                return ParseObject();
            case TokenType.BracketLeft:
                return ParseArray();
            case TokenType.Function:
                return ParseFunctionExpression(start, isAsync: false);
            case TokenType.Null:
                Next();
                return Finish(new NullLiteral("null"), start);
            case TokenType.True or TokenType.False:
                var value = _type == TokenType.True;
                Next();
                return Finish(new BooleanLiteral(value, value ? "true" : "false"), start);
            case TokenType.New:
                return ParseNew();
            case TokenType.Backtick:
                return ParseTemplate(isTagged: false);
            case TokenType.Class or TokenType.At:
                return ParseClassExpression();
            case TokenType.Slash or TokenType.SlashAssign:
                return ParseRegExp(start);
            case TokenType.BigInt:
                var integer = _bigInteger;
                Next();
                return Finish(new BigIntLiteral(_source, integer), start);
            case TokenType.Super:
                return ParseSuper();
            case TokenType.Import:
                return ParseImport();
            case TokenType.PrivateName:
                throw ErrorAt(_start, Problems.UnexpectedPrivateName);
            default:
                throw Unexpected();
        }
    }

    /// <summary>A name; or an arrow function or async function that begins with one.</summary>
    private Expression ParseNameOrArrow(in Marker start)
    {
        var mayBeArrow = _arrowStart == _start;
        var isAsync = IsName(NameKind.Async);
        var bindingKind = _nameKind;
        var name = ParseIdentifierReference();
        if (isAsync && !_newlineBefore)
        {
            if (_type == TokenType.Function)
            {
                return ParseFunctionExpression(start, isAsync: true);
            }

            if (mayBeArrow && _type == TokenType.Name && !IsLoopOf())
            {
                return ParseAsyncArrowWithOneParameter(start);
            }
        }

        if (mayBeArrow && _type == TokenType.Arrow && !_newlineBefore)
        {
            CheckBindingName(name.Name, bindingKind, name.Start);
            var mark = _nodes.Count;
            _nodes.Push(name);
            return ParseArrow(start, mark, isAsync: false, _arrowAllowsIn);
        }

        return name;
    }

    /// <summary>for (async of: the word ends the head unless an arrow follows it.</summary>
    private bool IsLoopOf() => IsName(NameKind.Of) && CurrentScope.Kind == ScopeKind.Loop && PeekToken().Type != TokenType.Arrow;

    private void CheckOctal()
    {
        if (_octalPosition >= 0 && IsStrict)
        {
            throw ErrorAt(_octalPosition, _octalIsEscape ? Problems.StrictOctalEscape : Problems.StrictOctalLiteral);
        }
    }

    private StringLiteral ParseStringLiteral()
    {
        CheckOctal();
        var start = Here;
        var value = _text;
        Next();
        return Finish(new StringLiteral(value, _source, isCut: false), start);
    }

    /// <summary>13.2.7 Regular expression literals.</summary>
    private RegExpLiteral ParseRegExp(in Marker start)
    {
        var value = ReadRegExp();
        var range = new Range(start.Offset, _position);
        var location = new SourceLocation(start.Position, EndPosition, _sourceFile);
        RegExpParseResult result;
        if (_options.OnRegExp is { } handler)
        {
            result = handler(new RegExpParsingContext(_regExpChecker, value.Pattern, value.Flags, range, location));
        }
        else
        {
            var error = _regExpChecker.FindError(value.Pattern, value.Flags, range, location);
            if (error is not null && !_options.Tolerant)
            {
                throw error.ToException();
            }

            result = error is null ? RegExpParseResult.ForSuccess() : RegExpParseResult.ForFailure(error);
        }

        Next();
        return Finish(new RegExpLiteral(_source, value, result), start);
    }

    /// <summary>13.2.4 Array initializer, or (13.15.5) what becomes an array pattern.</summary>
    private ArrayExpression ParseArray()
    {
        var start = Here;
        Next();
        var mark = _nodes.Count;
        while (_type != TokenType.BracketRight)
        {
            if (Eat(TokenType.Comma))
            {
                _nodes.Push(null);
                continue;
            }

            var element = _type == TokenType.Ellipsis ? ParseSpread(isCover: true) : ParseAssignment(isCover: true);
            _nodes.Push(element);
            if (_type != TokenType.BracketRight)
            {
                element._hasTrailingComma = true;
                Expect(TokenType.Comma);
            }
        }

        Next();
        return Finish(new ArrayExpression(_nodes.Take<Expression?>(mark)), start);
    }

    /// <summary>13.2.8 Template literal. The scanner stands behind the opening backtick.</summary>
    private TemplateLiteral ParseTemplate(bool isTagged)
    {
        var start = Here;
        var mark = _nodes.Count;
        while (true)
        {
            var element = ParseTemplateElement(isTagged);
            _nodes.Push(element);
            if (element.Tail)
            {
                break;
            }

            _nodes.Push(ParseExpression());
            if (_type != TokenType.BraceRight)
            {
                throw Unexpected();
            }
        }

        var (quasis, expressions) = TakeTemplateParts(mark);
        return Finish(new TemplateLiteral(quasis, expressions), start);
    }

    /// <summary>Quasis and expressions lie on the stack in turn.</summary>
    private (NodeList<TemplateElement> Quasis, NodeList<Expression> Expressions) TakeTemplateParts(int mark)
    {
        var count = (_nodes.Count - mark) / 2;
        var quasis = new TemplateElement[count + 1];
        var expressions = count == 0 ? [] : new Expression[count];
        for (var index = 0; index < count; index++)
        {
            quasis[index] = (TemplateElement)_nodes[mark + (2 * index)]!;
            expressions[index] = (Expression)_nodes[mark + (2 * index) + 1]!;
        }

        quasis[count] = (TemplateElement)_nodes[mark + (2 * count)]!;
        _nodes.Drop(mark);
        return (new NodeList<TemplateElement>(quasis), count == 0 ? default : new NodeList<Expression>(expressions));
    }

    /// <summary>The characters behind a backtick or a closing brace, which is the current token, and the delimiter behind them.</summary>
    private TemplateElement ParseTemplateElement(bool isTagged)
    {
        var start = new Marker(_position, EndPosition);
        var value = ReadTemplateCharacters();
        if (_templateErrorPosition >= 0 && !isTagged)
        {
            throw ErrorAt(_templateErrorPosition, _templateProblem);
        }

        var isTail = _source[_position] == '`';
        (_lastEnd, _lastEndLine, _lastEndLineStart) = (_position, _line, _lineStart);
        var element = Finish(new TemplateElement(value, isTail), start);
        _position += isTail ? 1 : 2;
        Next();
        return element;
    }
}
