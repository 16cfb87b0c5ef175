namespace Acornima.RegularExpressions;

/// <summary>Character classes without the <c>v</c> flag.</summary>
internal sealed partial class PatternParser
{
    // CharacterClass :: [ [lookahead ≠ ^] ClassContents ] | [^ ClassContents ]; NestedClass of the v flag is the same
    private ClassNode ParseCharacterClass()
    {
        var start = _index++;
        var negated = TryConsume('^');
        var contents = _unicodeSets ? ParseClassSetContents(start) : new ClassUnionNode(ParseNonemptyClassRanges(start));
        _index++;
        if (!negated)
        {
            return contents;
        }

        return contents.MayContainStrings ? throw Error(PatternError.NegatedClassWithStrings, start) : new ClassComplementNode(contents);
    }

    // NonemptyClassRanges and NonemptyClassRangesNoDash, up to the closing bracket
    private List<ClassNode> ParseNonemptyClassRanges(int classStart)
    {
        var items = new List<ClassNode>();
        while (Current != ']' && !AtEnd)
        {
            var start = _index;
            var from = ParseClassAtom();
            if (Current != '-' || Peek(1) == ']' || _index + 1 == _pattern.Length)
            {
                items.Add(from);
                continue;
            }

            _index++;
            AddRange(items, from, ParseClassAtom(), start);
        }

        return AtEnd ? throw Error(PatternError.UnterminatedClass, classStart) : items;
    }

    // ClassAtom - ClassAtom: an escape such as \d can be no bound in Unicode modes; in Annex B it makes the dash a character (§B.1.2.8.1)
    private void AddRange(List<ClassNode> items, ClassNode from, ClassNode to, int start)
    {
        if (from is ClassRangeNode first && to is ClassRangeNode last)
        {
            items.Add(Range(first, last, start));
            return;
        }

        if (_unicode)
        {
            throw Error(PatternError.InvalidClassRange, start);
        }

        items.AddRange([from, new ClassRangeNode('-', '-'), to]);
    }

    // ClassAtom: a single character (as a range of one) or a class escape
    private ClassNode ParseClassAtom()
    {
        var start = _index;
        if (!TryConsume('\\'))
        {
            return Single(ReadSourceCharacter());
        }

        return TryParseCharacterClassEscape(start) ?? Single(ParseClassEscape(start));
    }

    // ClassEscape :: b | CharacterEscape
    private int ParseClassEscape(int start) => TryConsume('b') ? '\b' : ParseCharacterEscape(start, inClass: true);

    private static ClassRangeNode Single(int value) => new(value, value);

    private static ClassRangeNode Range(ClassRangeNode from, ClassRangeNode to, int start) =>
        from.From > to.To ? throw Error(PatternError.ClassRangeOutOfOrder, start) : new ClassRangeNode(from.From, to.To);
}
