using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>13.2.5 Object initializer, 15.4 method definitions.</summary>
internal sealed partial class SyntaxParser
{
    private ObjectExpression ParseObject()
    {
        var start = Here;
        Next();
        var mark = _nodes.Count;
        var hasPrototype = false;
        while (_type != TokenType.BraceRight)
        {
            if (_type == TokenType.Ellipsis)
            {
                Since(EcmaVersion.ES2018, _start, "object spread");
            }

            var property = _type == TokenType.Ellipsis ? (Node)ParseSpread(isCover: true) : ParseProperty(ref hasPrototype);
            _nodes.Push(property);
            if (_type != TokenType.BraceRight)
            {
                property._hasTrailingComma = true;
                Expect(TokenType.Comma);
            }
        }

        Next();
        return Finish(new ObjectExpression(_nodes.Take<Node>(mark)), start);
    }

    private ObjectProperty ParseProperty(ref bool hasPrototype)
    {
        var start = Here;
        var head = ParsePropertyHead(isClass: false);
        if (_type == TokenType.ParenLeft || head.IsMethodLike)
        {
            return ParseObjectMethod(start, head);
        }

        if (Eat(TokenType.Colon))
        {
            if (!head.Computed && IsNamed(head.Key, "__proto__"))
            {
                // B.3.1: twice is an error, though not in a pattern.
                if (hasPrototype)
                {
                    NoteCover(head.Key.Start, Problems.DuplicateProto);
                }

                hasPrototype = true;
            }

            var value = ParseAssignment(isCover: true);
            return Finish(new ObjectProperty(PropertyKind.Init, head.Key, value, head.Computed, shorthand: false, method: false), start);
        }

        return ParseShorthand(start, head);
    }

    private ObjectProperty ParseShorthand(in Marker start, in PropertyHead head)
    {
        if (!head.MayBeShorthand)
        {
            throw UnexpectedShorthand(head.Key);
        }

        var name = (Identifier)head.Key;
        CheckReservedName(head.NameKind, name.Name, name.Start);
        Node value = CopyOf(name);
        if (_type == TokenType.Assign)
        {
            // CoverInitializedName: good in patterns only.
            NoteCover(_start, Problems.InvalidCoverInitializedName);
            Next();
            var initializer = ParseAssignment();
            value = Finish(new AssignmentPattern(value, initializer), start);
        }

        return Finish(new ObjectProperty(PropertyKind.Init, head.Key, value, computed: false, shorthand: true, method: false), start);
    }

    private ObjectProperty ParseObjectMethod(in Marker start, in PropertyHead head)
    {
        var value = ParseMethod(head, Context.SuperProperty);
        var isMethod = head.Kind == PropertyKind.Init;
        return Finish(new ObjectProperty(head.Kind, head.Key, value, head.Computed, shorthand: false, isMethod), start);
    }

    /// <summary>15.4 Parameters and body of a method, as a function expression that begins at the parenthesis.</summary>
    private FunctionExpression ParseMethod(in PropertyHead head, Context rights)
    {
        var start = Here;
        var scope = OpenScope(ScopeKind.Function);
        var function = ParseFunctionRest(null, head.IsGenerator, head.IsAsync, rights, FunctionForm.Method);
        if (head.Kind == PropertyKind.Get && function.Parameters.Count != 0)
        {
            throw ErrorAt(function.Parameters[0].Start, Problems.BadGetterArity);
        }

        if (head.Kind == PropertyKind.Set && (function.Parameters.Count != 1 || function.Parameters[0] is RestElement))
        {
            throw ErrorAt(start.Offset, function.Parameters.Count == 1 ? Problems.BadSetterRestParameter : Problems.BadSetterArity);
        }

        return FinishScope(new FunctionExpression(null, function.Parameters, function.Body, head.IsGenerator, head.IsAsync), start, scope);
    }

    /// <summary>What stands before the value, parameters or initializer of a property or class element.</summary>
    private PropertyHead ParsePropertyHead(bool isClass)
    {
        var head = new PropertyHead { Kind = isClass ? PropertyKind.Method : PropertyKind.Init };
        if (Eat(TokenType.Star))
        {
            head.IsGenerator = true;
        }
        else if (_type == TokenType.Name && !_hasEscape && (_nameKind is NameKind.Async or NameKind.Get or NameKind.Set))
        {
            var word = Here;
            var (kind, text) = (_nameKind, _text);
            Next();
            if (!ReadModifier(ref head, kind))
            {
                head.Key = Finish(new Identifier(text), word);
                head.MayBeShorthand = true;
                return head;
            }
        }

        head.MayBeShorthand = _type == TokenType.Name && !head.IsMethodLike;
        head.NameKind = _nameKind;
        head.Key = isClass && _type == TokenType.PrivateName ? ParsePrivateDeclaration() : ParsePropertyName(out head.Computed);
        return head;
    }

    /// <summary>Behind async, get and set: they are modifiers if a key follows, else the key themselves.</summary>
    private bool ReadModifier(ref PropertyHead head, NameKind kind)
    {
        if (kind == NameKind.Async)
        {
            if (_newlineBefore || !(_type == TokenType.Star || BeginsPropertyName()))
            {
                return false;
            }

            CheckAsync(isAsync: true, _start);
            head.IsAsync = true;
            head.IsGenerator = EatGeneratorStar(isAsync: true);
            return true;
        }

        if (!BeginsPropertyName())
        {
            return false;
        }

        head.Kind = kind == NameKind.Get ? PropertyKind.Get : PropertyKind.Set;
        return true;
    }

    private bool BeginsPropertyName() =>
        _type is TokenType.String or TokenType.Number or TokenType.BigInt or TokenType.BracketLeft or TokenType.PrivateName || IsIdentifierName;

    /// <summary>13.2.5 PropertyName.</summary>
    private Expression ParsePropertyName(out bool computed)
    {
        computed = false;
        switch (_type)
        {
            case TokenType.BracketLeft:
                computed = true;
                Next();
                var key = ParseAssignment();
                Expect(TokenType.BracketRight);
                return key;
            case TokenType.String or TokenType.Number or TokenType.BigInt:
                return ParsePrimary();
            default:
                return IsIdentifierName ? ParseIdentifierName() : throw Unexpected();
        }
    }

    private static bool IsNamed(Expression key, string name) => key switch
    {
        Identifier identifier => identifier.Name == name,
        StringLiteral literal => literal.Value == name,
        _ => false,
    };

    private struct PropertyHead
    {
        public Expression Key;
        public bool Computed;
        public PropertyKind Kind;
        public bool IsAsync;
        public bool IsGenerator;
        public bool MayBeShorthand;
        public NameKind NameKind;

        /// <summary>Only parameters and a body may follow.</summary>
        public readonly bool IsMethodLike => IsAsync || IsGenerator || Kind is PropertyKind.Get or PropertyKind.Set;
    }
}
