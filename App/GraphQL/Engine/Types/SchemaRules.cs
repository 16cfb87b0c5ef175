using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Validation;

namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>The type validation of §3.3 to §3.13, on the finished types.</summary>
internal sealed class SchemaRules(GraphQLSchema schema)
{
    private readonly List<GraphQLError> _errors = [];

    /// <exception cref="SchemaException">Something is wrong; every mistake is named.</exception>
    public static void Check(GraphQLSchema schema, Document document)
    {
        var rules = new SchemaRules(schema);
        rules.CheckRoots();
        var own = document.Definitions.OfType<TypeSystemDefinition>().Where(d => !d.IsExtension).ToList();
        foreach (var definition in own)
        {
            if (definition.DisplayName.TrimStart('@').StartsWith("__", StringComparison.Ordinal))
            {
                rules.Add($"The name \"{definition.DisplayName}\" begins with two underscores, which is reserved for introspection.");
            }
        }

        foreach (var type in own.OfType<TypeDefinition>().Select(d => schema.FindType(d.Name)!))
        {
            rules.CheckType(type);
        }

        foreach (var directive in schema.Directives)
        {
            rules.CheckInputs(directive.Arguments, $"@{directive.Name}");
        }

        rules.CheckCycles();
        if (rules._errors.Count > 0)
        {
            throw new SchemaException(rules._errors);
        }
    }

    private void CheckRoots()
    {
        if (schema.Query is null)
        {
            Add("A schema needs a query type.");
        }

        ObjectType?[] roots = [schema.Query, schema.Mutation, schema.Subscription];
        foreach (var twice in roots.OfType<ObjectType>().GroupBy(r => r).Where(g => g.Count() > 1))
        {
            Add($"The type \"{twice.Key}\" is the root of more than one kind of operation.");
        }
    }

    private void CheckType(NamedType type)
    {
        switch (type)
        {
            case FieldsType fields:
                CheckFields(fields);
                break;
            case UnionType { PossibleTypes.Count: 0 }:
                Add($"The union \"{type}\" has no members.");
                break;
            case EnumType { Values.Count: 0 }:
                Add($"The enum \"{type}\" has no values.");
                break;
            case EnumType enumeration:
                CheckNames(enumeration.Values.Select(v => v.Name), type.Name);
                break;
            case InputObjectType input:
                if (input.Fields.Count == 0)
                {
                    Add($"The input object \"{type}\" has no fields.");
                }

                CheckInputs(input.Fields, type.Name);
                break;
        }
    }

    private void CheckFields(FieldsType type)
    {
        if (type.Fields.Count == 0)
        {
            Add($"The type \"{type}\" has no fields.");
        }

        CheckNames(type.Fields.Select(f => f.Name), type.Name);
        foreach (var field in type.Fields)
        {
            if (!field.Type.IsOutput)
            {
                Add($"The field \"{type}.{field.Name}\" is of an input type.");
            }

            CheckInputs(field.Arguments, $"{type}.{field.Name}");
        }

        foreach (var implemented in type.Interfaces)
        {
            CheckImplementation(type, implemented);
        }
    }

    /// <summary>IsValidImplementation() of §3.6.1.</summary>
    private void CheckImplementation(FieldsType type, InterfaceType implemented)
    {
        if (implemented == type)
        {
            Add($"The interface \"{type}\" implements itself.");
            return;
        }

        foreach (var inherited in implemented.Interfaces.Where(i => !type.Interfaces.Contains(i)))
        {
            Add(inherited == type
                ? $"The interfaces \"{type}\" and \"{implemented}\" implement each other."
                : $"The type \"{type}\" has to implement \"{inherited}\", since \"{implemented}\" does.");
        }

        foreach (var expected in implemented.Fields)
        {
            if (type.FindField(expected.Name) is not { } field)
            {
                Add($"The type \"{type}\" lacks the field \"{expected.Name}\" of \"{implemented}\".");
                continue;
            }

            if (!field.Type.IsSubtypeOf(expected.Type))
            {
                Add($"The field \"{type}.{field.Name}\" has to be of the type {expected.Type}, as in \"{implemented}\".");
            }

            foreach (var argument in expected.Arguments)
            {
                if (field.FindArgument(argument.Name) is not { } given || given.Type.ToString() != argument.Type.ToString())
                {
                    Add($"The field \"{type}.{field.Name}\" needs the argument \"{argument.Name}\" of the type {argument.Type}, as in \"{implemented}\".");
                }
            }

            foreach (var more in field.Arguments.Where(a => a.IsRequired && expected.FindArgument(a.Name) is null))
            {
                Add($"The argument \"{more.Name}\" of \"{type}.{field.Name}\" is required, but \"{implemented}\" does not have it.");
            }
        }
    }

    private void CheckInputs(IReadOnlyList<InputValue> inputs, string owner)
    {
        CheckNames(inputs.Select(i => i.Name), owner);
        foreach (var input in inputs)
        {
            if (!input.Type.IsInput)
            {
                Add($"\"{input.Name}\" of \"{owner}\" is not of an input type.");
            }
            else if (input.DefaultNode is { } node && !ValuesOfCorrectType.Fits(node, input.Type))
            {
                Add($"The default of \"{input.Name}\" of \"{owner}\" is no {input.Type}.");
            }

            if (input is { IsRequired: true, DeprecationReason: not null })
            {
                Add($"\"{input.Name}\" of \"{owner}\" is required and cannot be deprecated.");
            }
        }
    }

    /// <summary>An input object that needs itself could never be given (§3.10).</summary>
    private void CheckCycles()
    {
        var (done, path) = (new HashSet<InputObjectType>(), new HashSet<InputObjectType>());
        foreach (var type in schema.Types.OfType<InputObjectType>())
        {
            Visit(type);
        }

        void Visit(InputObjectType type)
        {
            if (path.Contains(type))
            {
                Add($"The input object \"{type}\" needs itself.");
            }
            else if (done.Add(type))
            {
                path.Add(type);
                foreach (var inner in type.Fields.Select(f => f.Type).OfType<NonNullType>().Select(t => t.Inner).OfType<InputObjectType>())
                {
                    Visit(inner);
                }

                path.Remove(type);
            }
        }
    }

    private void CheckNames(IEnumerable<string> names, string owner)
    {
        foreach (var name in names.Where(n => n.StartsWith("__", StringComparison.Ordinal)))
        {
            Add($"The name \"{name}\" of \"{owner}\" begins with two underscores, which is reserved for introspection.");
        }
    }

    private void Add(string message) => _errors.Add(new GraphQLError(message));
}
