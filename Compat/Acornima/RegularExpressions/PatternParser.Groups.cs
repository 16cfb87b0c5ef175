using System.Text;
using Acornima.Parsing;

namespace Acornima.RegularExpressions;

/// <summary>Names of groups, and references to groups.</summary>
internal sealed partial class PatternParser
{
    private readonly List<BackreferenceNode> _namedReferences = [];
    private int _highestReference;
    private int _highestReferencePosition;
    private GroupCount? _groupCount;

    /// <summary>
    /// [+NamedCaptureGroups]: holds in Unicode modes, and without them if the pattern has a group with a name anywhere (§B.1.2.9: only then
    /// is <c>\k</c> more than an escaped letter).
    /// </summary>
    private bool NamedCaptureGroups => _hasEs2018 && (_unicode || CountGroups().Named);

    // GroupSpecifier :: ? GroupName, after "(?<"
    private string ParseGroupSpecifier()
    {
        var start = _index;
        var name = ParseGroupName(PatternError.InvalidGroupName);
        return _names.TryDeclare(name) ? name : throw Error(PatternError.DuplicateGroupName, start);
    }

    // GroupName :: < RegExpIdentifierName >, after the "<"
    private string ParseGroupName(PatternError error)
    {
        var name = new StringBuilder();
        while (Current != '>')
        {
            var start = _index;
            var value = ReadRegExpIdentifierCharacter();
            if (value < 0 || !(name.Length == 0 ? Characters.IsIdentifierStart(value) : Characters.IsIdentifierPart(value)))
            {
                throw Error(error, start);
            }

            name.Append(char.ConvertFromUtf32(value));
        }

        if (name.Length == 0)
        {
            throw Error(error, _index);
        }

        _index++;
        return name.ToString();
    }

    // RegExpIdentifierStart, RegExpIdentifierPart: surrogate pairs and \u{…} count here in every mode; -1 where neither can be read
    private int ReadRegExpIdentifierCharacter()
    {
        if (AtEnd)
        {
            return -1;
        }

        if (!TryConsume('\\'))
        {
            var value = CodePointAt(_index);
            _index += value > char.MaxValue ? 2 : 1;
            return value;
        }

        return TryConsume('u') && TryReadUnicodeEscape(unicode: true, out var escaped) ? escaped : -1;
    }

    // AtomEscape :: k GroupName, after the "k"
    private BackreferenceNode ParseNamedReference(int start)
    {
        if (!TryConsume('<'))
        {
            throw Error(PatternError.InvalidNamedReference, start);
        }

        var reference = new BackreferenceNode(ParseGroupName(PatternError.InvalidNamedReference), start);
        _namedReferences.Add(reference);
        return reference;
    }

    private BackreferenceNode ParseNumberedReference(int start, int number)
    {
        if (number > _highestReference)
        {
            _highestReference = number;
            _highestReferencePosition = start;
        }

        return new BackreferenceNode(null, start) { Groups = [number] };
    }

    // Early errors of AtomEscape :: DecimalEscape and AtomEscape :: k GroupName, which need all groups of the pattern
    private void ResolveReferences()
    {
        if (_highestReference >= _groupNames.Count)
        {
            throw Error(PatternError.UnknownReference, _highestReferencePosition);
        }

        if (_namedReferences.Count == 0)
        {
            return;
        }

        var numbers = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var number = 1; number < _groupNames.Count; number++)
        {
            if (_groupNames[number] is { } name)
            {
                (numbers.TryGetValue(name, out var list) ? list : numbers[name] = []).Add(number);
            }
        }

        foreach (var reference in _namedReferences)
        {
            reference.Groups = numbers.TryGetValue(reference.Name!, out var groups)
                ? groups
                : throw Error(PatternError.UnknownNamedReference, reference.Position);
        }
    }

    /// <summary>
    /// Looks through the whole pattern for groups, once, when something depends on groups further on: Annex B reads <c>\2</c> and <c>\k</c>
    /// differently according to them. Only called without Unicode modes, so classes do not nest.
    /// </summary>
    private GroupCount CountGroups() => _groupCount ??= CountGroups(_pattern, _hasEs2018);

    private static GroupCount CountGroups(string pattern, bool names)
    {
        var (count, named, inClass) = (0, false, false);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass:
                    var rest = pattern.AsSpan(i + 1);
                    var namedHere = names && rest.StartsWith("?<") && !rest.StartsWith("?<=") && !rest.StartsWith("?<!");
                    named |= namedHere;
                    count += namedHere || !rest.StartsWith('?') ? 1 : 0;
                    break;
            }
        }

        return new GroupCount(count, named);
    }

    private readonly record struct GroupCount(int Total, bool Named);
}
