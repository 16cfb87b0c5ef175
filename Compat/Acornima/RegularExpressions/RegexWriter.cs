using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Acornima.RegularExpressions;

/// <summary>
/// Writes a pattern's tree as a .NET pattern for <see cref="System.Text.RegularExpressions.RegexOptions.CultureInvariant"/> alone: flags and
/// modifiers are worked into what is written. Groups have their JavaScript numbers; numbers above those are the writer's own.
/// </summary>
internal sealed class RegexWriter
{
    /// <summary>
    /// A longer result is refused. Repeated groups may have to be written twice, so that without a limit a nest of them grows exponentially.
    /// </summary>
    private const int MaximumLength = 500_000;

    private readonly StringBuilder _output = new();
    private readonly ParsedPattern _pattern;
    private readonly ClassEvaluator _evaluator;
    private readonly Dictionary<PatternNode, PatternTraits> _traits;
    private readonly bool _unicode;
    private PatternFlags _flags;

    /// <summary>.NET matches lookbehinds right to left, as JavaScript does: what must happen first is then written last.</summary>
    private bool _backward;
    private int _lastGroup;
    private int? _barrier;

    private RegexWriter(ParsedPattern pattern)
    {
        _pattern = pattern;
        _flags = pattern.Flags;
        _unicode = (_flags & (PatternFlags.Unicode | PatternFlags.UnicodeSets)) != 0;
        _evaluator = new ClassEvaluator(_flags);
        _traits = PatternTraits.Compute(pattern.Root);
        _lastGroup = pattern.GroupNames.Count - 1;
    }

    private bool IgnoreCase => (_flags & PatternFlags.IgnoreCase) != 0;

    /// <exception cref="PatternConversionException">.NET cannot express the pattern.</exception>
    /// <exception cref="InsufficientExecutionStackException">The pattern is nested more deeply than the thread's stack has room for.</exception>
    internal static string Write(ParsedPattern pattern)
    {
        var writer = new RegexWriter(pattern);
        writer.Append(writer._unicode ? CharacterSetWriter.NotWithinPair : "");
        writer.WriteNode(pattern.Root, resetsGroups: false);
        return writer._output.ToString();
    }

    // With resetsGroups, every quantifier inside has to clear its groups; see WriteIterations.
    private void WriteNode(PatternNode node, bool resetsGroups)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case DisjunctionNode disjunction:
                WriteDisjunction(disjunction, resetsGroups);
                break;
            case SequenceNode sequence:
                foreach (var term in sequence.Terms)
                {
                    WriteNode(term, resetsGroups);
                }

