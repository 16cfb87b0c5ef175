using ConnectionsConsole.App.GraphQL.Engine.Introspection;
using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>What has to hold in the text of a schema before types can be made of it (§3.3 to §3.13): names are unique, and every reference is met.</summary>
internal sealed class SchemaDefinitionRules
{
    private readonly Document _document;
    private readonly List<GraphQLError> _errors = [];
    private readonly Dictionary<string, TypeKind> _kinds = BuiltIn.Scalars.ToDictionary(s => s.Name, _ => TypeKind.Scalar, StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveDefinitionNode> _directives;

    private SchemaDefinitionRules(Document document)
    {
        _document = document;
        _directives = Parser.Parse(BuiltIn.Definitions).Definitions.OfType<DirectiveDefinitionNode>().ToDictionary(d => d.Name, StringComparer.Ordinal);
    }

    /// <exception cref="SchemaException">Something is wrong; every mistake is named.</exception>
    public static void Check(Document document)
    {
        var rules = new SchemaDefinitionRules(document);
        rules.CheckNames();
        rules.CheckReferences();
        if (rules._errors.Count > 0)
        {
            throw new SchemaException(rules._errors);
        }
    }

    private void CheckNames()
    {
        foreach (var other in _document.Definitions.Where(d => d is not TypeSystemDefinition))
        {
            Add(other, "A schema holds definitions of types and directives only.");
        }

        foreach (var schema in _document.Definitions.OfType<SchemaDefinition>().Where(s => !s.IsExtension).Skip(1))
        {
            Add(schema, "There is more than one schema definition.");
        }

        CheckUnique(_document.Definitions.OfType<SchemaDefinition>().SelectMany(s => s.Operations).Select(o => (o.Kind.ToString(), (Node)o.Type)), "The operation");
        var types = _document.Definitions.OfType<TypeDefinition>().ToList();
        foreach (var type in types.Where(t => !t.IsExtension))
        {
            if (!_kinds.TryAdd(type.Name, type.Kind))
            {
                Add(type, $"There is more than one type \"{type.Name}\".");
            }
        }

        foreach (var extension in types.Where(t => t.IsExtension))
        {
            if (!_kinds.TryGetValue(extension.Name, out var kind))
            {
                Add(extension, $"The type \"{extension.Name}\" cannot be extended: it is not defined.");
            }
            else if (kind != extension.Kind)
            {
                Add(extension, $"The type \"{extension.Name}\" is extended as another kind than it is.");
            }
        }

        foreach (var parts in types.GroupBy(t => t.Name, StringComparer.Ordinal))
        {
            CheckUnique(parts.SelectMany(p => p.Fields).Select(f => (f.Name, (Node)f)), $"The field of \"{parts.Key}\"");
            CheckUnique(parts.SelectMany(p => p.InputFields).Select(f => (f.Name, (Node)f)), $"The field of \"{parts.Key}\"");
            CheckUnique(parts.SelectMany(p => p.Values).Select(v => (v.Name, (Node)v)), $"The value of \"{parts.Key}\"");
            CheckUnique(parts.SelectMany(p => p.Members).Select(m => (m.Name, (Node)m)), $"The member of \"{parts.Key}\"");
            CheckUnique(parts.SelectMany(p => p.Interfaces).Select(i => (i.Name, (Node)i)), $"The interface of \"{parts.Key}\"");
        }

        var directives = _document.Definitions.OfType<DirectiveDefinitionNode>().ToList();
        CheckUnique(directives.Select(d => (d.Name, (Node)d)), "The directive");
        foreach (var directive in directives)
        {
            _directives[directive.Name] = directive;
        }
    }

    private void CheckReferences()
    {
        foreach (var definition in _document.Definitions.OfType<TypeSystemDefinition>())
        {
            switch (definition)
            {
                case SchemaDefinition schema:
                    foreach (var (_, type) in schema.Operations)
                    {
                        CheckReference(type, TypeKind.Object, "an object type");
                    }

                    CheckDirectives(schema.Directives, DirectiveLocations.Schema);
                    break;
                case DirectiveDefinitionNode directive:
                    CheckInputs(directive.Arguments, DirectiveLocations.ArgumentDefinition, directive.DisplayName);
                    break;
                case TypeDefinition type:
                    CheckType(type);
                    break;
            }
        }
    }

    private void CheckType(TypeDefinition type)
    {
        CheckDirectives(type.Directives, LocationOf(type.Kind));
        foreach (var implemented in type.Interfaces)
        {
            CheckReference(implemented, TypeKind.Interface, "an interface");
        }

        foreach (var member in type.Members)
        {
            CheckReference(member, TypeKind.Object, "an object type");
        }

        foreach (var field in type.Fields)
        {
            CheckReference(field.Type);
            CheckDirectives(field.Directives, DirectiveLocations.FieldDefinition);
            CheckInputs(field.Arguments, DirectiveLocations.ArgumentDefinition, $"{type.Name}.{field.Name}");
        }

        foreach (var value in type.Values)
        {
            CheckDirectives(value.Directives, DirectiveLocations.EnumValue);
        }

        CheckInputs(type.InputFields, DirectiveLocations.InputFieldDefinition, type.Name);
    }

    private void CheckInputs(IReadOnlyList<InputValueNode> inputs, string location, string owner)
    {
        CheckUnique(inputs.Select(i => (i.Name, (Node)i)), $"The argument of \"{owner}\"");
        foreach (var input in inputs)
        {
            CheckReference(input.Type);
            CheckDirectives(input.Directives, location);
        }
    }

    /// <summary>§5.7, for the schema's own annotations.</summary>
    private void CheckDirectives(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var use in directives.GroupBy(d => d.Name, StringComparer.Ordinal))
        {
            if (!_directives.TryGetValue(use.Key, out var definition))
            {
                Add(use.First(), $"There is no directive \"@{use.Key}\".");
                continue;
            }

            if (!definition.Locations.Contains(location))
            {
                Add(use.First(), $"The directive \"@{use.Key}\" cannot stand on {location}.");
            }

            if (!definition.IsRepeatable && use.Count() > 1)
            {
                Add(use.Last(), $"The directive \"@{use.Key}\" can stand here once only.");
            }

            foreach (var directive in use)
            {
                CheckDirectiveArguments(directive, definition);
            }
        }
    }

