using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>15.7 Class definitions.</summary>
internal sealed partial class SyntaxParser
{
    private ClassDeclaration ParseClassDeclaration(bool isNameOptional)
    {
        var start = Here;
        var decorators = ParseDecorators();
        var outer = BeginClass(start);
        Identifier? id = null;
        if (!isNameOptional || _type == TokenType.Name)
        {
            id = ParseBindingIdentifier();
            DeclareLexical(id, Binding.Lexical);
        }

        var (scope, superClass, body) = ParseClassTail();
        _context = outer;
        return FinishScope(new ClassDeclaration(id, superClass, body, decorators), start, scope);
    }

    private ClassExpression ParseClassExpression()
    {
        var start = Here;
        var decorators = ParseDecorators();
        var outer = BeginClass(start);
        var id = _type == TokenType.Name ? ParseBindingIdentifier() : null;
        var (scope, superClass, body) = ParseClassTail();
        _context = outer;
        return FinishScope(new ClassExpression(id, superClass, body, decorators), start, scope);
    }

    /// <summary>All of a class, its name included, is strict (11.2.2).</summary>
    private Context BeginClass(in Marker start)
    {
        if (_type != TokenType.Class)
        {
            throw _start == start.Offset ? Unexpected() : ErrorAt(_start, Problems.InvalidDecorator);
        }

        Next();
        var outer = _context;
        _context |= Context.Strict;
        return outer;
    }

    private (ScopeRecord Scope, Expression? SuperClass, ClassBody Body) ParseClassTail()
    {
        EnsureStack();
        var scope = OpenScope(ScopeKind.Class);
        var superClass = Eat(TokenType.Extends) ? ParseHeritage() : null;

        // The heritage does not see the private names of the class (15.7.1).
        OpenPrivateNames();
        var body = ParseClassBody(superClass is not null);
        return (scope, superClass, body);
    }

    private Expression ParseHeritage()
    {
        var arrowStart = _arrowStart;
        _arrowStart = -1;
        var heritage = ParseLeftHandSide();
        RefuseCover();
        _arrowStart = arrowStart;
        return heritage;
    }

    private ClassBody ParseClassBody(bool isDerived)
    {
        var start = Here;
        Expect(TokenType.BraceLeft);
        var mark = _nodes.Count;
        var hasConstructor = false;
        while (_type != TokenType.BraceRight)
        {
            if (Eat(TokenType.Semicolon))
            {
                continue;
            }

            var element = ParseClassElement(isDerived);
            if (element is MethodDefinition { Kind: PropertyKind.Constructor } constructor)
            {
                if (hasConstructor)
                {
                    throw ErrorAt(constructor.Key.Start, Problems.DuplicateConstructor);
                }

                hasConstructor = true;
            }

            _nodes.Push(element);
        }

        Next();
        ClosePrivateNames();
        return Finish(new ClassBody(_nodes.Take<Node>(mark)), start);
    }

    /// <summary>ClassElement.</summary>
    private Node ParseClassElement(bool isDerived)
    {
        var start = Here;
        var decorators = ParseDecorators();
        var element = new ElementHead { Decorators = decorators };
        if (IsName(NameKind.Static))
        {
            var word = Here;
            Next();
            if (_type == TokenType.BraceLeft && decorators.Count == 0)
            {
                return ParseStaticBlock(start);
            }

            if (!BeginsPropertyName() && _type != TokenType.Star)
            {
                element.Head = new PropertyHead { Kind = PropertyKind.Method, Key = Finish(new Identifier("static"), word) };
                return ParseElementRest(start, element, isDerived);
            }

            element.IsStatic = true;
        }

        if (IsName(NameKind.Accessor) && HasFeature(ExperimentalESFeatures.Decorators))
        {
            var word = Here;
            Next();
            if (_newlineBefore || !BeginsPropertyName())
            {
                element.Head = new PropertyHead { Kind = PropertyKind.Method, Key = Finish(new Identifier("accessor"), word) };
                return ParseElementRest(start, element, isDerived);
            }

            element.IsAccessor = true;
        }

        element.Head = ParsePropertyHead(isClass: true);
        return ParseElementRest(start, element, isDerived);
    }

    private Node ParseElementRest(in Marker start, in ElementHead element, bool isDerived)
    {
        ref readonly var head = ref element.Head;
        var isMethod = !element.IsAccessor && (_type == TokenType.ParenLeft || head.IsMethodLike);
        if (head.Key is PrivateIdentifier name)
        {
            DeclarePrivateName(name, isMethod ? head.Kind : PropertyKind.Property, element.IsStatic);
        }

        CheckElementName(element, isMethod);
        return isMethod ? ParseClassMethod(start, element, isDerived) : ParseField(start, element);
    }

