using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>
/// Turns written values into values of an input type, by the input coercion rules of §3.5 to §3.12. Validation has looked at constants before;
/// what can still fail here are variables.
/// </summary>
internal static class LiteralCoercion
{
    /// <returns>False where the value does not fit, or is a variable that nobody gave: the two differ in §6.4.1 alone, which looks itself.</returns>
    public static bool TryCoerce(ValueNode node, GraphQLType type, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = null;
        if (node is VariableNode variable)
        {
            return variables is not null && variables.TryGetValue(variable.Name, out value) && (value is not null || type is not NonNullType);
        }

        if (type is NonNullType nonNull)
        {
            return node is not NullNode && TryCoerce(node, nonNull.Inner, variables, out value);
        }

        if (node is NullNode)
        {
            return true;
        }

        return type switch
        {
            ListType list => TryCoerceList(node, list, variables, out value),
            InputObjectType inputObject => TryCoerceObject(node, inputObject, variables, out value),
            EnumType enumeration => TryCoerceEnum(node, enumeration, out value),
            ScalarType scalar => scalar.Coercion.TryReadLiteral(node, variables, out value),
            _ => throw new ArgumentException($"{type} is no input type.", nameof(type)),
        };
    }

    /// <exception cref="ArgumentException">The value does not fit: schema validation has let it through.</exception>
    public static object? CoerceConstant(ValueNode node, GraphQLType type) =>
        TryCoerce(node, type, null, out var value) ? value : throw new ArgumentException($"{ValuePrinter.Print(node)} is no {type}.", nameof(node));

    private static bool TryCoerceList(ValueNode node, ListType type, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        var items = new List<object?>();
        value = items;
        foreach (var itemNode in node is ListNode list ? list.Items : [node])
        {
            if (IsMissing(itemNode, variables))
            {
                if (type.Item is NonNullType)
                {
                    return false;
                }

                items.Add(null);
                continue;
            }

            if (!TryCoerce(itemNode, type.Item, variables, out var item))
            {
                return false;
            }

            items.Add(item);
        }

        return true;
    }

    private static bool TryCoerceObject(ValueNode node, InputObjectType type, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = null;
        if (node is not ObjectNode written)
        {
            return false;
        }

        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            var given = written.Fields.LastOrDefault(f => f.Name == field.Name)?.Value;
            if (given is null || IsMissing(given, variables))
            {
                if (field.IsRequired)
                {
                    return false;
                }

                if (field.HasDefault)
                {
                    fields.Add(field.Name, field.Default);
                }

                continue;
            }

            if (!TryCoerce(given, field.Type, variables, out var coerced))
            {
                return false;
            }

            fields.Add(field.Name, coerced);
        }

        value = fields;
        return written.Fields.All(f => type.FindField(f.Name) is not null);
    }

    private static bool TryCoerceEnum(ValueNode node, EnumType type, out object? value)
    {
        value = node is EnumNode name && type.Has(name.Name) ? name.Name : null;
        return value is not null;
    }

    private static bool IsMissing(ValueNode node, IReadOnlyDictionary<string, object?>? variables) =>
        node is VariableNode variable && variables?.ContainsKey(variable.Name) != true;
}
