using System.Buffers;
using System.Globalization;

namespace Acornima.RegularExpressions;

/// <summary>Escapes, in and outside of classes.</summary>
internal sealed partial class PatternParser
{
    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    // "\" AtomEscape, \b and \B
    private PatternNode ParseAtomEscape()
    {
        var start = _index++;
        switch (Current)
        {
            case 'b':
                _index++;
                return new AnchorNode(AnchorKind.WordBoundary);
            case 'B':
                _index++;
                return new AnchorNode(AnchorKind.NotWordBoundary);
            case >= '1' and <= '9' when TryParseDecimalEscape(start) is { } reference:
                return reference;
            case 'k' when NamedCaptureGroups:
                _index++;
                return ParseNamedReference(start);
        }

        if (TryParseCharacterClassEscape(start) is { } characterClass)
        {
            return new CharacterClassNode(characterClass);
        }

        return CharacterNode.For(ParseCharacterEscape(start, inClass: false));
    }

    // DecimalEscape; in Annex B only if there are that many groups, otherwise the digits are a legacy octal or an identity escape
    private BackreferenceNode? TryParseDecimalEscape(int start)
    {
        var digits = LeadingDigits(_pattern.AsSpan(_index));
        var number = Clamp(digits);
        if (!_unicode && number > CountGroups().Total)
        {
            return null;
        }

        _index += digits.Length;
        return ParseNumberedReference(start, number);
    }

    // CharacterClassEscape
    private ClassNode? TryParseCharacterClassEscape(int start)
    {
        var letter = Current;
        switch (letter)
        {
            case 'd' or 's' or 'w':
                _index++;
                return new ClassEscapeNode(letter, negated: false);
            case 'D' or 'S' or 'W':
                _index++;
                return new ClassEscapeNode(char.ToLowerInvariant(letter), negated: true);
            case 'p' or 'P' when _unicode && _hasEs2018:
                _index++;
                return ParsePropertyEscape(start, letter == 'P');
            default:
                return null;
        }
    }

    // p{ UnicodePropertyValueExpression }, P{ UnicodePropertyValueExpression }, after the letter
    private ClassPropertyNode ParsePropertyEscape(int start, bool negated)
    {
        var rest = TryConsume('{') ? _pattern.AsSpan(_index) : [];
        var length = rest.IndexOfAnyExcept(UnicodeProperties.ExpressionCharacters);
        if (length < 0 || rest[length] != '}' || !UnicodeProperties.TryResolve(rest[..length], _unicodeSets, out var property))
        {
            throw Error(PatternError.InvalidPropertyName, start);
        }

        if (negated && property.Kind == UnicodePropertyKind.Strings)
        {
            throw Error(PatternError.NegatedPropertyOfStrings, start);
        }

        _index += length + 1;
        return new ClassPropertyNode(property, negated);
    }

    // CharacterEscape, and "\ [lookahead = c]" of Annex B; the start is the backslash's index, the backslash is consumed
    private int ParseCharacterEscape(int start, bool inClass)
    {
        if (AtEnd)
        {
            throw Error(PatternError.TrailingBackslash, start);
        }

        switch (Current)
        {
            case 'f':
                return Consume('\f');
            case 'n':
                return Consume('\n');
            case 'r':
                return Consume('\r');
            case 't':
                return Consume('\t');
            case 'v':
                return Consume('\v');
            case 'c':
                return ParseControlEscape(start, inClass);
            case >= '0' and <= '9':
                return ParseDigitEscape(start);
            case 'x':
                _index++;
                return TryReadHexDigits(2, out var hex) ? hex : LetterItself(start, 'x', PatternError.InvalidHexEscape);
            case 'u':
                _index++;
                return TryReadUnicodeEscape(_unicode, out var value) ? value : LetterItself(start, 'u', PatternError.InvalidUnicodeEscape);
            default:
                return ParseIdentityEscape(start, inClass);
        }
    }

