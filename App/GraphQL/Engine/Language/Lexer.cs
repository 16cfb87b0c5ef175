using System.Globalization;
using System.Text;

namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>
/// Turns a document's text into tokens (§2.1). Strings take characters beyond the basic plane and <c>\u{…}</c>, as the editions after October 2021 and
/// the reference implementation do.
/// </summary>
internal sealed class Lexer(SourceText source, int maximumTokens)
{
    private readonly string _text = source.Text;
    private int _position;
    private int _count;

    /// <exception cref="GraphQLSyntaxException">The next characters are no token, or the document has too many of them.</exception>
    public Token Next()
    {
        SkipIgnored();
        if (_position >= _text.Length)
        {
            return new Token(TokenKind.EndOfDocument, _text.Length);
        }

        if (++_count > maximumTokens)
        {
            throw Failure($"The document has more than {maximumTokens.ToString("N0", CultureInfo.InvariantCulture)} tokens. Send less at once.", _position);
        }

        var (start, c) = (_position, _text[_position]);
        if (Punctuator(c) is { } kind)
        {
            _position++;
            return new Token(kind, start);
        }

        return c switch
        {
            '.' => ReadSpread(),
            '"' => ReadAnyString(),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            _ when IsNameStart(c) => ReadName(),
            _ => throw Unexpected(start),
        };
    }

    private static TokenKind? Punctuator(char c) => c switch
    {
        '!' => TokenKind.Bang,
        '$' => TokenKind.Dollar,
        '&' => TokenKind.Ampersand,
        '(' => TokenKind.ParenthesisLeft,
        ')' => TokenKind.ParenthesisRight,
        ':' => TokenKind.Colon,
        '=' => TokenKind.EqualsSign,
        '@' => TokenKind.At,
        '[' => TokenKind.BracketLeft,
        ']' => TokenKind.BracketRight,
        '{' => TokenKind.BraceLeft,
        '|' => TokenKind.Pipe,
        '}' => TokenKind.BraceRight,
        _ => null,
    };

