namespace Acornima.RegularExpressions;

/// <summary>Character classes with the <c>v</c> flag: nested classes, set operations, strings.</summary>
internal sealed partial class PatternParser
{
    private const string ClassSetReservedPunctuators = "&-!#%,:;<=>@`~";
    private const string ClassSetReservedDoublePunctuators = "&!#$%*+,.:;<=>?@^`~";
    private const string ClassSetSyntaxCharacters = "()[]{}/-\\|";

    // ClassContents :: ClassUnion | ClassIntersection | ClassSubtraction
    private ClassNode ParseClassSetContents(int start)
    {
        EnterNesting(start);
        var contents = ParseClassUnionOrOperation(start);
        _depth--;
        return contents;
    }

    private ClassNode ParseClassUnionOrOperation(int start)
    {
        var items = new List<ClassNode>();
        while (Current != ']')
        {
            if (AtEnd)
            {
                throw Error(PatternError.UnterminatedClass, start);
            }

            var itemStart = _index;
            items.Add(ParseClassSetOperand());
            if (Current == '-' && Peek(1) != '-')
            {
                items[^1] = ParseClassSetRange(items[^1], itemStart);
            }
            else if (items.Count == 1 && Current == '&' && Peek(1) == '&')
            {
                return new ClassIntersectionNode(ParseClassSetOperands(items, '&', start));
            }
            else if (items.Count == 1 && Current == '-')
            {
                return new ClassSubtractionNode(ParseClassSetOperands(items, '-', start));
            }
            else if (Current == '-')
            {
                throw Error(PatternError.InvalidClassSetOperation, _index);
            }
        }

        return new ClassUnionNode(items);
    }

    // ClassIntersection, ClassSubtraction: after the first operand, only operands and this operator may follow
    private List<ClassNode> ParseClassSetOperands(List<ClassNode> operands, char operatorCharacter, int start)
    {
        while (Current != ']')
        {
            if (AtEnd)
            {
                throw Error(PatternError.UnterminatedClass, start);
            }

            if (Current != operatorCharacter || Peek(1) != operatorCharacter || (operatorCharacter == '&' && Peek(2) == '&'))
            {
                throw Error(PatternError.InvalidClassSetOperation, _index);
            }

            _index += 2;
            operands.Add(AtEnd ? throw Error(PatternError.UnterminatedClass, start) : ParseClassSetOperand());
        }

        return operands;
    }

    // ClassSetOperand :: NestedClass | ClassStringDisjunction | ClassSetCharacter; the character as a range of one
    private ClassNode ParseClassSetOperand()
    {
        if (Current == '[')
        {
            return ParseCharacterClass();
        }

        var start = _index;
        if (Current != '\\')
        {
            return Single(ParseClassSetCharacter());
        }

        if (Peek(1) == 'q' && Peek(2) == '{')
        {
            _index += 3;
            return ParseClassStringDisjunction(start);
        }

        _index++;
        return TryParseCharacterClassEscape(start) ?? Single(ParseClassEscape(start));
    }

    // ClassSetRange :: ClassSetCharacter - ClassSetCharacter
    private ClassRangeNode ParseClassSetRange(ClassNode from, int start)
    {
        var dash = _index++;
        if (from is not ClassRangeNode first || AtEnd)
        {
            throw Error(PatternError.InvalidClassSetCharacter, dash);
        }

        return ParseClassSetOperand() is ClassRangeNode last ? Range(first, last, start) : throw Error(PatternError.InvalidClassRange, start);
    }

    // ClassSetCharacter
    private int ParseClassSetCharacter()
    {
        var start = _index;
        if (TryConsume('\\'))
        {
            return ParseClassEscape(start);
        }

        if (ClassSetReservedDoublePunctuators.Contains(Current) && Current == Peek(1))
        {
            throw Error(PatternError.InvalidClassSetOperation, start);
        }

        return ClassSetSyntaxCharacters.Contains(Current) ? throw Error(PatternError.InvalidClassSetCharacter, start) : ReadSourceCharacter();
    }

    // \q{ ClassStringDisjunctionContents }, after the opening brace
    private ClassStringsNode ParseClassStringDisjunction(int start)
    {
        var strings = new List<IReadOnlyList<int>>();
        var text = new List<int>();
        while (!AtEnd)
        {
            switch (Current)
            {
                case '}':
                    _index++;
                    strings.Add(text);
                    return new ClassStringsNode(strings);
                case '|':
                    _index++;
                    strings.Add(text);
                    text = [];
                    break;
                default:
                    text.Add(ParseClassSetCharacter());
                    break;
            }
        }

        throw Error(PatternError.UnterminatedClassString, start);
    }
}
