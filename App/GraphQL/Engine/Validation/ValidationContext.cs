using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>A rule that a document breaks.</summary>
/// <param name="Rule">The rule's class name, which is that of the reference implementation.</param>
internal sealed record Violation(string Rule, GraphQLError Error);

/// <summary>A variable where a value stands.</summary>
/// <param name="Type">What the place takes; null where it is unknown.</param>
/// <param name="HasDefault">The place has a default of its own.</param>
internal readonly record struct VariableUsage(VariableNode Node, GraphQLType? Type, bool HasDefault);

/// <summary>What the rules share while one document is validated.</summary>
internal sealed class ValidationContext
{
    /// <summary>Further violations are not looked for: nobody reads more, and finding them costs.</summary>
    public const int MostViolations = 50;

    private readonly List<Violation> _violations = [];
    private readonly Dictionary<string, FragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<Definition, List<VariableUsage>> _usages = [];
    private readonly Dictionary<Definition, List<FragmentSpread>> _spreads = [];

    public ValidationContext(GraphQLSchema schema, Document document)
    {
        (Schema, Document) = (schema, document);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>())
        {
            // Of several with one name, which is an error of its own, the last one counts.
            _fragments[fragment.Name] = fragment;
        }
    }

    public GraphQLSchema Schema { get; }

    public Document Document { get; }

    public IReadOnlyList<Violation> Violations => _violations;

    public bool IsFull => _violations.Count >= MostViolations;

    /// <summary>Set by the rule against cycles: rules that follow fragments through the levels must not begin.</summary>
    public bool HasFragmentCycle { get; set; }

    public FragmentDefinition? FindFragment(string name) => _fragments.GetValueOrDefault(name);

    public void Report(string rule, string message, params ReadOnlySpan<Node> nodes)
    {
        if (IsFull)
        {
            return;
        }

        var locations = new List<SourceLocation>(nodes.Length);
        foreach (var node in nodes)
        {
            locations.Add(Document.Locate(node));
        }

        _violations.Add(new Violation(rule, new GraphQLError(message, locations)));
    }

    public void AddUsage(Definition owner, VariableUsage usage) => ListOf(_usages, owner).Add(usage);

    public void AddSpread(Definition owner, FragmentSpread spread) => ListOf(_spreads, owner).Add(spread);

    /// <summary>The spreads inside a definition, at any level.</summary>
    public IReadOnlyList<FragmentSpread> SpreadsOf(Definition definition) => _spreads.GetValueOrDefault(definition) ?? [];

    /// <summary>The fragments that an operation reaches, each once.</summary>
    public IReadOnlyCollection<FragmentDefinition> FragmentsOf(OperationDefinition operation)
    {
        var reached = new HashSet<FragmentDefinition>();
        var pending = new Stack<Definition>([operation]);
        while (pending.TryPop(out var definition))
        {
            foreach (var spread in SpreadsOf(definition))
            {
                if (FindFragment(spread.Name) is { } fragment && reached.Add(fragment))
                {
                    pending.Push(fragment);
                }
            }
        }

        return reached;
    }

    /// <summary>The variables that an operation uses, in itself and in its fragments (§5.8.3).</summary>
    public IEnumerable<VariableUsage> UsagesOf(OperationDefinition operation) =>
        ((IEnumerable<Definition>)FragmentsOf(operation)).Prepend(operation).SelectMany(d => _usages.GetValueOrDefault(d) ?? []);

    private static List<T> ListOf<T>(Dictionary<Definition, List<T>> lists, Definition owner)
    {
        if (!lists.TryGetValue(owner, out var list))
        {
            lists.Add(owner, list = []);
        }

        return list;
    }
}