    // c AsciiLetter; Annex B adds c ClassControlLetter in classes, and a "\" that stands for itself before any other "c"
    private int ParseControlEscape(int start, bool inClass)
    {
        var letter = Peek(1);
        if (char.IsAsciiLetter(letter) || (inClass && !_unicode && (char.IsAsciiDigit(letter) || letter == '_')))
        {
            _index += 2;
            return letter % 32;
        }

        return _unicode ? throw Error(PatternError.InvalidControlEscape, start) : '\\';
    }

    // 0 [lookahead ∉ DecimalDigit]; LegacyOctalEscapeSequence and the identity escapes \8 and \9 of Annex B
    private int ParseDigitEscape(int start)
    {
        if (_unicode)
        {
            return Current == '0' && !char.IsAsciiDigit(Peek(1)) ? Consume('\0') : throw Error(PatternError.InvalidDecimalEscape, start);
        }

        if (Current >= '8')
        {
            return Consume(Current);
        }

        // Three digits where the first leaves the value below 256, otherwise two.
        var most = Current <= '3' ? 3 : 2;
        var value = 0;
        for (var i = 0; i < most && Current is >= '0' and <= '7'; i++)
        {
            value = (value * 8) + (_pattern[_index++] - '0');
        }

        return value;
    }

    // RegExpUnicodeEscapeSequence, after the "u"; consumes nothing where it fails
    private bool TryReadUnicodeEscape(bool unicode, out int value)
    {
        if (unicode && Current == '{')
        {
            return TryReadBracedCodePoint(out value);
        }

        if (!TryReadHexDigits(4, out value))
        {
            return false;
        }

        var end = _index;
        if (unicode && char.IsHighSurrogate((char)value) && TryConsume('\\') && TryConsume('u') && TryReadHexDigits(4, out var trail)
            && char.IsLowSurrogate((char)trail))
        {
            value = char.ConvertToUtf32((char)value, (char)trail);
            return true;
        }

        _index = end;
        return true;
    }

    // u{ CodePoint }
    private bool TryReadBracedCodePoint(out int value)
    {
        value = 0;
        var rest = _pattern.AsSpan(_index + 1);
        var length = rest.IndexOfAnyExcept(s_hexDigits);
        if (length < 1 || rest[length] != '}')
        {
            return false;
        }

        var digits = rest[..length].TrimStart('0');
        if (digits.Length > 6)
        {
            return false;
        }

        value = digits.IsEmpty ? 0 : int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (value > CodePointSet.MaximumCodePoint)
        {
            return false;
        }

        _index += length + 2;
        return true;
    }

    private bool TryReadHexDigits(int count, out int value)
    {
        value = 0;
        if (_index + count > _pattern.Length || _pattern.AsSpan(_index, count).ContainsAnyExcept(s_hexDigits))
        {
            return false;
        }

        value = int.Parse(_pattern.AsSpan(_index, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _index += count;
        return true;
    }

    // IdentityEscape; SourceCharacterIdentityEscape of Annex B excludes "k" where groups have names ("c" is handled before)
    private int ParseIdentityEscape(int start, bool inClass)
    {
        if (_unicode)
        {
            const string SyntaxCharactersAndSlash = "^$\\.*+?()[]{}|/";
            var escapable = SyntaxCharactersAndSlash.Contains(Current)
                || (inClass && (Current == '-' || (_unicodeSets && ClassSetReservedPunctuators.Contains(Current))));
            return escapable ? Consume(Current) : throw Error(PatternError.InvalidEscape, start);
        }

        return Current == 'k' && NamedCaptureGroups ? throw Error(PatternError.InvalidEscape, start) : Consume(Current);
    }

    private int LetterItself(int start, char letter, PatternError error) => _unicode ? throw Error(error, start) : letter;

    private int Consume(int value)
    {
        _index++;
        return value;
    }
}
