using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>§5.6.1, and with it §5.6.2 and §5.6.4: a constant value fits the type of its place; fields of input objects exist, and required ones are given.</summary>
internal sealed class ValuesOfCorrectType(ValidationContext context) : ValidationRule(context)
{
    /// <summary>Whether a constant value fits, for the defaults of a schema.</summary>
    public static bool Fits(ValueNode value, GraphQLType type)
    {
        var fits = true;
        Check(value, type, (_, _) => fits = false);
        return fits;
    }

    public override void EnterValue(ValueNode value, GraphQLType? type) => Check(value, type, (message, node) => Report(message, node));

    private static void Check(ValueNode value, GraphQLType? type, Action<string, Node> report)
    {
        switch (value)
        {
            case VariableNode:
                break;
            case NullNode:
                if (type is NonNullType)
                {
                    report($"A value of the type {type} is expected, found null.", value);
                }

                break;
            case ListNode list when type?.Nullable is ListType listType:
                foreach (var item in list.Items)
                {
                    Check(item, listType.Item, report);
                }

                break;
            case ObjectNode fields when type?.Named is InputObjectType inputObject:
                CheckObject(fields, inputObject, report);
                break;
            default:
                CheckLeaf(value, type, report);
                break;
        }
    }

    private static void CheckObject(ObjectNode node, InputObjectType type, Action<string, Node> report)
    {
        foreach (var missing in type.Fields.Where(f => f.IsRequired && node.Fields.All(n => n.Name != f.Name)))
        {
            report($"The field \"{type}.{missing.Name}\" of the type {missing.Type} is required.", node);
        }

        foreach (var field in node.Fields)
        {
            if (type.FindField(field.Name) is { } definition)
            {
                Check(field.Value, definition.Type, report);
            }
            else
            {
                report($"The type \"{type}\" has no field \"{field.Name}\".{Suggestions.For(field.Name, type.Fields.Select(f => f.Name))}", field);
            }
        }
    }

    private static void CheckLeaf(ValueNode value, GraphQLType? type, Action<string, Node> report)
    {
        var fits = type?.Named switch
        {
            null => true,
            ScalarType scalar => scalar.Coercion.TryReadLiteral(value, null, out _),
            EnumType enumeration => value is EnumNode name && enumeration.Has(name.Name),
            _ => false,
        };
        if (!fits)
        {
            var found = ValuePrinter.Print(value);
            report($"A value of the type {type} is expected, found {(found.Length <= 100 ? found : string.Concat(found.AsSpan(0, 100), "…"))}.", value);
        }
    }
}

/// <summary>§5.6.3.</summary>
internal sealed class UniqueInputFieldNames(ValidationContext context) : ValidationRule(context)
{
    public override void EnterValue(ValueNode value, GraphQLType? type) => Check(value);

    private void Check(ValueNode value)
    {
        switch (value)
        {
            case ListNode list:
                foreach (var item in list.Items)
                {
                    Check(item);
                }

                break;
            case ObjectNode node:
                var known = new Dictionary<string, ObjectFieldNode>(StringComparer.Ordinal);
                foreach (var field in node.Fields)
                {
                    if (!known.TryAdd(field.Name, field))
                    {
                        Report($"The field \"{field.Name}\" is given more than once.", known[field.Name], field);
                    }

                    Check(field.Value);
                }

                break;
        }
    }
}
