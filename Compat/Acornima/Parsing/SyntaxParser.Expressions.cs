using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>13.4 to 13.16 Operators, from update expressions to the comma.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>Where the assignment expression that is being read began: only there may an arrow function begin.</summary>
    private int _arrowStart;

    /// <summary>Whether the operator in may stand in the body of that arrow function.</summary>
    private bool _arrowAllowsIn;

    /// <summary>
    /// Where something stands that is wrong in an expression and right in a pattern, such as { a = 1 } (13.2.5.1, 13.15.1); -1 if nowhere.
    /// </summary>
    private int _coverPosition;
    private Problem _coverProblem;

    // First yield and await expression, and first await used as a name, since the last place where an arrow function could begin; -1 if none.
    private int _yieldPosition;
    private int _awaitPosition;
    private int _awaitNamePosition;

    /// <summary>13.16 Expression.</summary>
    private Expression ParseExpression(bool allowIn = true, bool isCover = false)
    {
        var start = Here;
        var expression = ParseAssignment(allowIn, isCover);
        if (_type != TokenType.Comma)
        {
            return expression;
        }

        RefuseCover();
        var mark = _nodes.Count;
        _nodes.Push(expression);
        while (Eat(TokenType.Comma))
        {
            _nodes.Push(ParseAssignment(allowIn));
        }

        return Finish(new SequenceExpression(_nodes.Take<Expression>(mark)), start);
    }

    /// <summary>
    /// 13.15 AssignmentExpression. With <paramref name="isCover"/>, an object or array literal that is good only as a pattern is let
    /// through, and the caller has to turn it into one or call <see cref="RefuseCover"/>.
    /// </summary>
    private Expression ParseAssignment(bool allowIn = true, bool isCover = false)
    {
        EnsureStack();
        if (_type == TokenType.Name && _nameKind == NameKind.Yield && Has(Context.Generator))
        {
            return ParseYield(allowIn);
        }

        var start = Here;
        var (outerPosition, outerProblem) = (_coverPosition, _coverProblem);
        _coverPosition = -1;
        _arrowStart = _start;
        _arrowAllowsIn = allowIn;
        var left = ParseConditional(allowIn, start);
        if (TokenTypes.IsAssignment(_type) && !IsBareArrow(left))
        {
            left = ParseAssignmentOperation(left, start, allowIn);
        }
        else if (_coverPosition >= 0 && !(isCover && left is ObjectExpression or ArrayExpression && !left._isParenthesized))
        {
            RefuseCover();
        }

        if (outerPosition >= 0)
        {
            (_coverPosition, _coverProblem) = (outerPosition, outerProblem);
        }

        return left;
    }

    private AssignmentExpression ParseAssignmentOperation(Expression left, in Marker start, bool allowIn)
    {
        var type = _type;
        Node target;
        if (type == TokenType.Assign)
        {
            if (left is ObjectExpression or ArrayExpression)
            {
                _coverPosition = -1;
            }

            target = ToAssignmentTarget(left, Problems.InvalidLhsInAssignment);
        }
        else
        {
            CheckSimpleTarget(left, Problems.InvalidLhsInAssignment);
            target = left;
        }

        RefuseCover();
        Next();
        var right = ParseAssignment(allowIn);
        return Finish(new AssignmentExpression(TokenTypes.OperatorOf(type), target, right), start);
    }

    /// <summary>Throws what is wrong with a literal that did not become a pattern.</summary>
    private void RefuseCover()
    {
        if (_coverPosition >= 0)
        {
            throw ErrorAt(_coverPosition, _coverProblem);
        }
    }

    private void NoteCover(int position, Problem problem)
    {
        if (_coverPosition < 0)
        {
            (_coverPosition, _coverProblem) = (position, problem);
        }
    }

    /// <summary>An arrow function is an assignment expression: no operator takes it as its operand without parentheses.</summary>
    private static bool IsBareArrow(Expression expression) => expression is ArrowFunctionExpression && !expression._isParenthesized;

    /// <summary>13.14 ConditionalExpression.</summary>
    private Expression ParseConditional(bool allowIn, in Marker start)
    {
        var test = ParseBinary(0, allowIn);
        if (_type != TokenType.Question || IsBareArrow(test))
        {
            return test;
        }

        RefuseCover();
        Next();
        var consequent = ParseAssignment();
        Expect(TokenType.Colon);
        var alternate = ParseAssignment(allowIn);
        return Finish(new ConditionalExpression(test, consequent, alternate), start);
    }

    /// <summary>13.6 to 13.13: operators that bind more strongly than the given one. Chains of one strength do not recurse.</summary>
    private Expression ParseBinary(int minPrecedence, bool allowIn)
    {
        var start = Here;
        var left = _type == TokenType.PrivateName ? ParsePrivateNameInObject(minPrecedence, allowIn) : ParseUnary();
        var precedence = TokenTypes.PrecedenceOf(_type);
        if (precedence <= minPrecedence || IsBareArrow(left))
        {
            return left;
        }

        while (precedence > minPrecedence && (allowIn || _type != TokenType.In))
        {
            RefuseCover();
            var type = _type;
            if (type == TokenType.StarStar && left is NonUpdateUnaryExpression or AwaitExpression && !left._isParenthesized)
            {
                throw ErrorAt(left.Start, Problems.UnexpectedTokenUnaryExponentiation);
            }

            var operatorStart = _start;
            Next();

            // 13.6 Exponentiation is the one operator that groups from the right.
            var right = ParseBinary(type == TokenType.StarStar ? precedence - 1 : precedence, allowIn);
            RefuseCover();
            left = Finish(MakeBinary(type, left, right, operatorStart), start);
            precedence = TokenTypes.PrecedenceOf(_type);
        }

        return left;
    }

    private BinaryExpression MakeBinary(TokenType type, Expression left, Expression right, int operatorStart)
    {
        if (type is not (TokenType.Nullish or TokenType.LogicalOr or TokenType.LogicalAnd))
        {
            return new NonLogicalBinaryExpression(TokenTypes.OperatorOf(type), left, right);
        }

        // 13.13: ?? does not mix with && and || without parentheses.
        if (IsMixedCoalescing(type, left) || IsMixedCoalescing(type, right))
        {
            throw ErrorAt(operatorStart, Problems.MixedCoalescing);
        }

        return new LogicalExpression(TokenTypes.OperatorOf(type), left, right);
    }

    private static bool IsMixedCoalescing(TokenType type, Expression operand) =>
        operand is LogicalExpression { _isParenthesized: false } logical
        && (type == TokenType.Nullish) != (logical.Operator == Operator.NullishCoalescing);

    /// <summary>13.10 RelationalExpression : PrivateIdentifier in ShiftExpression.</summary>
    private PrivateIdentifier ParsePrivateNameInObject(int minPrecedence, bool allowIn)
    {
        var name = ParsePrivateReference();
        if (_type != TokenType.In || !allowIn || minPrecedence >= TokenTypes.PrecedenceOf(TokenType.In))
        {
            throw _type == TokenType.In ? ErrorAt(name.Start, Problems.UnexpectedPrivateName) : Unexpected();
        }

        return name;
    }

    /// <summary>13.5 UnaryExpression, 13.4 UpdateExpression.</summary>
    private Expression ParseUnary()
    {
        EnsureStack();
        var start = Here;
        var type = _type;
        switch (type)
        {
            case TokenType.Not or TokenType.BitNot or TokenType.TypeOf or TokenType.Void:
                return ParseUnaryOperation(TokenTypes.OperatorOf(type), start);
            case TokenType.Plus:
                return ParseUnaryOperation(Operator.UnaryPlus, start);
            case TokenType.Minus:
                return ParseUnaryOperation(Operator.UnaryNegation, start);
            case TokenType.Delete:
                return ParseDelete(start);
            case TokenType.Increment or TokenType.Decrement:
                Next();
                var argument = ParseUnary();
                RefuseCover();
                CheckSimpleTarget(argument, Problems.InvalidLhsInPrefixOp);
                return Finish(new UpdateExpression(TokenTypes.OperatorOf(type), argument, prefix: true), start);
            case TokenType.Name when _nameKind == NameKind.Await && IsAwaitOperator():
                return ParseAwait(start);
            default:
                return ParsePostfix(start);
        }
    }

    private Expression ParsePostfix(in Marker start)
    {
        var expression = ParseLeftHandSide();
        while (_type is TokenType.Increment or TokenType.Decrement && !_newlineBefore && !IsBareArrow(expression))
        {
            RefuseCover();
            CheckSimpleTarget(expression, Problems.InvalidLhsInPostfixOp);
            var @operator = TokenTypes.OperatorOf(_type);
            Next();
            expression = Finish(new UpdateExpression(@operator, expression, prefix: false), start);
        }

        return expression;
    }

    private NonUpdateUnaryExpression ParseUnaryOperation(Operator @operator, in Marker start)
    {
        Next();
        var argument = ParseUnaryOperand();
        return Finish(new NonUpdateUnaryExpression(@operator, argument), start);
    }

    private Expression ParseUnaryOperand()
    {
        var argument = ParseUnary();
        RefuseCover();
        return argument;
    }

    /// <summary>13.5.1 delete, with its early errors.</summary>
    private NonUpdateUnaryExpression ParseDelete(in Marker start)
    {
        Next();
        var argument = ParseUnaryOperand();
        var target = Unwrap(argument);
        if (target is Identifier && IsStrict)
        {
            throw ErrorAt(start.Offset, Problems.StrictDelete);
        }

        if (target is ChainExpression chain)
        {
            target = chain.Expression;
        }

        if (target is MemberExpression { Property: PrivateIdentifier })
        {
            throw ErrorAt(target.Start, Problems.DeletePrivateField);
        }

        return Finish(new NonUpdateUnaryExpression(Operator.Delete, argument), start);
    }

    private static Expression Unwrap(Expression expression)
    {
        while (expression is ParenthesizedExpression parenthesized)
        {
            expression = parenthesized.Expression;
        }

        return expression;
    }

    /// <summary>15.8 await is an operator here. Where it may not stand after all, that is an error rather than a name.</summary>
    private bool IsAwaitOperator() => Has(Context.Async);

    private AwaitExpression ParseAwait(in Marker start)
    {
        if (_hasEscape)
        {
            throw ErrorAt(_start, Problems.EscapedKeyword);
        }

        NoteAwait();
        Next();
        var argument = ParseUnaryOperand();
        return Finish(new AwaitExpression(argument), start);
    }

    private void NoteAwait()
    {
        if (Has(Context.Parameters))
        {
            throw ErrorAt(_start, Problems.AwaitInParameter);
        }

        _awaitPosition = _awaitPosition < 0 ? _start : _awaitPosition;
    }

    /// <summary>15.5 YieldExpression.</summary>
    private YieldExpression ParseYield(bool allowIn)
    {
        if (_hasEscape)
        {
            throw ErrorAt(_start, Problems.EscapedKeyword);
        }

        if (Has(Context.Parameters))
        {
            throw ErrorAt(_start, Problems.YieldInParameter);
        }

        _yieldPosition = _yieldPosition < 0 ? _start : _yieldPosition;
        var start = Here;
        Next();
        var isDelegate = !_newlineBefore && Eat(TokenType.Star);
        Expression? argument = null;
        if (isDelegate || (!CanInsertSemicolon && CanBeginYieldArgument()))
        {
            argument = ParseAssignment(allowIn);
        }

        return Finish(new YieldExpression(argument, isDelegate), start);
    }

    private bool CanBeginYieldArgument() =>
        _type is not (TokenType.ParenRight or TokenType.BracketRight or TokenType.Colon or TokenType.Comma or TokenType.Semicolon
            or TokenType.In or TokenType.Question);
}
