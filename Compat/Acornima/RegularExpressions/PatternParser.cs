using System.Runtime.CompilerServices;

namespace Acornima.RegularExpressions;

/// <summary>
/// Reads a pattern by recursive descent; each method is named after the production of ECMAScript 2025 §22.2.1 that it reads, with the
/// replacements of Annex B.1.2 where neither <c>u</c> nor <c>v</c> is set. Time and memory are linear in the length of the pattern.
/// This part: disjunctions, terms, assertions, groups, quantifiers.
/// </summary>
internal sealed partial class PatternParser
{
    /// <summary>
    /// Groups and classes may be nested this deep. The parser recurses once per level, and so does whatever works on the pattern afterwards;
    /// without the limit a pattern of opening parentheses would exhaust the stack and end the process.
    /// </summary>
    internal const int MaximumDepth = 1000;

    private readonly string _pattern;
    private readonly PatternFlags _flags;

    /// <summary>[+UnicodeMode]: the pattern is read by code points and without Annex B. Otherwise it is read by UTF-16 code units.</summary>
    private readonly bool _unicode;

    /// <summary>[+UnicodeSetsMode].</summary>
    private readonly bool _unicodeSets;
    private readonly bool _hasEs2018;
    private readonly bool _hasModifiers;
    private readonly GroupNameScopes _names;
    private readonly List<string?> _groupNames = [null];
    private int _index;

    /// <summary>How many groups and classes are open; the pattern's own disjunction is level 0.</summary>
    private int _depth = -1;

    private PatternParser(string pattern, PatternFlags flags, EcmaVersion version, ExperimentalESFeatures features)
    {
        _pattern = pattern;
        _flags = flags;
        _unicodeSets = (flags & PatternFlags.UnicodeSets) != 0;
        _unicode = _unicodeSets || (flags & PatternFlags.Unicode) != 0;
        _hasEs2018 = version >= EcmaVersion.ES2018;
        _hasModifiers = version >= EcmaVersion.ES2025 || (features & ExperimentalESFeatures.RegExpModifiers) != 0;
        _names = new GroupNameScopes(
            version >= EcmaVersion.ES2025 || (features & ExperimentalESFeatures.RegExpDuplicateNamedCapturingGroups) != 0);
    }

    private bool AtEnd => _index == _pattern.Length;

    /// <summary>The code unit at hand, NUL at the end: no construct begins with NUL, so that only reading a literal must ask for the end.</summary>
    private char Current => Peek(0);

    /// <exception cref="PatternSyntaxException">The pattern or its flags are invalid.</exception>
    internal static ParsedPattern Parse(string pattern, string flags, EcmaVersion version, ExperimentalESFeatures features)
    {
        var known = version == EcmaVersion.Unknown ? EcmaVersion.Latest : version;
        return new PatternParser(pattern, PatternFlagsReader.Read(flags, known), known, features).ParsePattern();
    }

    // Pattern :: Disjunction
    private ParsedPattern ParsePattern()
    {
        var root = ParseDisjunction(0);
        if (!AtEnd)
        {
            throw Error(PatternError.UnmatchedParenthesis, _index);
        }

        ResolveReferences();
        return new ParsedPattern(root, _flags, _groupNames);
    }

    // Disjunction :: Alternative | Alternative "|" Disjunction
    private PatternNode ParseDisjunction(int start)
    {
        EnterNesting(start);
        var disjunctionMark = _names.Mark;
        var alternativeMark = disjunctionMark;
        var first = ParseAlternative();
        List<PatternNode>? alternatives = null;
        while (TryConsume('|'))
        {
            _names.EndAlternative(alternativeMark);
            alternativeMark = _names.Mark;
            alternatives ??= [first];
            alternatives.Add(ParseAlternative());
        }

        _depth--;
        if (alternatives is null)
        {
            return first;
        }

        _names.EndDisjunction(disjunctionMark);
        return new DisjunctionNode(alternatives);
    }

    // Alternative :: [empty] | Alternative Term
    private PatternNode ParseAlternative()
    {
        PatternNode? first = null;
        List<PatternNode>? terms = null;
        while (!AtEnd && Current is not ('|' or ')'))
        {
            var term = ParseTerm();
            if (first is null)
            {
                first = term;
                continue;
            }

            terms ??= [first];
            terms.Add(term);
        }

        return terms is null ? first ?? SequenceNode.Empty : new SequenceNode(terms);
    }

    // Term :: Assertion | Atom | Atom Quantifier; in Annex B also QuantifiableAssertion Quantifier
    private PatternNode ParseTerm()
    {
        var firstGroup = _groupNames.Count;
        return ParseQuantifier(ParseAssertionOrAtom(), firstGroup);
    }

