using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.App.GraphQL.Engine.Validation;

namespace ConnectionsConsole.App.GraphQL.Engine.Execution;

/// <summary>CoerceVariableValues() of §6.1.2. Messages name the place in the variable and its type, and never the value: it may be a secret.</summary>
internal sealed class VariableCoercion(Document document)
{
    private const int MostErrors = 20;
    private readonly List<GraphQLError> _errors = [];
    private VariableDefinition _variable = null!;

    /// <param name="given">By name; names that the operation does not define are ignored.</param>
    /// <exception cref="RequestException">A value does not fit.</exception>
    public static Dictionary<string, object?> Coerce(
        GraphQLSchema schema, Document document, OperationDefinition operation, IReadOnlyDictionary<string, object?> given)
    {
        var coercion = new VariableCoercion(document);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var variable in operation.Variables)
        {
            coercion._variable = variable;
            var type = schema.Resolve(variable.Type)!;
            if (given.TryGetValue(variable.Name, out var value))
            {
                values.Add(variable.Name, coercion.Coerce(value, type, $"${variable.Name}"));
            }
            else if (variable.Default is { } defaultNode)
            {
                values.Add(variable.Name, LiteralCoercion.CoerceConstant(defaultNode, type));
            }
            else if (type is NonNullType)
            {
                coercion.Add($"The variable \"${variable.Name}\" of the type {type} is required, but was not given.");
            }
        }

        return coercion._errors.Count == 0 ? values : throw new RequestException(coercion._errors);
    }

    private object? Coerce(object? value, GraphQLType type, string path)
    {
        switch (type)
        {
            case NonNullType when value is null:
                Add($"\"{path}\" is null, but its type {type} allows no null.");
                return null;
            case NonNullType nonNull:
                return Coerce(value, nonNull.Inner, path);
            case not null when value is null:
                return null;
            case ListType list:
                return value is List<object?> items
                    ? items.Select((item, i) => Coerce(item, list.Item, $"{path}[{i}]")).ToList()
                    : new List<object?> { Coerce(value, list.Item, path) };
            case InputObjectType inputObject:
                return CoerceObject(value, inputObject, path);
            case EnumType enumeration:
                if (value is not string name || !enumeration.Has(name))
                {
                    Add($"\"{path}\" is no value of the enum {type}.{Suggestions.For(value as string ?? "", enumeration.Values.Select(v => v.Name))}");
                    return null;
                }

                return name;
            case ScalarType scalar:
                if (!scalar.Coercion.TryReadValue(value!, out var read))
                {
                    Add($"\"{path}\" is no {type}: {Describe(value!)} was given.");
                }

                return read;
            default:
                throw new ArgumentException($"{type} is no input type.", nameof(type));
        }
    }

    private Dictionary<string, object?>? CoerceObject(object? value, InputObjectType type, string path)
    {
        if (value is not Dictionary<string, object?> given)
        {
            Add($"\"{path}\" is no {type}: {Describe(value!)} was given, an object is expected.");
            return null;
        }

        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            if (given.TryGetValue(field.Name, out var inner))
            {
                fields.Add(field.Name, Coerce(inner, field.Type, $"{path}.{field.Name}"));
            }
            else if (field.HasDefault)
            {
                fields.Add(field.Name, field.Default);
            }
            else if (field.Type is NonNullType)
            {
                Add($"\"{path}\" lacks the field \"{field.Name}\" of the type {field.Type}.");
            }
        }

        foreach (var unknown in given.Keys.Where(k => type.FindField(k) is null))
        {
            var shown = unknown.Length <= 60 ? unknown : string.Concat(unknown.AsSpan(0, 60), "…");
            Add($"\"{path}\" has a field \"{shown}\" that the type {type} lacks.{Suggestions.For(unknown, type.Fields.Select(f => f.Name))}");
        }

        return fields;
    }

    private static string Describe(object value) => value switch
    {
        string => "text",
        bool => "a truth value",
        long or double => "a number",
        List<object?> => "a list",
        _ => "an object",
    };

    private void Add(string message)
    {
        if (_errors.Count < MostErrors)
        {
            _errors.Add(new GraphQLError(message, [document.Locate(_variable)], Code: ErrorCodes.BadVariables));
        }
    }
}
