using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>§5.3.1.</summary>
internal sealed class FieldsOnCorrectType(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(Field field, NamedType? parent, FieldDefinition? definition)
    {
        if (parent is not null && definition is null)
        {
            Report($"The type \"{parent}\" has no field \"{field.Name}\".{Suggestions.For(field.Name, (parent as FieldsType)?.Fields.Select(f => f.Name))}", field);
        }
    }
}

/// <summary>§5.3.3.</summary>
internal sealed class ScalarLeafs(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(Field field, NamedType? parent, FieldDefinition? definition)
    {
        if (definition is null)
        {
            return;
        }

        if (definition.Type.Named.IsLeaf && field.SelectionSet is { } selections)
        {
            Report($"The field \"{field.Name}\" is of the type {definition.Type}, which has no fields to select.", selections);
        }
        else if (!definition.Type.Named.IsLeaf && field.SelectionSet is null)
        {
            Report($"The field \"{field.Name}\" is of the type {definition.Type}: select fields of it, as in \"{field.Name} {{ ... }}\".", field);
        }
    }
}

/// <summary>
/// Introspection that goes in circles: fields of types of fields of types multiply with each level. No rule of the specification, but of the reference
/// implementation.
/// </summary>
internal sealed class MaxIntrospectionDepth(ValidationContext context) : ValidationRule(context)
{
    private const int MostLists = 2;
    private readonly List<Field> _roots = [];
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);

    public override void EnterField(Field field, NamedType? parent, FieldDefinition? definition)
    {
        if (field.Name is "__schema" or "__type")
        {
            _roots.Add(field);
        }
    }

    public override void EndDocument()
    {
        if (Context.HasFragmentCycle)
        {
            return;
        }

        foreach (var root in _roots.Where(r => r.SelectionSet is not null && Depth(r.SelectionSet) > MostLists))
        {
            Report("The introspection goes too deep: ask for the types first, then for what is in them.", root);
        }
    }

    private int Depth(SelectionSet selections)
    {
        var deepest = 0;
        foreach (var selection in selections.Selections)
        {
            deepest = Math.Max(deepest, selection switch
            {
                Field { SelectionSet: { } inner } field => Depth(inner) + Lists(field),
                Field field => Lists(field),
                InlineFragment inline => Depth(inline.SelectionSet),
                FragmentSpread spread => DepthOf(spread.Name),
                _ => 0,
            });
        }

        return deepest;
    }

    private static int Lists(Field field) => field.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0;

    private int DepthOf(string fragment)
    {
        if (!_depths.TryGetValue(fragment, out var depth))
        {
            depth = Context.FindFragment(fragment) is { } definition ? Depth(definition.SelectionSet) : 0;
            _depths.Add(fragment, depth);
        }

        return depth;
    }
}
