using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Execution;

/// <summary>The fields that answer one response key together (§6.3.2).</summary>
internal sealed record FieldGroup(string ResponseKey, List<Field> Fields)
{
    public Field First => Fields[0];
}

/// <summary>CollectFields() of §6.3.2 and MergeSelectionSets() of §6.4.3.</summary>
internal sealed class FieldCollector(GraphQLSchema schema, Document document, IReadOnlyDictionary<string, object?> variables)
{
    private readonly Dictionary<string, FragmentDefinition> _fragments =
        document.Definitions.OfType<FragmentDefinition>().ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>What is asked of an object of the type, by response key in order.</summary>
    /// <exception cref="FieldException">A condition of @skip or @include has no value: a variable that may be null was given as null.</exception>
    public List<FieldGroup> Collect(ObjectType type, IEnumerable<SelectionSet> selectionSets)
    {
        var groups = new List<FieldGroup>();
        var byKey = new Dictionary<string, FieldGroup>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var selections in selectionSets)
        {
            Collect(type, selections, groups, byKey, visited);
        }

        return groups;
    }

    public List<FieldGroup> Collect(ObjectType type, FieldGroup group) => Collect(type, group.Fields.Select(f => f.SelectionSet).OfType<SelectionSet>());

    public FragmentDefinition Fragment(string name) => _fragments[name];

    /// <summary>§3.13.1 and §3.13.2: skipping wins.</summary>
    /// <exception cref="FieldException">A condition has no value.</exception>
    public bool Includes(Selection selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name is "skip" or "include" && schema.FindDirective(directive.Name) is { } definition
                && ArgumentCoercion.Coerce(definition.Arguments, directive.Arguments, variables)["if"] is bool condition
                && condition == (directive.Name == "skip"))
            {
                return false;
            }
        }

        return true;
    }

    private void Collect(ObjectType type, SelectionSet selections, List<FieldGroup> groups, Dictionary<string, FieldGroup> byKey, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            // A fragment that was taken already is not looked at again, whatever its directives say here.
            if (selection is FragmentSpread { Name: var name } && visited.Contains(name))
            {
                continue;
            }

            if (selection.Directives.Count > 0 && !Includes(selection))
            {
                continue;
            }

            switch (selection)
            {
                case Field field:
                    if (!byKey.TryGetValue(field.ResponseKey, out var group))
                    {
                        byKey.Add(field.ResponseKey, group = new FieldGroup(field.ResponseKey, new List<Field>(1)));
                        groups.Add(group);
                    }

                    group.Fields.Add(field);
                    break;
                case InlineFragment inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, groups, byKey, visited);
                    break;
                case FragmentSpread spread:
                    visited.Add(spread.Name);
                    var fragment = _fragments[spread.Name];
                    if (Applies(fragment.TypeCondition, type))
                    {
                        Collect(type, fragment.SelectionSet, groups, byKey, visited);
                    }

                    break;
            }
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null || condition.Name == type.Name || (schema.FindType(condition.Name) is IAbstractType several && several.PossibleTypes.Contains(type));
}
