using System.Text;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Validation;

/// <summary>
/// §5.3.2. The specification compares pairs of fields, which takes quadratic time and more through nested fragments. This compares sets: all fields of
/// one response key have one shape (they equal the first), and all those that can meet in one object have one name and the same arguments; then the same
/// holds for the union of their selections. Documents that need too many comparisons even so are refused.
/// </summary>
internal sealed class OverlappingFieldsCanBeMerged(ValidationContext context) : ValidationRule(context)
{
    /// <summary>Fields looked at, for one document; those that people write need a few hundred.</summary>
    private const int MostComparisons = 500_000;

    private readonly record struct Entry(Field Node, NamedType? Parent, GraphQLType? Type);

    private readonly Dictionary<Field, string> _arguments = [];
    private int _comparisons;
    private bool _gaveUp;

    public override void EndDocument()
    {
        if (Context.HasFragmentCycle)
        {
            return;
        }

        foreach (var definition in Context.Document.Definitions)
        {
            var entries = new List<Entry>();
            switch (definition)
            {
                case OperationDefinition operation:
                    Collect(operation.SelectionSet, Context.Schema.RootType(operation.Kind), entries, []);
                    break;
                case FragmentDefinition fragment:
                    Collect(fragment.SelectionSet, Context.Schema.FindType(fragment.TypeCondition.Name), entries, []);
                    break;
            }

            CheckShapes(entries);
            CheckNames(entries);
        }
    }

    /// <summary>SameResponseShape(): whatever objects the fields belong to, a client can read the answer under the key in one way.</summary>
    private void CheckShapes(List<Entry> entries)
    {
        foreach (var group in Group(entries))
        {
            var known = group.Where(e => e.Type is not null).ToList();
            if (known.Find(e => !HaveSameShape(known[0].Type!, e.Type!)) is { Node: not null } other)
            {
                Conflict(known[0], other, $"they are of the types {known[0].Type} and {other.Type}");
                continue;
            }

            CheckShapes(Selections(group));
        }
    }

    private static bool HaveSameShape(GraphQLType one, GraphQLType other) => (one, other) switch
    {
        (NonNullType a, NonNullType b) => HaveSameShape(a.Inner, b.Inner),
        (NonNullType, _) or (_, NonNullType) => false,
        (ListType a, ListType b) => HaveSameShape(a.Item, b.Item),
        (ListType, _) or (_, ListType) => false,
        (NamedType a, NamedType b) => a == b || (!a.IsLeaf && !b.IsLeaf),
        _ => false,
    };

    /// <summary>FieldsInSetCanMerge(): fields that can belong to the same object are the same field.</summary>
    private void CheckNames(List<Entry> entries)
    {
        foreach (var group in Group(entries))
        {
            var concrete = group.Where(e => e.Parent is ObjectType).GroupBy(e => e.Parent!).ToList();
            var others = group.Where(e => e.Parent is not ObjectType).ToList();
            if (concrete.Count == 0)
            {
                CheckSame(others);
            }

            foreach (var parent in concrete)
            {
                CheckSame([.. others, .. parent]);
            }
        }
    }

    private void CheckSame(List<Entry> entries)
    {
        var first = entries[0];
        foreach (var entry in entries)
        {
            if (entry.Node.Name != first.Node.Name)
            {
                Conflict(first, entry, $"\"{first.Node.Name}\" and \"{entry.Node.Name}\" are different fields");
                return;
            }

            if (ArgumentsOf(entry.Node) != ArgumentsOf(first.Node))
            {
                Conflict(first, entry, "they have different arguments");
                return;
            }
        }

        CheckNames(Selections(entries));
    }

    /// <summary>The fields of each response key, with every fragment in its place.</summary>
    private IEnumerable<List<Entry>> Group(List<Entry> entries)
    {
        _comparisons += entries.Count;
        if (_comparisons > MostComparisons)
        {
            if (!_gaveUp)
            {
                Report("The document is too complex: its fragments repeat too many fields.");
            }

            _gaveUp = true;
            return [];
        }

        return entries.GroupBy(e => e.Node.ResponseKey, StringComparer.Ordinal).Select(g => g.ToList());
    }

    private List<Entry> Selections(List<Entry> parents)
    {
        var (entries, visited) = (new List<Entry>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var parent in parents)
        {
            if (parent.Node.SelectionSet is { } selections)
            {
                Collect(selections, parent.Type?.Named, entries, visited);
            }
        }

        return entries;
    }

    private void Collect(SelectionSet selections, NamedType? parent, List<Entry> entries, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case Field field:
                    entries.Add(new Entry(field, parent, parent is null ? null : Context.Schema.FindField(parent, field.Name)?.Type));
                    break;
                case InlineFragment inline:
                    Collect(inline.SelectionSet, inline.TypeCondition is { } condition ? Context.Schema.FindType(condition.Name) : parent, entries, visited);
                    break;
                case FragmentSpread spread when visited.Add(spread.Name) && Context.FindFragment(spread.Name) is { } fragment:
                    Collect(fragment.SelectionSet, Context.Schema.FindType(fragment.TypeCondition.Name), entries, visited);
                    break;
            }
        }
    }

    /// <summary>The arguments in one form, whatever their order.</summary>
    private string ArgumentsOf(Field field)
    {
        if (field.Arguments.Count == 0)
        {
            return "";
        }

        if (!_arguments.TryGetValue(field, out var text))
        {
            var written = new StringBuilder();
            foreach (var argument in field.Arguments.OrderBy(a => a.Name, StringComparer.Ordinal))
            {
                written.Append(argument.Name).Append(':').Append(ValuePrinter.Print(Sorted(argument.Value))).Append(',');
            }

            _arguments.Add(field, text = written.ToString());
        }

        return text;
    }

    private static ValueNode Sorted(ValueNode value) => value switch
    {
        ListNode list => new ListNode(list.Start, [.. list.Items.Select(Sorted)]),
        ObjectNode fields => new ObjectNode(
            fields.Start, [.. fields.Fields.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => new ObjectFieldNode(f.Start, f.Name, Sorted(f.Value)))]),
        _ => value,
    };

    private void Conflict(Entry one, Entry other, string why) =>
        Report($"The fields under \"{one.Node.ResponseKey}\" conflict, because {why}. Give them different aliases if that is meant.", one.Node, other.Node);
}
