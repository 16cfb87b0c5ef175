using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>§5.5.1.1.</summary>
internal sealed class UniqueFragmentNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, FragmentDefinition> _known = new(StringComparer.Ordinal);

    public override void EnterDefinition(Definition definition)
    {
        if (definition is FragmentDefinition fragment && !_known.TryAdd(fragment.Name, fragment))
        {
            Report($"There is more than one fragment \"{fragment.Name}\".", _known[fragment.Name], fragment);
        }
    }
}

/// <summary>§5.5.1.2 and §5.8.2: types that a document names exist.</summary>
internal sealed class KnownTypeNames(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDefinition(Definition definition)
    {
        if (definition is FragmentDefinition fragment)
        {
            Check(fragment.TypeCondition);
        }
    }

    public override void EnterInlineFragment(InlineFragment fragment, NamedType? parent)
    {
        if (fragment.TypeCondition is { } condition)
        {
            Check(condition);
        }
    }

    public override void EnterVariable(VariableDefinition variable, GraphQLType? type)
    {
        if (type is null)
        {
            Check(variable.Type);
        }
    }

    private void Check(TypeNode node)
    {
        switch (node)
        {
            case ListTypeNode list:
                Check(list.Item);
                break;
            case NonNullTypeNode nonNull:
                Check(nonNull.Inner);
                break;
            case NamedTypeNode named when Context.Schema.FindType(named.Name) is null:
                Report($"There is no type \"{named.Name}\".{Suggestions.For(named.Name, Context.Schema.Types.Select(t => t.Name))}", named);
                break;
        }
    }
}

/// <summary>§5.5.1.3.</summary>
internal sealed class FragmentsOnCompositeTypes(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDefinition(Definition definition)
    {
        if (definition is FragmentDefinition fragment)
        {
            Check(fragment.TypeCondition);
        }
    }

    public override void EnterInlineFragment(InlineFragment fragment, NamedType? parent)
    {
        if (fragment.TypeCondition is { } condition)
        {
            Check(condition);
        }
    }

    private void Check(NamedTypeNode condition)
    {
        if (Context.Schema.FindType(condition.Name) is { IsComposite: false } type)
        {
            Report($"A fragment cannot be on \"{type}\", which has no fields.", condition);
        }
    }
}

/// <summary>§5.5.1.4.</summary>
internal sealed class NoUnusedFragments(ValidationContext context) : ValidationRule(context)
{
    public override void EndDocument()
    {
        var used = Context.Document.Definitions.OfType<OperationDefinition>().SelectMany(Context.FragmentsOf).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in Context.Document.Definitions.OfType<FragmentDefinition>().Where(f => !used.Contains(f.Name)))
        {
            Report($"The fragment \"{fragment.Name}\" is never used.", fragment);
        }
    }
}

/// <summary>§5.5.2.1.</summary>
internal sealed class KnownFragmentNames(ValidationContext context) : ValidationRule(context)
{
    public override void EnterSpread(FragmentSpread spread, NamedType? parent)
    {
        if (Context.FindFragment(spread.Name) is null)
        {
            Report($"There is no fragment \"{spread.Name}\".", spread);
        }
    }
}

/// <summary>
/// §5.5.2.2. Fragments are followed by their names. Where several have one name, which another rule refuses, only the first of them is reported; what the others
/// close still counts as a cycle for the rules that would follow it for ever.
/// </summary>
internal sealed class NoFragmentCycles(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly HashSet<FragmentDefinition> _followed = [];
    private readonly List<FragmentDefinition> _path = [];

    public override void EndDocument()
    {
        foreach (var fragment in Context.Document.Definitions.OfType<FragmentDefinition>())
        {
            Visit(fragment);
            Follow(fragment);
        }
    }

    private void Visit(FragmentDefinition fragment)
    {
        if (!_done.Add(fragment.Name))
        {
            return;
        }

        _path.Add(fragment);
        foreach (var spread in Context.SpreadsOf(fragment))
        {
            if (Context.FindFragment(spread.Name) is not { } inner)
            {
                continue;
            }

            var at = _path.FindIndex(f => f.Name == inner.Name);
            if (at < 0)
            {
                Visit(inner);
                continue;
            }

            var via = _path.Skip(at + 1).Select(f => $"\"{f.Name}\"").ToList();
            Report($"The fragment \"{inner.Name}\" holds itself{(via.Count == 0 ? "" : $" by way of {string.Join(", ", via)}")}.", spread);
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private void Follow(FragmentDefinition fragment)
    {
        if (!_followed.Add(fragment))
        {
            return;
        }

        _path.Add(fragment);
        foreach (var inner in Context.SpreadsOf(fragment).Select(s => Context.FindFragment(s.Name)).OfType<FragmentDefinition>())
        {
            if (_path.Contains(inner))
            {
                Context.HasFragmentCycle = true;
            }
            else
            {
                Follow(inner);
            }
        }

        _path.RemoveAt(_path.Count - 1);
    }
}

/// <summary>§5.5.2.3.</summary>
internal sealed class PossibleFragmentSpreads(ValidationContext context) : ValidationRule(context)
{
    public override void EnterInlineFragment(InlineFragment fragment, NamedType? parent)
    {
        if (fragment.TypeCondition is { } condition && Context.Schema.FindType(condition.Name) is { } type && !Overlap(type, parent))
        {
            Report($"A fragment on \"{type}\" cannot stand here: a \"{parent}\" is never a \"{type}\".", fragment);
        }
    }

    public override void EnterSpread(FragmentSpread spread, NamedType? parent)
    {
        if (Context.FindFragment(spread.Name) is { } fragment && Context.Schema.FindType(fragment.TypeCondition.Name) is { } type && !Overlap(type, parent))
        {
            Report($"The fragment \"{spread.Name}\" on \"{type}\" cannot stand here: a \"{parent}\" is never a \"{type}\".", spread);
        }
    }

    private static bool Overlap(NamedType type, NamedType? parent) =>
        type == parent || type is not IAbstractType mine || parent is not IAbstractType theirs || mine.PossibleTypes.Any(theirs.PossibleTypes.Contains);
}
