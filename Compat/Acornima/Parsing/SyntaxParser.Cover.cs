using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>13.15.1, 13.15.5 Assignment targets, and 15.3 arrow parameters: expressions read again as patterns.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>An expression as the target of an assignment with = or of a for head.</summary>
    private Node ToAssignmentTarget(Expression expression, Problem problem)
    {
        if (expression is ObjectExpression or ArrayExpression)
        {
            return expression._isParenthesized ? throw ErrorAt(expression.Start, problem) : ToPattern(expression, isBinding: false);
        }

        CheckSimpleTarget(expression, problem);
        return expression;
    }

    /// <summary>8.6.4 AssignmentTargetType: names and members, in parentheses or not, yet no optional chains.</summary>
    private void CheckSimpleTarget(Expression expression, Problem problem)
    {
        switch (Unwrap(expression))
        {
            case Identifier name:
                CheckBindingName(name.Name, IsStrict ? ReservedWords.KindOf(name.Name) : NameKind.None, name.Start);
                return;
            case MemberExpression:
                return;
            case ChainExpression:
                throw ErrorAt(expression.Start, Problems.OptionalChainTarget with { Code = problem.Code });
            default:
                throw ErrorAt(expression.Start, problem);
        }
    }

    /// <summary>Reads an expression as a pattern: of an assignment, whose targets may be members, or of parameters, which bind names.</summary>
    private Node ToPattern(Expression expression, bool isBinding)
    {
        EnsureStack();
        switch (expression)
        {
            case ObjectExpression or ArrayExpression or AssignmentExpression when expression._isParenthesized:
                throw ErrorAt(expression.Start, Problems.InvalidDestructuringTarget);
            case ObjectExpression @object:
                return ToObjectPattern(@object, isBinding);
            case ArrayExpression array:
                return ToArrayPattern(array, isBinding);
            case AssignmentExpression { Operator: Operator.Assignment } assignment:
                // Its left side was made a target when it was read; only parameters ask for more.
                if (isBinding)
                {
                    CheckBindingPattern(assignment.Left);
                }

                return Replace(new AssignmentPattern(assignment.Left, assignment.Right), assignment);
            case Identifier or MemberExpression or ParenthesizedExpression when !isBinding:
                CheckSimpleTarget(expression, Problems.InvalidDestructuringTarget);
                return expression;
            case Identifier { _isParenthesized: false } name:
                CheckBindingName(name.Name, ReservedWords.KindOf(name.Name), name.Start);
                return expression;
            default:
                throw ErrorAt(expression.Start, Problems.InvalidDestructuringTarget);
        }
    }

    private ObjectPattern ToObjectPattern(ObjectExpression @object, bool isBinding)
    {
        var mark = _nodes.Count;
        foreach (var property in @object.Properties)
        {
            _nodes.Push(property is SpreadElement spread ? ToRest(spread, isBinding, isObject: true) : ToPatternProperty((ObjectProperty)property, isBinding));
        }

        return Replace(new ObjectPattern(_nodes.Take<Node>(mark)), @object);
    }

    private AssignmentProperty ToPatternProperty(ObjectProperty property, bool isBinding)
    {
        if (property.Kind != PropertyKind.Init || property.Method)
        {
            throw ErrorAt(property.Key.Start, Problems.InvalidDestructuringTarget);
        }

        // { a = 1 } was read as a pattern already: nothing else can have such a value.
        if (property.Value is AssignmentPattern { Left: Identifier name })
        {
            CheckBindingName(name.Name, ReservedWords.KindOf(name.Name), name.Start);
        }

        var value = property.Value is Expression expression ? ToPattern(expression, isBinding) : property.Value;
        return Replace(new AssignmentProperty(property.Key, value, property.Computed, property.Shorthand), property);
    }

    private ArrayPattern ToArrayPattern(ArrayExpression array, bool isBinding)
    {
        var mark = _nodes.Count;
        foreach (var element in array.Elements)
        {
            _nodes.Push(element switch
            {
                null => null,
                SpreadElement spread => ToRest(spread, isBinding, isObject: false),
                _ => ToPattern(element, isBinding),
            });
        }

        return Replace(new ArrayPattern(_nodes.Take<Node?>(mark)), array);
    }

    private RestElement ToRest(SpreadElement spread, bool isBinding, bool isObject)
    {
        if (spread._hasTrailingComma)
        {
            throw ErrorAt(spread.End, Problems.CommaAfterRest);
        }

        if (spread.Argument is AssignmentExpression)
        {
            throw ErrorAt(spread.Argument.Start, Problems.RestDefaultInitializer);
        }

        // 13.15.5.1, 14.3.3: the rest of an object goes into one target, not into a further pattern.
        if (isObject && (spread.Argument is ObjectExpression or ArrayExpression))
        {
            throw ErrorAt(spread.Argument.Start, Problems.InvalidRestTarget);
        }

        return Replace(new RestElement(ToPattern(spread.Argument, isBinding)), spread);
    }

    /// <summary>Checks that an assignment pattern that was read inside parameters binds nothing but names.</summary>
    private void CheckBindingPattern(Node? pattern)
    {
        EnsureStack();
        switch (pattern)
        {
            case Identifier { _isParenthesized: false } name:
                CheckBindingName(name.Name, ReservedWords.KindOf(name.Name), name.Start);
                break;
            case ObjectPattern @object:
                foreach (var property in @object.Properties)
                {
                    CheckBindingPattern(property is RestElement rest ? rest.Argument : ((AssignmentProperty)property).Value);
                }

                break;
            case ArrayPattern array:
                foreach (var element in array.Elements)
                {
                    CheckBindingPattern(element);
                }

                break;
            case AssignmentPattern assignment:
                CheckBindingPattern(assignment.Left);
                break;
            case RestElement rest:
                CheckBindingPattern(rest.Argument);
                break;
            case null:
                break;
            default:
                throw ErrorAt(pattern.Start, Problems.InvalidDestructuringTarget);
        }
    }
}