    private void CheckDirectiveArguments(Directive directive, DirectiveDefinitionNode definition)
    {
        CheckUnique(directive.Arguments.Select(a => (a.Name, (Node)a)), $"The argument of \"@{directive.Name}\"");
        foreach (var unknown in directive.Arguments.Where(a => definition.Arguments.All(d => d.Name != a.Name)))
        {
            Add(unknown, $"The directive \"@{directive.Name}\" has no argument \"{unknown.Name}\".");
        }

        foreach (var missing in definition.Arguments.Where(d => d is { Type: NonNullTypeNode, Default: null } && directive.Arguments.All(a => a.Name != d.Name)))
        {
            Add(directive, $"The directive \"@{directive.Name}\" needs the argument \"{missing.Name}\".");
        }
    }

    private void CheckReference(TypeNode type, TypeKind? kind = null, string expected = "")
    {
        var name = type switch
        {
            ListTypeNode list => list.Item,
            NonNullTypeNode nonNull => nonNull.Inner,
            _ => type,
        };
        if (name is not NamedTypeNode named)
        {
            CheckReference(name);
        }
        else if (!_kinds.TryGetValue(named.Name, out var found) && !named.Name.StartsWith("__", StringComparison.Ordinal))
        {
            Add(named, $"There is no type \"{named.Name}\".");
        }
        else if (kind is { } wanted && found != wanted)
        {
            Add(named, $"The type \"{named.Name}\" is not {expected}.");
        }
    }

    private void CheckUnique(IEnumerable<(string Name, Node Node)> items, string what)
    {
        foreach (var (name, node) in items.GroupBy(i => i.Name, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            Add(node, $"{what} is there more than once: \"{name}\".");
        }
    }

    private static string LocationOf(TypeKind kind) => kind switch
    {
        TypeKind.Scalar => DirectiveLocations.Scalar,
        TypeKind.Object => DirectiveLocations.Object,
        TypeKind.Interface => DirectiveLocations.Interface,
        TypeKind.Union => DirectiveLocations.Union,
        TypeKind.Enum => DirectiveLocations.Enum,
        TypeKind.InputObject => DirectiveLocations.InputObject,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private void Add(Node node, string message) => _errors.Add(new GraphQLError(message, [_document.Locate(node)]));
}
