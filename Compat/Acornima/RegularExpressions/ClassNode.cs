namespace Acornima.RegularExpressions;

/// <summary>What a character class is made of, ECMAScript 2025 §22.2.1, productions CharacterClass to ClassSetCharacter.</summary>
internal abstract class ClassNode
{
    /// <summary>§22.2.1.6 MayContainStrings: only with the <c>v</c> flag can a class match anything but one character.</summary>
    internal virtual bool MayContainStrings => false;
}

/// <summary>Characters from one to another, both included; a single character is a range of one.</summary>
internal sealed class ClassRangeNode(int from, int to) : ClassNode
{
    internal int From => from;

    internal int To => to;
}

/// <summary><c>\d \D \s \S \w \W</c>; <see cref="Letter"/> is the lower-case letter.</summary>
internal sealed class ClassEscapeNode(char letter, bool negated) : ClassNode
{
    internal char Letter => letter;

    internal bool Negated => negated;
}

/// <summary><c>\p{…}</c> and <c>\P{…}</c>.</summary>
internal sealed class ClassPropertyNode(UnicodeProperty property, bool negated) : ClassNode
{
    internal UnicodeProperty Property => property;

    internal bool Negated => negated;

    internal override bool MayContainStrings => property.Kind == UnicodePropertyKind.Strings;
}

/// <summary><c>\q{…}</c>: strings of code points.</summary>
internal sealed class ClassStringsNode(IReadOnlyList<IReadOnlyList<int>> strings) : ClassNode
{
    internal IReadOnlyList<IReadOnlyList<int>> Strings => strings;

    internal override bool MayContainStrings { get; } = strings.Any(s => s.Count != 1);
}

/// <summary>Everything that one of the items matches.</summary>
internal sealed class ClassUnionNode(IReadOnlyList<ClassNode> items) : ClassNode
{
    internal IReadOnlyList<ClassNode> Items => items;

    internal override bool MayContainStrings { get; } = items.Any(i => i.MayContainStrings);
}

/// <summary><c>[a&amp;&amp;b]</c>: what every operand matches.</summary>
internal sealed class ClassIntersectionNode(IReadOnlyList<ClassNode> operands) : ClassNode
{
    internal IReadOnlyList<ClassNode> Operands => operands;

    internal override bool MayContainStrings { get; } = operands.All(o => o.MayContainStrings);
}

/// <summary><c>[a--b]</c>: what the first operand matches and none of the others.</summary>
internal sealed class ClassSubtractionNode(IReadOnlyList<ClassNode> operands) : ClassNode
{
    internal IReadOnlyList<ClassNode> Operands => operands;

    internal override bool MayContainStrings { get; } = operands[0].MayContainStrings;
}

/// <summary><c>[^…]</c>; its contents cannot contain strings.</summary>
internal sealed class ClassComplementNode(ClassNode contents) : ClassNode
{
    internal ClassNode Contents => contents;
}
