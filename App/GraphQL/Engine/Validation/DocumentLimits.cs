using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>What can be counted in a document without its variables. Fragments are measured once each, so that nesting them does not multiply the work.</summary>
internal sealed class DocumentLimits
{
    private readonly Dictionary<string, FragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);
    private readonly int _maximumDepth;

    private DocumentLimits(Document document, int maximumDepth)
    {
        _maximumDepth = maximumDepth;
        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>())
        {
            _fragments.TryAdd(fragment.Name, fragment);
        }
    }

    /// <returns>The limit that the document exceeds; null for none.</returns>
    public static GraphQLError? Check(Document document, GraphQLLimits limits)
    {
        var measured = new DocumentLimits(document, limits.MaximumDepth);
        var aliases = 0;
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationDefinition operation)
            {
                if (measured.Depth(operation.SelectionSet) > limits.MaximumDepth)
                {
                    return Refusal($"The operation is more than {limits.MaximumDepth} levels deep. Ask for less at once.", document, operation);
                }

                if (operation.SelectionSet.Selections.Count > limits.MaximumRootFields)
                {
                    return Refusal($"The operation has more than {limits.MaximumRootFields} fields at its top. Send several requests.", document, operation);
                }
            }

            aliases += definition switch
            {
                OperationDefinition o => Aliases(o.SelectionSet),
                FragmentDefinition f => Aliases(f.SelectionSet),
                _ => 0,
            };
        }

        return aliases > limits.MaximumAliases
            ? Refusal($"The document has more than {limits.MaximumAliases} aliases. Send several requests.", document, document)
            : null;
    }

    private static int Aliases(SelectionSet selections)
    {
        var count = 0;
        foreach (var selection in selections.Selections)
        {
            count += selection switch
            {
                Field field => (field.Alias is null ? 0 : 1) + (field.SelectionSet is { } inner ? Aliases(inner) : 0),
                InlineFragment inline => Aliases(inline.SelectionSet),
                _ => 0,
            };
        }

        return count;
    }

    private int Depth(SelectionSet selections)
    {
        var deepest = 0;
        foreach (var selection in selections.Selections)
        {
            deepest = Math.Max(deepest, selection switch
            {
                Field { SelectionSet: { } inner } => 1 + Depth(inner),
                Field => 1,
                InlineFragment inline => Depth(inline.SelectionSet),
                FragmentSpread spread => DepthOf(spread.Name),
                _ => 0,
            });
        }

        return deepest;
    }

    /// <summary>0 for a fragment that is being measured: it holds itself, which validation refuses.</summary>
    private int DepthOf(string name)
    {
        if (_depths.TryGetValue(name, out var depth) || !_fragments.TryGetValue(name, out var fragment))
        {
            return depth;
        }

        _depths[name] = 0;
        return _depths[name] = Math.Min(Depth(fragment.SelectionSet), _maximumDepth + 1);
    }

    private static GraphQLError Refusal(string message, Document document, Node node) => new(message, [document.Locate(node)], Code: ErrorCodes.LimitExceeded);
}
