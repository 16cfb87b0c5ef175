using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Introspection;

/// <summary>The fields that every schema has without declaring them (§4.1, §4.2).</summary>
internal static class IntrospectionFields
{
    /// <summary><c>__typename</c> of any composite type.</summary>
    public static FieldDefinition TypeName { get; } = new("__typename", "The name of the object's type.", new NonNullType(BuiltIn.String), [], null)
    {
        Resolver = static (context, sources) => BatchResolvers.Each(sources, _ => context.ParentType.Name),
    };

    /// <summary><c>__schema</c> and <c>__type</c> of the query type.</summary>
    public static IReadOnlyList<FieldDefinition> OfRoot(GraphQLSchema schema) =>
        schema.FindType("__Schema") is not { } schemaType || schema.FindType("__Type") is not { } typeType
            ? []
            :
            [
                new FieldDefinition("__schema", "The schema.", new NonNullType(schemaType), [], null)
                {
                    Resolver = (_, sources) => BatchResolvers.Each(sources, _ => schema),
                },
                new FieldDefinition("__type", "A type of the schema.", typeType, [new InputValue("name", null, new NonNullType(BuiltIn.String), null, null)], null)
                {
                    Resolver = (context, sources) => BatchResolvers.Each(sources, _ => schema.FindType((string)context.Arguments["name"]!)),
                },
            ];

    /// <summary>Answers the fields of the introspection types out of the schema's own objects.</summary>
    public static void Bind(GraphQLSchema schema)
    {
        BindType(schema);
        On<GraphQLSchema>(schema, "__Schema", "description", (s, _) => s.Description);
        On<GraphQLSchema>(schema, "__Schema", "types", (s, _) => s.Types);
        On<GraphQLSchema>(schema, "__Schema", "queryType", (s, _) => s.Query);
        On<GraphQLSchema>(schema, "__Schema", "mutationType", (s, _) => s.Mutation);
        On<GraphQLSchema>(schema, "__Schema", "subscriptionType", (s, _) => s.Subscription);
        On<GraphQLSchema>(schema, "__Schema", "directives", (s, _) => s.Directives);
        On<FieldDefinition>(schema, "__Field", "name", (f, _) => f.Name);
        On<FieldDefinition>(schema, "__Field", "description", (f, _) => f.Description);
        On<FieldDefinition>(schema, "__Field", "args", (f, c) => Visible(f.Arguments, c, a => a.DeprecationReason));
        On<FieldDefinition>(schema, "__Field", "type", (f, _) => f.Type);
        On<FieldDefinition>(schema, "__Field", "isDeprecated", (f, _) => f.DeprecationReason is not null);
        On<FieldDefinition>(schema, "__Field", "deprecationReason", (f, _) => f.DeprecationReason);
        On<InputValue>(schema, "__InputValue", "name", (v, _) => v.Name);
        On<InputValue>(schema, "__InputValue", "description", (v, _) => v.Description);
        On<InputValue>(schema, "__InputValue", "type", (v, _) => v.Type);
        On<InputValue>(schema, "__InputValue", "defaultValue", (v, _) => v.DefaultNode is null ? null : DefaultPrinter.Print(v.Default, v.Type));
        On<InputValue>(schema, "__InputValue", "isDeprecated", (v, _) => v.DeprecationReason is not null);
        On<InputValue>(schema, "__InputValue", "deprecationReason", (v, _) => v.DeprecationReason);
        On<EnumValue>(schema, "__EnumValue", "name", (v, _) => v.Name);
        On<EnumValue>(schema, "__EnumValue", "description", (v, _) => v.Description);
        On<EnumValue>(schema, "__EnumValue", "isDeprecated", (v, _) => v.DeprecationReason is not null);
        On<EnumValue>(schema, "__EnumValue", "deprecationReason", (v, _) => v.DeprecationReason);
        On<DirectiveDefinition>(schema, "__Directive", "name", (d, _) => d.Name);
        On<DirectiveDefinition>(schema, "__Directive", "description", (d, _) => d.Description);
        On<DirectiveDefinition>(schema, "__Directive", "isRepeatable", (d, _) => d.IsRepeatable);
        On<DirectiveDefinition>(schema, "__Directive", "locations", (d, _) => d.Locations);
        On<DirectiveDefinition>(schema, "__Directive", "args", (d, c) => Visible(d.Arguments, c, a => a.DeprecationReason));
    }

    private static void BindType(GraphQLSchema schema)
    {
        On<GraphQLType>(schema, "__Type", "kind", (t, _) => KindOf(t));
        On<GraphQLType>(schema, "__Type", "name", (t, _) => (t as NamedType)?.Name);
        On<GraphQLType>(schema, "__Type", "description", (t, _) => (t as NamedType)?.Description);
        On<GraphQLType>(schema, "__Type", "specifiedByURL", (t, _) => (t as ScalarType)?.SpecifiedByUrl);
        On<GraphQLType>(schema, "__Type", "fields", (t, c) => t is FieldsType fields ? Visible(fields.Fields, c, f => f.DeprecationReason) : null);
        On<GraphQLType>(schema, "__Type", "interfaces", (t, _) => (t as FieldsType)?.Interfaces);
        On<GraphQLType>(schema, "__Type", "possibleTypes", (t, _) => t is InterfaceType or UnionType ? ((IAbstractType)t).PossibleTypes : null);
        On<GraphQLType>(schema, "__Type", "enumValues", (t, c) => t is EnumType type ? Visible(type.Values, c, v => v.DeprecationReason) : null);
        On<GraphQLType>(schema, "__Type", "inputFields", (t, c) => t is InputObjectType type ? Visible(type.Fields, c, f => f.DeprecationReason) : null);
        On<GraphQLType>(schema, "__Type", "ofType", (t, _) => (t as ListType)?.Item ?? (t as NonNullType)?.Inner);
    }

    private static string KindOf(GraphQLType type) => type switch
    {
        ListType => "LIST",
        NonNullType => "NON_NULL",
        NamedType { Kind: TypeKind.Scalar } => "SCALAR",
        NamedType { Kind: TypeKind.Object } => "OBJECT",
        NamedType { Kind: TypeKind.Interface } => "INTERFACE",
        NamedType { Kind: TypeKind.Union } => "UNION",
        NamedType { Kind: TypeKind.Enum } => "ENUM",
        _ => "INPUT_OBJECT",
    };

    /// <summary>Deprecated parts are told to those alone who ask for them (§4.2).</summary>
    private static IEnumerable<T> Visible<T>(IEnumerable<T> all, FieldContext context, Func<T, string?> deprecationReason) =>
        context.Arguments.GetValueOrDefault("includeDeprecated") is true ? all : all.Where(x => deprecationReason(x) is null);

    private static void On<T>(GraphQLSchema schema, string type, string field, Func<T, FieldContext, object?> answer)
        where T : class =>
        ((ObjectType)schema.FindType(type)!).FindField(field)!.Resolver = (context, sources) => BatchResolvers.Each(sources, source => answer((T)source!, context));
}
