using ConnectionsConsole.App.GraphQL.Engine.Introspection;
using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>Builds a schema out of its text (§3): definitions and their extensions become types, which are then checked.</summary>
internal sealed class SchemaBuilder
{
    private static readonly AnyCoercion s_any = new();

    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveDefinition> _directives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TypeDefinition>> _definitions = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, IScalarCoercion> _scalars;

    private SchemaBuilder(IReadOnlyDictionary<string, IScalarCoercion> scalars) => _scalars = scalars;

    /// <param name="scalars">How custom scalars are read and written, by name; those left out take any value as it is.</param>
    /// <exception cref="GraphQLSyntaxException">The text is no document.</exception>
    /// <exception cref="SchemaException">The document is no valid schema.</exception>
    public static GraphQLSchema Build(string text, IReadOnlyDictionary<string, IScalarCoercion>? scalars = null)
    {
        var document = Parser.Parse(text);
        SchemaDefinitionRules.Check(document);
        var builder = new SchemaBuilder(scalars ?? new Dictionary<string, IScalarCoercion>(StringComparer.Ordinal));
        var schema = builder.Build(document);
        SchemaRules.Check(schema, document);
        IntrospectionFields.Bind(schema);
        return schema;
    }

    private GraphQLSchema Build(Document document)
    {
        foreach (var scalar in BuiltIn.Scalars)
        {
            _types.Add(scalar.Name, scalar);
        }

        var own = document.Definitions.OfType<TypeDefinition>().ToList();
        foreach (var definition in own.Concat(Parser.Parse(BuiltIn.Definitions).Definitions.OfType<TypeDefinition>()))
        {
            Add(definition);
        }

        foreach (var (name, parts) in _definitions)
        {
            _types.Add(name, Create(parts));
        }

        foreach (var (name, parts) in _definitions)
        {
            Complete(_types[name], parts);
        }

        var directives = document.Definitions.OfType<DirectiveDefinitionNode>().ToList();
        var builtIn = Parser.Parse(BuiltIn.Definitions).Definitions.OfType<DirectiveDefinitionNode>().Where(b => directives.TrueForAll(d => d.Name != b.Name));
        foreach (var directive in directives.Concat(builtIn))
        {
            _directives.Add(directive.Name, new DirectiveDefinition(
                directive.Name, directive.Description, Inputs(directive.Arguments), directive.IsRepeatable, directive.Locations));
        }

        var operations = document.Definitions.OfType<SchemaDefinition>().ToList();
        return new GraphQLSchema(
            operations.Find(o => !o.IsExtension)?.Description, [.. _types.Values], [.. _directives.Values],
            Root(operations, OperationKind.Query, "Query"), Root(operations, OperationKind.Mutation, "Mutation"),
            Root(operations, OperationKind.Subscription, "Subscription"));
    }

    private void Add(TypeDefinition definition)
    {
        if (!_definitions.TryGetValue(definition.Name, out var parts))
        {
            _definitions.Add(definition.Name, parts = []);
        }

        // The definition leads, wherever it stands.
        parts.Insert(definition.IsExtension ? parts.Count : 0, definition);
    }

    private NamedType Create(List<TypeDefinition> parts)
    {
        var (name, description) = (parts[0].Name, parts[0].Description);
        return parts[0].Kind switch
        {
            TypeKind.Scalar => new ScalarType(
                name, description, DirectiveText(parts.SelectMany(p => p.Directives), "specifiedBy", "url"), _scalars.GetValueOrDefault(name) ?? s_any),
            TypeKind.Object => new ObjectType(name, description),
            TypeKind.Interface => new InterfaceType(name, description),
            TypeKind.Union => new UnionType(name, description),
            TypeKind.Enum => new EnumType(name, description, [.. parts.SelectMany(p => p.Values).Select(v => new EnumValue(v.Name, v.Description, Deprecation(v.Directives)))]),
            TypeKind.InputObject => new InputObjectType(name, description),
            _ => throw new ArgumentOutOfRangeException(nameof(parts)),
        };
    }

    private void Complete(NamedType type, List<TypeDefinition> parts)
    {
        switch (type)
        {
            case FieldsType fields:
                var interfaces = parts.SelectMany(p => p.Interfaces).Select(i => (InterfaceType)_types[i.Name]).ToList();
                fields.Complete([.. parts.SelectMany(p => p.Fields).Select(ToField)], interfaces);
                interfaces.ForEach(i => i.AddImplementation(fields));
                break;
            case UnionType union:
                union.Complete([.. parts.SelectMany(p => p.Members).Select(m => (ObjectType)_types[m.Name])]);
                break;
            case InputObjectType input:
                input.Complete(Inputs(parts.SelectMany(p => p.InputFields)));
                break;
        }
    }

    private FieldDefinition ToField(FieldNode node) => new(node.Name, node.Description, ToType(node.Type), Inputs(node.Arguments), Deprecation(node.Directives));

    private List<InputValue> Inputs(IEnumerable<InputValueNode> nodes) =>
        [.. nodes.Select(n => new InputValue(n.Name, n.Description, ToType(n.Type), n.Default, Deprecation(n.Directives)))];

    private GraphQLType ToType(TypeNode node) => node switch
    {
        NamedTypeNode named => _types[named.Name],
        ListTypeNode list => new ListType(ToType(list.Item)),
        NonNullTypeNode nonNull => new NonNullType(ToType(nonNull.Inner)),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>Without a schema definition the types of the usual names are the roots (§3.3.1).</summary>
    private ObjectType? Root(List<SchemaDefinition> definitions, OperationKind kind, string usual)
    {
        var named = definitions.SelectMany(d => d.Operations).Where(o => o.Kind == kind).Select(o => o.Type.Name).FirstOrDefault();
        return named is not null ? (ObjectType)_types[named] : definitions.Exists(d => !d.IsExtension) ? null : _types.GetValueOrDefault(usual) as ObjectType;
    }

    private static string? Deprecation(IReadOnlyList<Directive> directives) =>
        directives.Any(d => d.Name == "deprecated") ? DirectiveText(directives, "deprecated", "reason") ?? "No longer supported" : null;

    private static string? DirectiveText(IEnumerable<Directive> directives, string name, string argument) =>
        (directives.FirstOrDefault(d => d.Name == name)?.Arguments.FirstOrDefault(a => a.Name == argument)?.Value as StringNode)?.Value;
}