    // Assertion, Atom; ExtendedAtom of Annex B
    private PatternNode ParseAssertionOrAtom()
    {
        switch (Current)
        {
            case '^':
                _index++;
                return new AnchorNode(AnchorKind.Start);
            case '$':
                _index++;
                return new AnchorNode(AnchorKind.End);
            case '.':
                _index++;
                return AnyCharacterNode.Instance;
            case '(':
                return ParseGroup();
            case '[':
                return new CharacterClassNode(ParseCharacterClass());
            case '\\':
                return ParseAtomEscape();
            case '*' or '+' or '?':
                throw Error(PatternError.NothingToRepeat, _index);
            case '{' when TryReadBracedQuantifier(out _):
                // Without Unicode modes this is InvalidBracedQuantifier, which exists to be an early error.
                throw Error(PatternError.NothingToRepeat, _index);
            case '{' or '}' or ']' when _unicode:
                throw Error(PatternError.LoneQuantifierBracket, _index);
            default:
                return CharacterNode.For(ReadSourceCharacter());
        }
    }

    // Atom :: ( GroupSpecifier? Disjunction ) | (? RegularExpressionModifiers : Disjunction ) | …; lookaheads and lookbehinds
    private PatternNode ParseGroup()
    {
        var start = _index++;
        if (!TryConsume('?'))
        {
            return ParseCapturingGroup(start, null);
        }

        switch (Current)
        {
            case '=' or '!':
                return ParseLookaround(start, behind: false);
            case '<' when _hasEs2018 && Peek(1) is '=' or '!':
                _index++;
                return ParseLookaround(start, behind: true);
            case '<' when _hasEs2018:
                _index++;
                return ParseCapturingGroup(start, ParseGroupSpecifier());
            case ':' or '-' or (>= 'a' and <= 'z'):
                return ParseModifiers(start);
            default:
                throw Error(PatternError.InvalidGroup, start);
        }
    }

    private LookaroundNode ParseLookaround(int start, bool behind)
    {
        var negative = Current == '!';
        _index++;
        return new LookaroundNode(ParseGroupBody(start), behind, negative);
    }

    private GroupNode ParseCapturingGroup(int start, string? name)
    {
        var number = _groupNames.Count;
        _groupNames.Add(name);
        return new GroupNode(ParseGroupBody(start), number, PatternFlags.None, PatternFlags.None);
    }

    // (? RegularExpressionModifiers : Disjunction ) and (? RegularExpressionModifiers - RegularExpressionModifiers : Disjunction )
    private GroupNode ParseModifiers(int start)
    {
        var added = ParseRegularExpressionModifiers(start, PatternFlags.None);
        var removed = PatternFlags.None;
        if (_hasModifiers && TryConsume('-'))
        {
            removed = ParseRegularExpressionModifiers(start, added);
            if (added == PatternFlags.None && removed == PatternFlags.None)
            {
                throw Error(PatternError.EmptyModifiers, start);
            }
        }

        if (!TryConsume(':'))
        {
            throw Error(_hasModifiers ? PatternError.InvalidModifier : PatternError.InvalidGroup, _hasModifiers ? _index : start);
        }

        return new GroupNode(ParseGroupBody(start), 0, added, removed);
    }

    private PatternFlags ParseRegularExpressionModifiers(int start, PatternFlags earlier)
    {
        var modifiers = PatternFlags.None;
        for (; _hasModifiers; _index++)
        {
            var modifier = Current switch
            {
                'i' => PatternFlags.IgnoreCase,
                'm' => PatternFlags.Multiline,
                's' => PatternFlags.DotAll,
                _ => PatternFlags.None,
            };
            if (modifier == PatternFlags.None)
            {
                break;
            }

            if (((earlier | modifiers) & modifier) != 0)
            {
                throw Error(PatternError.RepeatedModifier, start);
            }

            modifiers |= modifier;
        }

        return modifiers;
    }

    private PatternNode ParseGroupBody(int start)
    {
        var body = ParseDisjunction(start);
        return TryConsume(')') ? body : throw Error(PatternError.UnterminatedGroup, start);
    }

    private void EnterNesting(int start)
    {
        if (++_depth > MaximumDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Error(PatternError.NestingTooDeep, start);
        }
    }

    private int ReadSourceCharacter()
    {
        var value = _unicode ? CodePointAt(_index) : _pattern[_index];
        _index += value > char.MaxValue ? 2 : 1;
        return value;
    }

    /// <summary>The code point at the index; a lone surrogate stands for itself.</summary>
    private int CodePointAt(int index)
    {
        var unit = _pattern[index];
        return char.IsHighSurrogate(unit) && index + 1 < _pattern.Length && char.IsLowSurrogate(_pattern[index + 1])
            ? char.ConvertToUtf32(unit, _pattern[index + 1])
            : unit;
    }

    private char Peek(int offset) => _index + offset < _pattern.Length ? _pattern[_index + offset] : '\0';

    private bool TryConsume(char expected)
    {
        if (Current != expected)
        {
            return false;
        }

        _index++;
        return true;
    }

    private static PatternSyntaxException Error(PatternError error, int index) => new(error, index);
}