                break;
            case CharacterNode character:
                WriteSet(_evaluator.Character(character.Value, IgnoreCase));
                break;
            case AnyCharacterNode:
                WriteSet((_flags & PatternFlags.DotAll) != 0 ? _evaluator.AllCharacters : _evaluator.Complement(_evaluator.LineTerminators));
                break;
            case CharacterClassNode characterClass:
                WriteClass(_evaluator.Evaluate(characterClass.Contents, IgnoreCase));
                break;
            case AnchorNode anchor:
                WriteAnchor(anchor.Kind);
                break;
            case LookaroundNode lookaround:
                WriteLookaround(lookaround, resetsGroups);
                break;
            case GroupNode group:
                WriteGroup(group, resetsGroups);
                break;
            case BackreferenceNode reference:
                WriteBackreference(reference);
                break;
            case QuantifierNode quantifier:
                WriteQuantifier(quantifier, resetsGroups);
                break;
        }
    }

    private void WriteDisjunction(DisjunctionNode node, bool resetsGroups)
    {
        Append("(?:");
        for (var i = 0; i < node.Alternatives.Count; i++)
        {
            Append(i > 0 ? "|" : "");
            WriteNode(node.Alternatives[i], resetsGroups);
        }

        Append(")");
    }

    // §22.2.2.4 Assertion
    private void WriteAnchor(AnchorKind kind)
    {
        var multiline = (_flags & PatternFlags.Multiline) != 0;
        switch (kind)
        {
            case AnchorKind.Start:
                Append(multiline ? "(?<![^\\n\\r\\u2028\\u2029])" : "\\A");
                break;
            case AnchorKind.End:
                Append(multiline ? "(?![^\\n\\r\\u2028\\u2029])" : "\\z");
                break;
            default:
                var word = new StringBuilder();
                CharacterSetWriter.WriteUnits(word, _evaluator.WordCharacters(IgnoreCase));
                Append(kind == AnchorKind.WordBoundary
                    ? $"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
                    : $"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))");
                break;
        }
    }

    private void WriteLookaround(LookaroundNode node, bool resetsGroups)
    {
        var outer = _backward;
        _backward = node.Behind;
        Append((node.Behind, node.Negative) switch
        {
            (false, false) => "(?=",
            (false, true) => "(?!",
            (true, false) => "(?<=",
            (true, true) => "(?<!",
        });
        WriteNode(node.Body, resetsGroups);
        Append(")");
        _backward = outer;
    }

    private void WriteGroup(GroupNode node, bool resetsGroups)
    {
        var outer = _flags;
        _flags = (_flags | node.Added) & ~node.Removed;
        Append(node.Number > 0 ? $"(?<{Text(node.Number)}>" : "(?:");
        WriteNode(node.Body, resetsGroups);
        Append(")");
        _flags = outer;
    }

    // §22.2.2.7.2 BackreferenceMatcher: a group that has not taken part matches the empty string, where .NET would fail
    private void WriteBackreference(BackreferenceNode node)
    {
        if (IgnoreCase)
        {
            throw new PatternConversionException("a backreference ignores case, which .NET does by other rules");
        }

        Append("(?:");
        foreach (var group in node.Groups)
        {
            Append($"(?({Text(group)})\\k<{Text(group)}>)");
        }

        Append(")");
    }

    // The strings of a class are tried before its characters, longest first, and the empty one last (§22.2.2.7, Atom :: CharacterClass).
    private void WriteClass(ClassMembers members)
    {
        if (members.Strings.Count == 0)
        {
            WriteSet(members.Characters);
            return;
        }

        Append("(?:");
        foreach (var text in members.Strings.Where(s => s.Length > 0).OrderByDescending(s => s.EnumerateRunes().Count()))
        {
            foreach (var rune in text.EnumerateRunes())
            {
                WriteSet(_evaluator.Character(rune.Value, IgnoreCase));
            }

            Append("|");
        }

        WriteSet(members.Characters);
        Append(members.Strings.Contains("", StringComparer.Ordinal) ? "|)" : ")");
    }

    private void WriteSet(CodePointSet set)
    {
        if (_unicode)
        {
            CharacterSetWriter.WriteCodePoints(_output, set);
        }
        else
        {
            CharacterSetWriter.WriteUnits(_output, set);
        }

        CheckLength();
    }

    /// <summary>
    /// §22.2.2.3.1 RepeatMatcher differs from .NET's loops in two ways. Every iteration clears the groups inside: where one could be left over, or be
    /// asked for before it is set, the iteration begins by popping them. And once the minimum is reached, an iteration must consume something;
    /// .NET takes an empty one and stops. Where the body may be empty, the iterations beyond the minimum are therefore written apart from those up to
    /// it, and check that the position has changed.
    /// </summary>
    private void WriteQuantifier(QuantifierNode node, bool resetsGroups)
    {
        var traits = _traits[node.Body];
        var hasGroups = node.FirstGroup <= node.LastGroup;
        resetsGroups |= hasGroups && node.Max > 1 && (traits.HasBackreference || !traits.SetsAllGroups);
        if (!traits.MayBeEmpty || node.Min == node.Max)
        {
            WriteIterations(node, resetsGroups, mustConsume: false, traits.MayBeEmpty);
            AppendBounds(node.Min, node.Max, node.Lazy);
            return;
        }

        Append("(?:");
        if (!_backward && node.Min > 0)
        {
            WriteIterations(node, resetsGroups, mustConsume: false, mayBeEmpty: true);
            AppendBounds(node.Min, node.Min, lazy: false);
        }

        WriteIterations(node, resetsGroups, mustConsume: true, mayBeEmpty: false);
        AppendBounds(0, node.Max == int.MaxValue ? int.MaxValue : node.Max - node.Min, node.Lazy);
        if (_backward && node.Min > 0)
        {
            WriteIterations(node, resetsGroups, mustConsume: false, mayBeEmpty: true);
            AppendBounds(node.Min, node.Min, lazy: false);
        }

        Append(")");
    }

    private void WriteIterations(QuantifierNode node, bool resetsGroups, bool mustConsume, bool mayBeEmpty)
    {
        // Popping once suffices: where an outer quantifier pops a group, the inner ones do too, so that no group ever holds two captures.
        var reset = resetsGroups
            ? string.Concat(Enumerable.Range(node.FirstGroup, node.LastGroup - node.FirstGroup + 1).Select(g => $"(?({Text(g)})(?<-{Text(g)}>))"))
            : "";

        // The rest of the text (or, backwards, the text so far) tells positions apart.
        var rest = mustConsume ? Text(++_lastGroup) : "";
        var (before, after) = (mustConsume, _backward) switch
        {
            (false, false) => (reset, ""),
            (false, true) => ("", reset),
            (true, false) => ($"{reset}(?=(?<{rest}>[\\s\\S]*))", $"(?!\\k<{rest}>\\z)"),
            (true, true) => ($"(?<!\\A\\k<{rest}>)", $"(?<=(?<{rest}>[\\s\\S]*)){reset}"),
        };
        if (before.Length + after.Length == 0 && !mayBeEmpty && IsWrittenAsAtom(node.Body))
        {
            WriteNode(node.Body, resetsGroups);
            return;
        }

        Append("(?:");
        Append(before);

        // Without something that .NET cannot optimize away, it merges some empty bodies with their loop wrongly: (?:a+|){2} fails on "b".
        Append(mayBeEmpty ? $"(?<{Text(_barrier ??= ++_lastGroup)}>)" : "");
        WriteNode(node.Body, resetsGroups);
        Append(after);
        Append(")");
    }

    private static bool IsWrittenAsAtom(PatternNode node) => node is CharacterNode or AnyCharacterNode or CharacterClassNode or GroupNode;

    private void AppendBounds(int min, int max, bool lazy)
    {
        Append((min, max) switch
        {
            (0, 1) => "?",
            (0, int.MaxValue) => "*",
            (1, int.MaxValue) => "+",
            (_, int.MaxValue) => $"{{{Text(min)},}}",
            _ when min == max => $"{{{Text(min)}}}",
            _ => $"{{{Text(min)},{Text(max)}}}",
        });
        Append(lazy ? "?" : "");
    }

    private void Append(string text)
    {
        _output.Append(text);
        CheckLength();
    }

    private void CheckLength()
    {
        if (_output.Length > MaximumLength)
        {
            throw new PatternConversionException("it becomes too long");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
