using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>§5.1.1: a request holds operations and fragments only.</summary>
internal sealed class ExecutableDefinitions(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDefinition(Definition definition)
    {
        if (definition is TypeSystemDefinition type)
        {
            Report($"The definition \"{type.DisplayName}\" cannot be executed.", definition);
        }
    }
}

/// <summary>§5.2.1.1.</summary>
internal sealed class UniqueOperationNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, OperationDefinition> _known = new(StringComparer.Ordinal);

    public override void EnterDefinition(Definition definition)
    {
        if (definition is OperationDefinition { Name: { } name } operation && !_known.TryAdd(name, operation))
        {
            Report($"There is more than one operation \"{name}\".", _known[name], operation);
        }
    }
}

/// <summary>§5.2.2.1.</summary>
internal sealed class LoneAnonymousOperation(ValidationContext context) : ValidationRule(context)
{
    private readonly int _count = context.Document.Definitions.OfType<OperationDefinition>().Count();

    public override void EnterDefinition(Definition definition)
    {
        if (_count > 1 && definition is OperationDefinition { Name: null })
        {
            Report("An operation without a name has to be the only one of its document.", definition);
        }
    }
}

/// <summary>§5.2.3.1.</summary>
internal sealed class SingleFieldSubscriptions(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDefinition(Definition definition)
    {
        if (definition is not OperationDefinition { Kind: OperationKind.Subscription } operation || Context.Schema.Subscription is null)
        {
            return;
        }

        var fields = new Dictionary<string, Field>(StringComparer.Ordinal);
        Collect(operation.SelectionSet, fields, []);
        foreach (var extra in fields.Values.Skip(1))
        {
            Report("A subscription has one field only at its top.", extra);
        }

        foreach (var meta in fields.Values.Where(f => f.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            Report("A subscription cannot ask for introspection at its top.", meta);
        }
    }

    private void Collect(SelectionSet selections, Dictionary<string, Field> fields, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections.Where(s => !IsLeftOut(s)))
        {
            switch (selection)
            {
                case Field field:
                    fields.TryAdd(field.ResponseKey, field);
                    break;
                case InlineFragment inline when Applies(inline.TypeCondition):
                    Collect(inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpread spread when visited.Add(spread.Name) && Context.FindFragment(spread.Name) is { } fragment && Applies(fragment.TypeCondition):
                    Collect(fragment.SelectionSet, fields, visited);
                    break;
            }
        }
    }

    /// <summary>By a constant: variables have no values here.</summary>
    private static bool IsLeftOut(Selection selection) => selection.Directives.Any(d =>
        d.Name is "skip" or "include" && d.Arguments.FirstOrDefault(a => a.Name == "if")?.Value is BooleanNode condition && condition.Value == (d.Name == "skip"));

    private bool Applies(NamedTypeNode? condition) =>
        condition is null || (Context.Schema.FindType(condition.Name) is Types.IAbstractType type && type.Includes(Context.Schema.Subscription!));
}

/// <summary>§5.2: an operation needs a root type. The reference implementation says so at execution only; the verdict is the same.</summary>
internal sealed class KnownOperationTypes(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDefinition(Definition definition)
    {
        if (definition is OperationDefinition operation && Context.Schema.RootType(operation.Kind) is null)
        {
            Report($"This API has no {operation.Kind.ToString().ToLowerInvariant()} operations.", operation);
        }
    }
}
