using ConnectionsConsole.App.GraphQL.Engine.Introspection;
using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>A complete, validated schema (§3.3). Immutable but for the resolvers, which are bound once before the first request.</summary>
internal sealed class GraphQLSchema
{
    private readonly Dictionary<string, NamedType> _types;
    private readonly Dictionary<string, DirectiveDefinition> _directives;
    private readonly IReadOnlyList<FieldDefinition> _metaFields;

    internal GraphQLSchema(
        string? description, IReadOnlyList<NamedType> types, IReadOnlyList<DirectiveDefinition> directives, ObjectType? query, ObjectType? mutation, ObjectType? subscription)
    {
        Description = description;
        (Types, Directives) = (types, directives);
        _types = types.ToDictionary(t => t.Name, StringComparer.Ordinal);
        _directives = directives.ToDictionary(d => d.Name, StringComparer.Ordinal);
        (Query, Mutation, Subscription) = (query!, mutation, subscription);
        _metaFields = IntrospectionFields.OfRoot(this);
    }

    public string? Description { get; }

    public IReadOnlyList<NamedType> Types { get; }

    public IReadOnlyList<DirectiveDefinition> Directives { get; }

    public ObjectType Query { get; }

    public ObjectType? Mutation { get; }

    public ObjectType? Subscription { get; }

    public NamedType? FindType(string name) => _types.GetValueOrDefault(name);

    public DirectiveDefinition? FindDirective(string name) => _directives.GetValueOrDefault(name);

    public ObjectType? RootType(OperationKind kind) => kind switch
    {
        OperationKind.Query => Query,
        OperationKind.Mutation => Mutation,
        OperationKind.Subscription => Subscription,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The type that a document writes; null where it names one that does not exist.</summary>
    public GraphQLType? Resolve(TypeNode node) => node switch
    {
        NamedTypeNode named => FindType(named.Name),
        ListTypeNode list => Resolve(list.Item) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => Resolve(nonNull.Inner) is { } inner ? new NonNullType(inner) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>A field of a composite type, with the meta-fields <c>__typename</c>, <c>__schema</c> and <c>__type</c> (§4.1, §4.2).</summary>
    public FieldDefinition? FindField(NamedType parent, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            if (name == IntrospectionFields.TypeName.Name && parent.IsComposite)
            {
                return IntrospectionFields.TypeName;
            }

            if (parent == Query && _metaFields.FirstOrDefault(f => f.Name == name) is { } meta)
            {
                return meta;
            }
        }

        return (parent as FieldsType)?.FindField(name);
    }
}
