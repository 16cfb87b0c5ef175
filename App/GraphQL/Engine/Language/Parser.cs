namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>
/// Reads documents by recursive descent, for requests (§2) and for the schema language (§3). Nesting is limited, since each level takes stack: a
/// document of ten thousand opening braces would otherwise end the process.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>Selection sets, lists, input objects and list types within each other.</summary>
    public const int DeepestNesting = 100;

    /// <summary>Enough for any schema of our own; requests are given less.</summary>
    public const int MaximumTokens = 1_000_000;

    private readonly SourceText _source;
    private readonly Lexer _lexer;
    private Token _token;
    private int _depth;

    private Parser(string text, int maximumTokens)
    {
        _source = new SourceText(text);
        _lexer = new Lexer(_source, maximumTokens);
        _token = _lexer.Next();
    }

    /// <exception cref="GraphQLSyntaxException">The text is no document.</exception>
    public static Document Parse(string text, int maximumTokens = MaximumTokens)
    {
        var parser = new Parser(text, maximumTokens);
        var definitions = new List<Definition>();
        do
        {
            definitions.Add(parser.ParseDefinition());
        }
        while (parser._token.Kind != TokenKind.EndOfDocument);

        return new Document(parser._source, definitions);
    }

    /// <summary>Reads a value that stands alone, such as the default values that introspection tells.</summary>
    public static ValueNode ParseValue(string text)
    {
        var parser = new Parser(text, MaximumTokens);
        var value = parser.ParseValue(isConstant: true);
        parser.Expect(TokenKind.EndOfDocument);
        return value;
    }

    private Definition ParseDefinition()
    {
        if (_token.Kind == TokenKind.BraceLeft)
        {
            return new OperationDefinition(_token.Start, OperationKind.Query, null, [], [], ParseSelectionSet());
        }

        var start = _token.Start;
        var description = ParseDescription();
        var keyword = _token.Kind == TokenKind.Name ? _token.Value : throw Unexpected();
        return keyword switch
        {
            "query" => ParseOperation(OperationKind.Query, start),
            "mutation" => ParseOperation(OperationKind.Mutation, start),
            "subscription" => ParseOperation(OperationKind.Subscription, start),
            "fragment" => ParseFragment(start),
            "extend" when description is null => ParseExtension(start),
            _ => ParseTypeSystemDefinition(keyword!, start, description),
        };
    }

    private OperationDefinition ParseOperation(OperationKind kind, int start)
    {
        Advance();
        var name = _token.Kind == TokenKind.Name ? ExpectName() : null;
        var variables = ParseOptionalMany(TokenKind.ParenthesisLeft, ParseVariableDefinition, TokenKind.ParenthesisRight);
        var directives = ParseDirectives(isConstant: false);
        return new OperationDefinition(start, kind, name, variables, directives, ParseSelectionSet());
    }

    private VariableDefinition ParseVariableDefinition()
    {
        var start = _token.Start;
        ParseDescription();
        Expect(TokenKind.Dollar);
        var name = ExpectName();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValue(isConstant: true) : null;
        return new VariableDefinition(start, name, type, defaultValue, ParseDirectives(isConstant: true));
    }

    private FragmentDefinition ParseFragment(int start)
    {
        Advance();
        if (_token is { Kind: TokenKind.Name, Value: "on" })
        {
            throw Unexpected();
        }

        var name = ExpectName();
        ExpectKeyword("on");
        var type = ParseNamedType();
        var directives = ParseDirectives(isConstant: false);
        return new FragmentDefinition(start, name, type, directives, ParseSelectionSet());
    }

    private SelectionSet ParseSelectionSet()
    {
        var start = _token.Start;
        Enter();
        var selections = ParseMany(TokenKind.BraceLeft, ParseSelection, TokenKind.BraceRight);
        _depth--;
        return new SelectionSet(start, selections);
    }

    private Selection ParseSelection() => _token.Kind == TokenKind.Spread ? ParseSpread() : ParseField();

    private Field ParseField()
    {
        var start = _token.Start;
        var name = ExpectName();
        string? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ExpectName();
        }

        var arguments = ParseArguments(isConstant: false);
        var directives = ParseDirectives(isConstant: false);
        return new Field(start, alias, name, arguments, directives, _token.Kind == TokenKind.BraceLeft ? ParseSelectionSet() : null);
    }

    private Selection ParseSpread()
    {
        var start = _token.Start;
        Expect(TokenKind.Spread);
        var hasCondition = SkipKeyword("on");
        if (!hasCondition && _token.Kind == TokenKind.Name)
        {
            var name = ExpectName();
            return new FragmentSpread(start, name, ParseDirectives(isConstant: false));
        }

        var type = hasCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConstant: false);
        return new InlineFragment(start, type, directives, ParseSelectionSet());
    }

    private IReadOnlyList<Argument> ParseArguments(bool isConstant) =>
        ParseOptionalMany<Argument>(TokenKind.ParenthesisLeft, isConstant ? ParseConstantArgument : ParseVariableArgument, TokenKind.ParenthesisRight);

    private Argument ParseConstantArgument() => ParseArgument(isConstant: true);

    private Argument ParseVariableArgument() => ParseArgument(isConstant: false);

    private Argument ParseArgument(bool isConstant)
    {
        var start = _token.Start;
        var name = ExpectName();
        Expect(TokenKind.Colon);
        return new Argument(start, name, ParseValue(isConstant));
    }

    private IReadOnlyList<Directive> ParseDirectives(bool isConstant)
    {
        if (_token.Kind != TokenKind.At)
        {
            return [];
        }

        var directives = new List<Directive>();
        while (_token.Kind == TokenKind.At)
        {
            var start = _token.Start;
            Advance();
            var name = ExpectName();
            directives.Add(new Directive(start, name, ParseArguments(isConstant)));
        }

        return directives;
    }

    /// <summary>§2.9; variables stand for values except where these have to be constant.</summary>
    private ValueNode ParseValue(bool isConstant)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.BracketLeft:
                return ParseList(isConstant);
            case TokenKind.BraceLeft:
                return ParseObject(isConstant);
            case TokenKind.Int:
                Advance();
                return new IntNode(token.Start, token.Value!);
            case TokenKind.Float:
                Advance();
                return new FloatNode(token.Start, token.Value!);
            case TokenKind.String or TokenKind.BlockString:
                Advance();
                return new StringNode(token.Start, token.Value!, token.Kind == TokenKind.BlockString);
            case TokenKind.Name:
                Advance();
                return token.Value switch
                {
                    "true" => new BooleanNode(token.Start, true),
                    "false" => new BooleanNode(token.Start, false),
                    "null" => new NullNode(token.Start),
                    _ => new EnumNode(token.Start, token.Value!),
                };
            case TokenKind.Dollar:
                Advance();
                var name = ExpectName();
                return isConstant
                    ? throw Failure($"The variable \"${name}\" cannot stand here: the value has to be constant.", token.Start)
                    : new VariableNode(token.Start, name);
            default:
                throw Unexpected();
        }
    }

    private ListNode ParseList(bool isConstant)
    {
        var start = _token.Start;
        Enter();
        Advance();
        var items = new List<ValueNode>();
        while (!Skip(TokenKind.BracketRight))
        {
            items.Add(ParseValue(isConstant));
        }

        _depth--;
        return new ListNode(start, items);
    }

    private ObjectNode ParseObject(bool isConstant)
    {
        var start = _token.Start;
        Enter();
        Advance();
        var fields = new List<ObjectFieldNode>();
        while (!Skip(TokenKind.BraceRight))
        {
            var fieldStart = _token.Start;
            var name = ExpectName();
            Expect(TokenKind.Colon);
            fields.Add(new ObjectFieldNode(fieldStart, name, ParseValue(isConstant)));
        }

        _depth--;
        return new ObjectNode(start, fields);
    }

    private TypeNode ParseType()
    {
        var start = _token.Start;
        TypeNode type;
        if (_token.Kind == TokenKind.BracketLeft)
        {
            Enter();
            Advance();
            type = new ListTypeNode(start, ParseType());
            Expect(TokenKind.BracketRight);
            _depth--;
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(start, type) : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var start = _token.Start;
        return new NamedTypeNode(start, ExpectName());
    }

    private void Enter()
    {
        if (++_depth > DeepestNesting)
        {
            throw Failure($"The document is nested more than {DeepestNesting} levels deep.", _token.Start);
        }
    }
}
