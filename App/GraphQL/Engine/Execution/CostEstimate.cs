using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Execution;

/// <summary>
/// How many objects an operation can hold at most, by the sizes that its lists ask for: a hundred customers with a hundred connections each are ten
/// thousand, however short the document is.
/// </summary>
internal sealed class CostEstimate(GraphQLSchema schema, FieldCollector collector, IReadOnlyDictionary<string, object?> variables)
{
    /// <summary>Taken for lists that have no arguments to limit them, such as the inputs of a connection.</summary>
    private const int SmallList = 10;

    private readonly Dictionary<(string Fragment, int? PageSize), double> _fragments = [];

    /// <exception cref="RequestException">The estimate is above the limit.</exception>
    public static void Check(
        GraphQLSchema schema, FieldCollector collector, IReadOnlyDictionary<string, object?> variables, OperationDefinition operation, GraphQLLimits limits)
    {
        var cost = new CostEstimate(schema, collector, variables).Of(operation.SelectionSet, schema.RootType(operation.Kind)!, null);
        if (cost > limits.MaximumCost)
        {
            var shown = cost > 1e12 ? "far too many" : $"up to {cost:N0}";
            throw new RequestException(
                $"The operation asks for {shown} objects; at most {limits.MaximumCost:N0} are answered at once. Ask for shorter lists with \"first\".", ErrorCodes.LimitExceeded);
        }
    }

    private double Of(SelectionSet selections, NamedType parent, int? pageSize)
    {
        var cost = 0d;
        foreach (var selection in selections.Selections)
        {
            cost += selection switch
            {
                _ when selection.Directives.Count > 0 && !MayBeIncluded(selection) => 0,
                Field field => OfField(field, parent, pageSize),
                InlineFragment inline => Of(inline.SelectionSet, inline.TypeCondition is { } condition ? schema.FindType(condition.Name)! : parent, pageSize),
                FragmentSpread spread => OfFragment(spread.Name, pageSize),
                _ => 0,
            };
        }

        return cost;
    }

    /// <summary>A condition without a value fails where the selection is executed, which may be nowhere; nothing is asked for there.</summary>
    private bool MayBeIncluded(Selection selection)
    {
        try
        {
            return collector.Includes(selection);
        }
        catch (FieldException)
        {
            return false;
        }
    }

    private double OfFragment(string name, int? pageSize)
    {
        if (!_fragments.TryGetValue((name, pageSize), out var cost))
        {
            var fragment = collector.Fragment(name);
            cost = Of(fragment.SelectionSet, schema.FindType(fragment.TypeCondition.Name)!, pageSize);
            _fragments.Add((name, pageSize), cost);
        }

        return cost;
    }

    private double OfField(Field field, NamedType parent, int? pageSize)
    {
        if (field.SelectionSet is not { } selections || schema.FindField(parent, field.Name) is not { } definition)
        {
            return 0;
        }

        int? size;
        try
        {
            size = definition.ListSize is { } estimate ? estimate(ArgumentCoercion.Coerce(definition.Arguments, field.Arguments, variables)) : null;
        }
        catch (FieldException)
        {
            // The field fails with this where it is executed, and has no answer.
            return 1;
        }

        return definition.Type.Nullable is ListType
            ? (size ?? pageSize ?? SmallList) * (1 + Of(selections, definition.Type.Named, null))
            : 1 + Of(selections, definition.Type.Named, size);
    }
}
