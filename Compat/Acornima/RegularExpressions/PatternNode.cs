namespace Acornima.RegularExpressions;

/// <summary>A valid pattern: its tree, and the names of its groups by number (index 0 stands for the whole match and has none).</summary>
internal sealed record ParsedPattern(PatternNode Root, PatternFlags Flags, IReadOnlyList<string?> GroupNames);

/// <summary>A node of a pattern's tree; the shapes follow the productions of ECMAScript 2025 §22.2.1.</summary>
internal abstract class PatternNode;

/// <summary>Disjunction with at least two alternatives.</summary>
internal sealed class DisjunctionNode(IReadOnlyList<PatternNode> alternatives) : PatternNode
{
    internal IReadOnlyList<PatternNode> Alternatives => alternatives;
}

/// <summary>Alternative: terms one after the other; none at all matches the empty string.</summary>
internal sealed class SequenceNode(IReadOnlyList<PatternNode> terms) : PatternNode
{
    internal static readonly SequenceNode Empty = new([]);

    internal IReadOnlyList<PatternNode> Terms => terms;
}

/// <summary>One character: a code point in Unicode modes, else a UTF-16 code unit.</summary>
internal sealed class CharacterNode : PatternNode
{
    private static readonly CharacterNode[] s_ascii = [.. Enumerable.Range(0, 128).Select(c => new CharacterNode(c))];

    private CharacterNode(int value) => Value = value;

    internal int Value { get; }

    internal static CharacterNode For(int value) => value < s_ascii.Length ? s_ascii[value] : new CharacterNode(value);
}

/// <summary>The dot.</summary>
internal sealed class AnyCharacterNode : PatternNode
{
    internal static readonly AnyCharacterNode Instance = new();
}

/// <summary>A character class, or a class escape outside of one.</summary>
internal sealed class CharacterClassNode(ClassNode contents) : PatternNode
{
    internal ClassNode Contents => contents;
}

internal enum AnchorKind
{
    Start,
    End,
    WordBoundary,
    NotWordBoundary,
}

/// <summary><c>^</c>, <c>$</c>, <c>\b</c>, <c>\B</c>.</summary>
internal sealed class AnchorNode(AnchorKind kind) : PatternNode
{
    internal AnchorKind Kind => kind;
}

/// <summary>Lookahead and lookbehind.</summary>
internal sealed class LookaroundNode(PatternNode body, bool behind, bool negative) : PatternNode
{
    internal PatternNode Body => body;

    internal bool Behind => behind;

    internal bool Negative => negative;
}

/// <summary>A group: capturing where <see cref="Number"/> is above 0, else with the modifiers it switches on and off.</summary>
internal sealed class GroupNode(PatternNode body, int number, PatternFlags added, PatternFlags removed) : PatternNode
{
    internal PatternNode Body => body;

    internal int Number => number;

    internal PatternFlags Added => added;

    internal PatternFlags Removed => removed;
}

/// <summary><c>\1</c> or <c>\k&lt;name&gt;</c>; a duplicated name refers to several groups, of which at most one takes part in a match.</summary>
internal sealed class BackreferenceNode(string? name, int position) : PatternNode
{
    internal string? Name => name;

    /// <summary>UTF-16 offset of the reference in the pattern.</summary>
    internal int Position => position;

    /// <summary>The groups referred to, ascending. Set when the whole pattern has been read, since references may point forward.</summary>
    internal IReadOnlyList<int> Groups { get; set; } = [];
}

/// <summary>A quantified atom. Bounds beyond <see cref="int.MaxValue"/> are kept as that, which also stands for "no bound".</summary>
internal sealed class QuantifierNode(PatternNode body, int min, int max, bool lazy, int firstGroup, int lastGroup) : PatternNode
{
    internal PatternNode Body => body;

    internal int Min => min;

    internal int Max => max;

    internal bool Lazy => lazy;

    /// <summary>Number of the first capturing group inside; there are none where it exceeds <see cref="LastGroup"/>.</summary>
    internal int FirstGroup => firstGroup;

    internal int LastGroup => lastGroup;
}