    /// <summary>15.7.1 Early errors about the names constructor and prototype.</summary>
    private void CheckElementName(in ElementHead element, bool isMethod)
    {
        ref readonly var head = ref element.Head;
        if (head.Computed)
        {
            return;
        }

        if (IsNamed(head.Key, "constructor"))
        {
            if (!isMethod)
            {
                throw ErrorAt(head.Key.Start, Problems.ConstructorClassField);
            }

            if (!element.IsStatic && head.IsMethodLike)
            {
                throw ErrorAt(head.Key.Start, head switch
                {
                    { IsGenerator: true } => Problems.ConstructorIsGenerator,
                    { IsAsync: true } => Problems.ConstructorIsAsync,
                    _ => Problems.ConstructorIsAccessor,
                });
            }
        }

        if (element.IsStatic && IsNamed(head.Key, "prototype"))
        {
            throw ErrorAt(head.Key.Start, Problems.StaticPrototype);
        }
    }

    private MethodDefinition ParseClassMethod(in Marker start, in ElementHead element, bool isDerived)
    {
        ref readonly var head = ref element.Head;
        var isConstructor = !element.IsStatic && !head.Computed && IsNamed(head.Key, "constructor");
        var rights = Context.SuperProperty | (isConstructor && isDerived ? Context.SuperCall : Context.None);
        var value = ParseMethod(head, rights);
        var kind = isConstructor ? PropertyKind.Constructor : head.Kind;
        return Finish(new MethodDefinition(kind, head.Key, value, head.Computed, element.IsStatic, element.Decorators), start);
    }

    /// <summary>FieldDefinition: its initializer is like a method without parameters, without arguments.</summary>
    private Node ParseField(in Marker start, in ElementHead element)
    {
        Since(EcmaVersion.ES2022, start.Offset, "class fields");
        Expression? value = null;
        if (Eat(TokenType.Assign))
        {
            var outer = BeginFunction();
            _context = Context.Strict | Context.NewTarget | Context.SuperProperty | Context.NoArguments;
            value = ParseAssignment();
            EndFunction(outer);
        }

        ConsumeSemicolon();
        ref readonly var head = ref element.Head;
        return element.IsAccessor
            ? Finish(new AccessorProperty(head.Key, value, head.Computed, element.IsStatic, element.Decorators), start)
            : Finish(new PropertyDefinition(head.Key, value, head.Computed, element.IsStatic, element.Decorators), start);
    }

    /// <summary>ClassStaticBlock.</summary>
    private StaticBlock ParseStaticBlock(in Marker start)
    {
        Since(EcmaVersion.ES2022, start.Offset, "static blocks");
        var outer = BeginFunction();
        var scope = OpenScope(ScopeKind.StaticBlock);
        _context = Context.Strict | Context.NewTarget | Context.SuperProperty | Context.NoArguments | Context.NoAwait;
        var body = ParseBlockBody();
        EndFunction(outer);
        return FinishScope(new StaticBlock(body), start, scope);
    }

    /// <summary>Decorators, as the proposal has them: @name.name, @name(arguments), @(expression).</summary>
    private NodeList<Decorator> ParseDecorators()
    {
        if (_type != TokenType.At)
        {
            return default;
        }

        if (!HasFeature(ExperimentalESFeatures.Decorators))
        {
            throw Unexpected();
        }

        var mark = _nodes.Count;
        while (_type == TokenType.At)
        {
            var start = Here;
            Next();
            var expression = ParseDecoratorExpression();
            _nodes.Push(Finish(new Decorator(expression), start));
        }

        return _nodes.Take<Decorator>(mark);
    }

    private Expression ParseDecoratorExpression()
    {
        var start = Here;
        if (_type == TokenType.ParenLeft)
        {
            Next();
            var inner = ParseExpression();
            Expect(TokenType.ParenRight);
            return inner;
        }

        Expression expression = ParseIdentifierReference();
        while (_type == TokenType.Dot)
        {
            Next();
            var property = ParseMemberName(expression);
            expression = Finish(new MemberExpression(expression, property, computed: false, optional: false), start);
        }

        return _type == TokenType.ParenLeft ? Finish(new CallExpression(expression, ParseArguments(), optional: false), start) : expression;
    }

    private struct ElementHead
    {
        public PropertyHead Head;
        public NodeList<Decorator> Decorators;
        public bool IsStatic;
        public bool IsAccessor;
    }
}
