using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>13.2.9 Parentheses, 15.3 arrow functions, 15.9 async arrow functions: one grammar covers them until the arrow decides.</summary>
internal sealed partial class SyntaxParser
{
    private Expression ParseParenthesized()
    {
        var start = Here;
        var mayBeArrow = _arrowStart == _start;
        var allowIn = _arrowAllowsIn;
        var outer = BeginCover();
        Next();
        var innerStart = Here;
        var mark = _nodes.Count;
        var trailingComma = ParseParenthesizedItems();
        var innerEnd = (_lastEnd, _lastEndLine, _lastEndLineStart);
        Expect(TokenType.ParenRight);
        if (mayBeArrow && _type == TokenType.Arrow && !_newlineBefore)
        {
            CheckArrowParameters(isAsync: false);
            EndCover(outer);
            return ParseArrow(start, mark, isAsync: false, allowIn);
        }

        EndCover(outer);
        RefuseCover();
        if (_nodes.Count == mark || trailingComma >= 0)
        {
            throw _nodes.Count == mark && trailingComma < 0 ? Unexpected() : ErrorAt(trailingComma, Problems.UnexpectedToken, ",");
        }

        return FinishParenthesized(start, innerStart, innerEnd, mark);
    }

    /// <summary>Pushes what stands between the parentheses; the offset of a comma behind the last item, or -1.</summary>
    private int ParseParenthesizedItems()
    {
        while (_type != TokenType.ParenRight)
        {
            if (_type == TokenType.Ellipsis)
            {
                // Only arrow functions have it, so it is read as what it is.
                _nodes.Push(ParseBindingRest(allowPattern: true));
                NoteCover(_nodes[_nodes.Count - 1]!.Start, Problems.UnexpectedRest);
                return -1;
            }

            _nodes.Push(ParseAssignment(isCover: true));
            if (_type != TokenType.Comma)
            {
                return -1;
            }

            var comma = _start;
            Next();
            if (_type == TokenType.ParenRight)
            {
                return comma;
            }
        }

        return -1;
    }

    private Expression FinishParenthesized(in Marker start, in Marker innerStart, (int End, int Line, int LineStart) innerEnd, int mark)
    {
        Expression expression;
        if (_nodes.Count - mark == 1)
        {
            expression = (Expression)_nodes[mark]!;
            _nodes.Drop(mark);
        }
        else
        {
            var after = (_lastEnd, _lastEndLine, _lastEndLineStart);
            (_lastEnd, _lastEndLine, _lastEndLineStart) = innerEnd;
            expression = Finish(new SequenceExpression(_nodes.Take<Expression>(mark)), innerStart);
            (_lastEnd, _lastEndLine, _lastEndLineStart) = after;
        }

        expression._isParenthesized = true;
        return _options.PreserveParens ? Finish(new ParenthesizedExpression(expression), start) : expression;
    }

    /// <summary>15.9 async ( ... ): a call, or the head of an async arrow function.</summary>
    private Expression ParseAsyncCallOrArrow(Expression callee, in Marker start)
    {
        var allowIn = _arrowAllowsIn;
        var outer = BeginCover();
        var mark = _nodes.Count;
        ParseArgumentList(isCover: true);
        if (_type == TokenType.Arrow && !_newlineBefore)
        {
            CheckArrowParameters(isAsync: true);
            EndCover(outer);
            return ParseArrow(start, mark, isAsync: true, allowIn);
        }

        EndCover(outer);
        RefuseCover();
        var arguments = _nodes.Take<Expression>(mark);
        return Finish(new CallExpression(callee, arguments, optional: false), start);
    }

    /// <summary>async x => body; async has been read.</summary>
    private ArrowFunctionExpression ParseAsyncArrowWithOneParameter(in Marker start)
    {
        if (_nameKind == NameKind.Await)
        {
            throw ErrorAt(_start, Problems.AwaitReserved);
        }

        var parameter = ParseBindingIdentifier();
        if (_type != TokenType.Arrow || _newlineBefore)
        {
            throw _type == TokenType.Arrow ? Unexpected() : ErrorAt(parameter.Start, Problems.UnexpectedIdentifier, parameter.Name);
        }

        var mark = _nodes.Count;
        _nodes.Push(parameter);
        return ParseArrow(start, mark, isAsync: true, _arrowAllowsIn);
    }

    /// <summary>15.3.1, 15.9.1: arrow parameters contain neither yield nor await expressions, those of async ones not even the name await.</summary>
    private void CheckArrowParameters(bool isAsync)
    {
        _coverPosition = -1;
        if (_yieldPosition >= 0)
        {
            throw ErrorAt(_yieldPosition, Problems.YieldInParameter);
        }

        if (_awaitPosition >= 0)
        {
            throw ErrorAt(_awaitPosition, Problems.AwaitInParameter);
        }

        if (isAsync && _awaitNamePosition >= 0)
        {
            throw ErrorAt(_awaitNamePosition, Problems.AwaitInParameter);
        }
    }

    private CoverState BeginCover()
    {
        var outer = new CoverState(_coverPosition, _coverProblem, _yieldPosition, _awaitPosition, _awaitNamePosition);
        _coverPosition = _yieldPosition = _awaitPosition = _awaitNamePosition = -1;
        return outer;
    }

    /// <summary>What the outer level had found comes first; what was found inside counts there too.</summary>
    private void EndCover(in CoverState outer)
    {
        _yieldPosition = outer.YieldPosition >= 0 ? outer.YieldPosition : _yieldPosition;
        _awaitPosition = outer.AwaitPosition >= 0 ? outer.AwaitPosition : _awaitPosition;
        _awaitNamePosition = outer.AwaitNamePosition >= 0 ? outer.AwaitNamePosition : _awaitNamePosition;
        if (outer.Position >= 0)
        {
            (_coverPosition, _coverProblem) = (outer.Position, outer.Problem);
        }
    }

    private readonly record struct CoverState(int Position, Problem Problem, int YieldPosition, int AwaitPosition, int AwaitNamePosition);
}
