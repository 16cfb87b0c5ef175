using System.Runtime.CompilerServices;

namespace Acornima.RegularExpressions;

/// <summary>What a class matches: single characters, and with the <c>v</c> flag strings of another length than one (the empty one included).</summary>
internal sealed record ClassMembers(CodePointSet Characters, IReadOnlyList<string> Strings)
{
    internal ClassMembers(CodePointSet characters)
        : this(characters, [])
    {
    }
}

/// <summary>A valid pattern that .NET cannot express; never leaves <see cref="RegExpConverter"/>.</summary>
internal sealed class PatternConversionException(string reason) : Exception(reason);

/// <summary>
/// Computes the characters of classes: CompileToCharSet, ECMAScript 2025 §22.2.2.9. Case-insensitivity is worked into the sets, so that they can
/// be matched as they are. With the <c>v</c> flag every operand is closed under case before the operations, otherwise only the whole class.
/// </summary>
internal sealed class ClassEvaluator(PatternFlags patternFlags)
{
    private static readonly CodePointSet s_digits = CodePointSet.Range('0', '9');
    private static readonly CodePointSet s_wordCharacters = CodePointSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    // WhiteSpace and LineTerminator, §12.2 and §12.3
    private static readonly CodePointSet s_whiteSpace = CodePointSet.Of(
        (9, 13), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
        (0xFEFF, 0xFEFF));

    private readonly bool _unicodeSets = (patternFlags & PatternFlags.UnicodeSets) != 0;
    private readonly bool _unicode = (patternFlags & (PatternFlags.Unicode | PatternFlags.UnicodeSets)) != 0;

    internal CodePointSet LineTerminators { get; } = CodePointSet.Of(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029));

    /// <summary>AllCharacters, §22.2.2.9.5, without its folding.</summary>
    internal CodePointSet AllCharacters => CodePointSet.Range(0, _unicode ? CodePointSet.MaximumCodePoint : char.MaxValue);

    internal CodePointSet Complement(CodePointSet set) => AllCharacters.Except(set);

    internal CodePointSet Character(int value, bool ignoreCase) => ignoreCase ? CaseVariants.For(_unicode).Close(value) : CodePointSet.Range(value, value);

    /// <summary>WordCharacters, §22.2.2.9.3: in Unicode modes, ignoring case adds what folds to a word character.</summary>
    internal CodePointSet WordCharacters(bool ignoreCase) =>
        ignoreCase && _unicode ? CaseVariants.For(unicode: true).Close(s_wordCharacters) : s_wordCharacters;

    /// <exception cref="PatternConversionException">The class uses a property whose members are not known.</exception>
    internal ClassMembers Evaluate(ClassNode node, bool ignoreCase)
    {
        if (_unicodeSets || !ignoreCase)
        {
            return EvaluateNode(node, ignoreCase);
        }

        return node is ClassComplementNode complement
            ? new ClassMembers(Complement(Close(EvaluateNode(complement.Contents, ignoreCase).Characters)))
            : new ClassMembers(Close(EvaluateNode(node, ignoreCase).Characters));
    }

    private ClassMembers EvaluateNode(ClassNode node, bool ignoreCase)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return node switch
        {
            ClassRangeNode range when range.From == range.To && _unicodeSets => new ClassMembers(Character(range.From, ignoreCase)),
            ClassRangeNode range => Leaf(CodePointSet.Range(range.From, range.To), ignoreCase),
            ClassEscapeNode escape => new ClassMembers(Negate(Escape(escape.Letter, ignoreCase), escape.Negated)),
            ClassPropertyNode property => new ClassMembers(Negate(Leaf(Members(property.Property), ignoreCase).Characters, property.Negated)),
            ClassStringsNode strings => Strings(strings, ignoreCase),
            ClassUnionNode union => Union(union, ignoreCase),
            ClassIntersectionNode intersection => intersection.Operands.Select(o => EvaluateNode(o, ignoreCase)).Aggregate(Intersect),
            ClassSubtractionNode subtraction => subtraction.Operands.Select(o => EvaluateNode(o, ignoreCase)).Aggregate(Subtract),
            ClassComplementNode complement => new ClassMembers(Complement(EvaluateNode(complement.Contents, ignoreCase).Characters)),
            _ => throw new InvalidOperationException($"No evaluation for {node.GetType().Name}."),
        };
    }

    private ClassMembers Union(ClassUnionNode union, bool ignoreCase)
    {
        var ranges = new List<(int, int)>();
        var strings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in union.Items)
        {
            var members = EvaluateNode(item, ignoreCase);
            ranges.AddRange(members.Characters.Ranges);
            strings.UnionWith(members.Strings);
        }

        return new ClassMembers(CodePointSet.Of([.. ranges]), [.. strings]);
    }

    private static ClassMembers Intersect(ClassMembers left, ClassMembers right) =>
        new(left.Characters.Intersect(right.Characters), [.. left.Strings.Intersect(right.Strings, StringComparer.Ordinal)]);

    private static ClassMembers Subtract(ClassMembers left, ClassMembers right) =>
        new(left.Characters.Except(right.Characters), [.. left.Strings.Except(right.Strings, StringComparer.Ordinal)]);

    // Strings are kept in one form for all their case variants, so that operations compare them rightly.
    private ClassMembers Strings(ClassStringsNode node, bool ignoreCase)
    {
        var characters = CodePointSet.Empty;
        var strings = new List<string>();
        foreach (var text in node.Strings)
        {
            if (text.Count == 1)
            {
                characters = characters.Union(Character(text[0], ignoreCase));
            }
            else
            {
                strings.Add(string.Concat(text.Select(value => ToText(Character(value, ignoreCase).Ranges.First().From))));
            }
        }

        return new ClassMembers(characters, strings);
    }

    private ClassMembers Leaf(CodePointSet set, bool ignoreCase) => new(ignoreCase && _unicodeSets ? Close(set) : set);

    private CodePointSet Escape(char letter, bool ignoreCase) => letter switch
    {
        'd' => s_digits,
        's' => s_whiteSpace,
        _ => WordCharacters(ignoreCase),
    };

    private static CodePointSet Members(UnicodeProperty property) =>
        UnicodePropertySets.Find(property) ?? throw new PatternConversionException($"the characters of the property {property.Name} are not known to .NET");

    private CodePointSet Negate(CodePointSet set, bool negated) => negated ? Complement(set) : set;

    private CodePointSet Close(CodePointSet set) => CaseVariants.For(_unicode).Close(set);

    // Two lone surrogates side by side would become one character in the text of a string.
    private static string ToText(int value) => value is >= 0xD800 and <= 0xDFFF
        ? throw new PatternConversionException("a string in a class has a lone surrogate")
        : char.ConvertFromUtf32(value);
}
