using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>14.3.3 Destructuring binding patterns.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>BindingIdentifier or BindingPattern.</summary>
    private Node ParseBindingTarget()
    {
        switch (_type)
        {
            case TokenType.BracketLeft:
                return ParseArrayBindingPattern();
            case TokenType.BraceLeft:
                return ParseObjectBindingPattern();
            default:
                return ParseBindingIdentifier();
        }
    }

    /// <summary>BindingElement: a target, with a default value perhaps.</summary>
    private Node ParseBindingElement()
    {
        var start = Here;
        return ParseBindingDefault(ParseBindingTarget(), start);
    }

    private Node ParseBindingDefault(Node target, in Marker start)
    {
        if (!Eat(TokenType.Assign))
        {
            return target;
        }

        var value = ParseAssignment();
        return Finish(new AssignmentPattern(target, value), start);
    }

    private ArrayPattern ParseArrayBindingPattern()
    {
        EnsureStack();
        var start = Here;
        Next();
        var mark = _nodes.Count;
        while (_type != TokenType.BracketRight)
        {
            if (_type == TokenType.Comma)
            {
                _nodes.Push(null);
                Next();
                continue;
            }

            if (_type == TokenType.Ellipsis)
            {
                _nodes.Push(ParseBindingRest(allowPattern: true));
                break;
            }

            _nodes.Push(ParseBindingElement());
            if (_type != TokenType.BracketRight)
            {
                Expect(TokenType.Comma);
            }
        }

        Expect(TokenType.BracketRight);
        return Finish(new ArrayPattern(_nodes.Take<Node?>(mark)), start);
    }

    /// <summary>BindingRestElement, BindingRestProperty, FunctionRestParameter: nothing may follow, not even a comma.</summary>
    private RestElement ParseBindingRest(bool allowPattern)
    {
        var start = Here;
        Next();
        var argument = allowPattern ? ParseBindingTarget() : ParseBindingIdentifier();
        if (_type is TokenType.Comma)
        {
            throw ErrorAt(_start, Problems.CommaAfterRest);
        }

        if (_type is TokenType.Assign)
        {
            throw ErrorAt(_start, Problems.RestDefaultInitializer);
        }

        return Finish(new RestElement(argument), start);
    }

    private ObjectPattern ParseObjectBindingPattern()
    {
        EnsureStack();
        var start = Here;
        Next();
        var mark = _nodes.Count;
        while (_type != TokenType.BraceRight)
        {
            if (_type == TokenType.Ellipsis)
            {
                Since(EcmaVersion.ES2018, _start, "object rest");
                _nodes.Push(ParseBindingRest(allowPattern: false));
                break;
            }

            _nodes.Push(ParseBindingProperty());
            if (_type != TokenType.BraceRight)
            {
                Expect(TokenType.Comma);
            }
        }

        Expect(TokenType.BraceRight);
        return Finish(new ObjectPattern(_nodes.Take<Node>(mark)), start);
    }

    private AssignmentProperty ParseBindingProperty()
    {
        var start = Here;
        var mayBeShorthand = _type == TokenType.Name;
        var kind = _nameKind;
        var key = ParsePropertyName(out var computed);
        Node value;
        if (Eat(TokenType.Colon))
        {
            value = ParseBindingElement();
            return Finish(new AssignmentProperty(key, value, computed, shorthand: false), start);
        }

        if (!mayBeShorthand)
        {
            throw UnexpectedShorthand(key);
        }

        var name = (Identifier)key;
        CheckReservedName(kind, name.Name, name.Start);
        CheckBindingName(name.Name, kind, name.Start);
        value = ParseBindingDefault(CopyOf(name), start);
        return Finish(new AssignmentProperty(key, value, computed: false, shorthand: true), start);
    }

    /// <summary>A shorthand property has two nodes, key and value, at the same place.</summary>
    private Identifier CopyOf(Identifier name) => Replace(new Identifier(name.Name), name);

    /// <summary>A key that could stand for itself only if it were a name.</summary>
    private SyntaxErrorException UnexpectedShorthand(Expression key) =>
        key is Identifier word && IsReservedWord(word.Name)
            ? ErrorAt(key.Start, Problems.UnexpectedToken, word.Name)
            : Unexpected();

    private static bool IsReservedWord(string name) => Array.Exists(ReservedWords.Keywords, keyword => keyword.Word == name);
}
