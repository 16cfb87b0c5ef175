namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>The schema language (§3).</summary>
internal sealed partial class Parser
{
    private string? ParseDescription()
    {
        if (_token.Kind is not (TokenKind.String or TokenKind.BlockString))
        {
            return null;
        }

        var description = _token.Value;
        Advance();
        return description;
    }

    private TypeSystemDefinition ParseTypeSystemDefinition(string keyword, int start, string? description)
    {
        switch (keyword)
        {
            case "schema":
                return ParseSchema(start, false, description);
            case "directive":
                return ParseDirectiveDefinition(start, description);
            default:
                return KindOf(keyword) is { } kind ? ParseTypeDefinition(kind, start, false, description) : throw Unexpected();
        }
    }

    private TypeSystemDefinition ParseExtension(int start)
    {
        Advance();
        if (_token is { Kind: TokenKind.Name, Value: "schema" })
        {
            var schema = ParseSchema(start, true, null);
            return schema.Directives.Count + schema.Operations.Count > 0 ? schema : throw Unexpected();
        }

        var kind = _token.Kind == TokenKind.Name ? KindOf(_token.Value!) : null;
        var type = kind is { } known ? ParseTypeDefinition(known, start, true, null) : throw Unexpected();
        var parts = type.Directives.Count + type.Interfaces.Count + type.Fields.Count + type.Members.Count + type.Values.Count + type.InputFields.Count;
        return parts > 0 ? type : throw Unexpected();
    }

    private static TypeKind? KindOf(string keyword) => keyword switch
    {
        "scalar" => TypeKind.Scalar,
        "type" => TypeKind.Object,
        "interface" => TypeKind.Interface,
        "union" => TypeKind.Union,
        "enum" => TypeKind.Enum,
        "input" => TypeKind.InputObject,
        _ => null,
    };

    private SchemaDefinition ParseSchema(int start, bool isExtension, string? description)
    {
        Advance();
        var directives = ParseDirectives(isConstant: true);
        var operations = isExtension
            ? ParseOptionalMany(TokenKind.BraceLeft, ParseOperationType, TokenKind.BraceRight)
            : ParseMany(TokenKind.BraceLeft, ParseOperationType, TokenKind.BraceRight);
        return new SchemaDefinition(start, isExtension, description, directives, operations);
    }

    private (OperationKind Kind, NamedTypeNode Type) ParseOperationType()
    {
        OperationKind kind = _token is { Kind: TokenKind.Name } ? _token.Value switch
        {
            "query" => OperationKind.Query,
            "mutation" => OperationKind.Mutation,
            "subscription" => OperationKind.Subscription,
            _ => throw Unexpected(),
        } : throw Unexpected();
        Advance();
        Expect(TokenKind.Colon);
        return (kind, ParseNamedType());
    }

    private TypeDefinition ParseTypeDefinition(TypeKind kind, int start, bool isExtension, string? description)
    {
        Advance();
        var name = ExpectName();
        var interfaces = kind is TypeKind.Object or TypeKind.Interface ? ParseInterfaces() : [];
        var directives = ParseDirectives(isConstant: true);
        return new TypeDefinition(start, isExtension, description, kind, name, directives)
        {
            Interfaces = interfaces,
            Fields = kind is TypeKind.Object or TypeKind.Interface ? ParseOptionalMany(TokenKind.BraceLeft, ParseFieldDefinition, TokenKind.BraceRight) : [],
            Members = kind == TypeKind.Union && Skip(TokenKind.EqualsSign) ? ParseDelimited(TokenKind.Pipe, ParseNamedType) : [],
            Values = kind == TypeKind.Enum ? ParseOptionalMany(TokenKind.BraceLeft, ParseEnumValue, TokenKind.BraceRight) : [],
            InputFields = kind == TypeKind.InputObject ? ParseOptionalMany(TokenKind.BraceLeft, ParseInputValue, TokenKind.BraceRight) : [],
        };
    }

    private List<NamedTypeNode> ParseInterfaces() => SkipKeyword("implements") ? ParseDelimited(TokenKind.Ampersand, ParseNamedType) : [];

    private FieldNode ParseFieldDefinition()
    {
        var start = _token.Start;
        var description = ParseDescription();
        var name = ExpectName();
        var arguments = ParseOptionalMany(TokenKind.ParenthesisLeft, ParseInputValue, TokenKind.ParenthesisRight);
        Expect(TokenKind.Colon);
        var type = ParseType();
        return new FieldNode(start, description, name, arguments, type, ParseDirectives(isConstant: true));
    }

    private InputValueNode ParseInputValue()
    {
        var start = _token.Start;
        var description = ParseDescription();
        var name = ExpectName();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValue(isConstant: true) : null;
        return new InputValueNode(start, description, name, type, defaultValue, ParseDirectives(isConstant: true));
    }

    private EnumValueNode ParseEnumValue()
    {
        var start = _token.Start;
        var description = ParseDescription();
        if (_token is { Kind: TokenKind.Name, Value: "true" or "false" or "null" })
        {
            throw Failure($"\"{_token.Value}\" is reserved and cannot be a value of an enum.", _token.Start);
        }

        var name = ExpectName();
        return new EnumValueNode(start, description, name, ParseDirectives(isConstant: true));
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(int start, string? description)
    {
        Advance();
        Expect(TokenKind.At);
        var name = ExpectName();
        var arguments = ParseOptionalMany(TokenKind.ParenthesisLeft, ParseInputValue, TokenKind.ParenthesisRight);
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        return new DirectiveDefinitionNode(start, description, name, arguments, isRepeatable, ParseDelimited(TokenKind.Pipe, ParseDirectiveLocation));
    }

    private string ParseDirectiveLocation()
    {
        if (_token.Kind != TokenKind.Name || !DirectiveLocations.All.Contains(_token.Value))
        {
            throw Unexpected();
        }

        return ExpectName();
    }

    /// <summary>Items with a delimiter between them, and perhaps before the first.</summary>
    private List<T> ParseDelimited<T>(TokenKind delimiter, Func<T> item)
    {
        Skip(delimiter);
        var items = new List<T>();
        do
        {
            items.Add(item());
        }
        while (Skip(delimiter));

        return items;
    }
}