    /// <summary>Byte order mark, white space, line ends, commas and comments (§2.1.7).</summary>
    private void SkipIgnored()
    {
        while (_position < _text.Length)
        {
            switch (_text[_position])
            {
                case '\uFEFF' or '\t' or ' ' or ',' or '\n' or '\r':
                    _position++;
                    break;
                case '#':
                    SkipComment();
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipComment()
    {
        while (_position < _text.Length && _text[_position] is not ('\n' or '\r'))
        {
            var length = CharacterLength(_position);
            if (length == 0)
            {
                throw Unexpected(_position);
            }

            _position += length;
        }
    }

    /// <summary>UTF-16 units of the character at a position; 0 for half a surrogate pair, which is no character.</summary>
    private int CharacterLength(int position) => !char.IsSurrogate(_text[position])
        ? 1
        : position + 1 < _text.Length && char.IsSurrogatePair(_text[position], _text[position + 1]) ? 2 : 0;

    private Token ReadSpread()
    {
        var start = _position;
        if (!_text.AsSpan(start).StartsWith("..."))
        {
            throw Unexpected(start);
        }

        _position += 3;
        return new Token(TokenKind.Spread, start);
    }

    private Token ReadName()
    {
        var start = _position;
        while (_position < _text.Length && (IsNameStart(_text[_position]) || char.IsAsciiDigit(_text[_position])))
        {
            _position++;
        }

        return new Token(TokenKind.Name, start, _text[start.._position]);
    }

    /// <summary>§2.9.1 and §2.9.2. A name or a dot right behind a number is an error, so that <c>0xF1</c> is not read as two tokens.</summary>
    private Token ReadNumber()
    {
        var (start, isFloat) = (_position, false);
        if (_text[_position] == '-')
        {
            _position++;
        }

        if (Peek() == '0')
        {
            _position++;
            if (char.IsAsciiDigit(Peek()))
            {
                throw Failure($"A number does not begin with 0: unexpected digit \"{Peek()}\".", _position);
            }
        }
        else
        {
            ReadDigits();
        }

        if (Peek() == '.')
        {
            isFloat = true;
            _position++;
            ReadDigits();
        }

        if (Peek() is 'e' or 'E')
        {
            isFloat = true;
            _position++;
            if (Peek() is '+' or '-')
            {
                _position++;
            }

            ReadDigits();
        }

        if (Peek() == '.' || IsNameStart(Peek()))
        {
            throw Failure($"A number ends before \"{Peek()}\": put a space between them.", _position);
        }

        return new Token(isFloat ? TokenKind.Float : TokenKind.Int, start, _text[start.._position]);
    }

    private void ReadDigits()
    {
        if (!char.IsAsciiDigit(Peek()))
        {
            throw Failure($"A number needs a digit here, not {DescribeAt(_position)}.", _position);
        }

        while (char.IsAsciiDigit(Peek()))
        {
            _position++;
        }
    }

    private Token ReadAnyString() => _text.AsSpan(_position).StartsWith("\"\"\"") ? ReadBlockString() : ReadString();

    private Token ReadString()
    {
        var start = _position++;
        StringBuilder? value = null;
        var chunk = _position;
        while (_position < _text.Length && _text[_position] is not ('\n' or '\r'))
        {
            var c = _text[_position];
            if (c == '"')
            {
                var tail = _text.AsSpan(chunk, _position - chunk);
                _position++;
                return new Token(TokenKind.String, start, value is null ? tail.ToString() : value.Append(tail).ToString());
            }

            if (c == '\\')
            {
                (value ??= new StringBuilder()).Append(_text, chunk, _position - chunk);
                ReadEscape(value);
                chunk = _position;
                continue;
            }

            var length = CharacterLength(_position);
            _position += length > 0 ? length : throw Unexpected(_position);
        }

        throw Failure("A string is not ended: a \" is missing on its line.", start);
    }

    private void ReadEscape(StringBuilder value)
    {
        var start = _position++;
        var c = Peek();
        _position++;
        switch (c)
        {
            case '"' or '\\' or '/':
                value.Append(c);
                break;
            case 'b':
                value.Append('\b');
                break;
            case 'f':
                value.Append('\f');
                break;
            case 'n':
                value.Append('\n');
                break;
            case 'r':
                value.Append('\r');
                break;
            case 't':
                value.Append('\t');
                break;
            case 'u' when Peek() == '{':
                value.Append(ReadBracedUnicode(start));
                break;
            case 'u':
                value.Append(ReadFixedUnicode(start));
                break;
            default:
                throw Failure($"There is no escape sequence \"\\{(c == '\0' ? "" : c)}\".", start);
        }
    }

    private string ReadBracedUnicode(int start)
    {
        var end = _text.IndexOf('}', _position);
        var digits = end < 0 ? default : _text.AsSpan(_position + 1, end - _position - 1);
        if (digits.Length is 0 or > 8 || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) || !Rune.IsValid(point))
        {
            throw Failure("This is no Unicode escape sequence.", start);
        }

        _position = end + 1;
        return new Rune(point).ToString();
    }

    /// <summary>Four digits, or two such escapes that are a surrogate pair.</summary>
    private string ReadFixedUnicode(int start)
    {
        var first = ReadFourDigits(start);
        if (!char.IsSurrogate(first))
        {
            return first.ToString();
        }

        if (char.IsHighSurrogate(first) && _text.AsSpan(_position).StartsWith("\\u"))
        {
            _position += 2;
            var second = ReadFourDigits(start);
            if (char.IsLowSurrogate(second))
            {
                return new string([first, second]);
            }
        }

        throw Failure("This is no Unicode escape sequence: half of a surrogate pair is no character.", start);
    }

    private char ReadFourDigits(int start)
    {
        if (_position + 4 > _text.Length
            || !ushort.TryParse(_text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            throw Failure("This is no Unicode escape sequence: four hexadecimal digits follow \\u.", start);
        }

        _position += 4;
        return (char)unit;
    }

    private Token ReadBlockString()
    {
        var start = _position;
        _position += 3;
        var raw = new StringBuilder();
        while (_position < _text.Length)
        {
            var rest = _text.AsSpan(_position);
            if (rest.StartsWith("\"\"\""))
            {
                _position += 3;
                return new Token(TokenKind.BlockString, start, BlockStrings.Dedent(raw.ToString()));
            }

            if (rest.StartsWith("\\\"\"\""))
            {
                raw.Append("\"\"\"");
                _position += 4;
                continue;
            }

            var length = CharacterLength(_position);
            raw.Append(_text, _position, length > 0 ? length : throw Unexpected(_position));
            _position += length;
        }

        throw Failure("A string is not ended: \"\"\" is missing.", start);
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private GraphQLSyntaxException Unexpected(int position) => Failure($"Unexpected character: {DescribeAt(position)}.", position);

    private string DescribeAt(int position) => position >= _text.Length
        ? "the end of the document"
        : _text[position] is > ' ' and < '\x7F' and var c ? $"\"{c}\"" : $"U+{(int)_text[position]:X4}";

    private GraphQLSyntaxException Failure(string message, int position) => new($"Syntax error: {message}", source.Locate(position));
}
