using System.Buffers;

namespace Acornima.Parsing;

/// <summary>12.9.4 String literals and the escapes that they share with templates.</summary>
internal abstract partial class Scanner
{
    /// <summary>Shorter strings are kept once for each text: property names and the like come again and again.</summary>
    private const int LongestSharedString = 24;

    private static readonly SearchValues<char> s_doubleQuotedStops = SearchValues.Create("\"\\\n\r\u2028\u2029");
    private static readonly SearchValues<char> s_singleQuotedStops = SearchValues.Create("'\\\n\r\u2028\u2029");

    private void ScanString(char quote)
    {
        _type = TokenType.String;
        _octalPosition = -1;
        var stops = quote == '"' ? s_doubleQuotedStops : s_singleQuotedStops;
        var chunkStart = ++_position;
        var isPlain = true;
        while (true)
        {
            var offset = _source.AsSpan(_position, _limit - _position).IndexOfAny(stops);
            if (offset < 0)
            {
                throw ErrorAt(_start, Problems.UnterminatedString);
            }

            _position += offset;
            var character = _source[_position];
            if (character == quote)
            {
                break;
            }

            switch (character)
            {
                case '\n' or '\r':
                    throw ErrorAt(_start, Problems.UnterminatedString);
                case '\\':
                    if (isPlain)
                    {
                        _buffer.Clear();
                        isPlain = false;
                    }

                    _buffer.Append(_source.AsSpan(chunkStart, _position - chunkStart));
                    ReadStringEscape();
                    chunkStart = _position;
                    break;
                default:
                    // LINE SEPARATOR and PARAGRAPH SEPARATOR end a line, yet not a string.
                    SkipLineTerminator(character);
                    break;
            }
        }

        var chunk = _source.AsSpan(chunkStart, _position - chunkStart);
        if (!isPlain)
        {
            _hasEscape = true;
            _buffer.Append(chunk);
            chunk = _buffer.Span;
        }

        _text = StringOf(chunk);
        _position++;
    }

    private string StringOf(ReadOnlySpan<char> text) => text.Length <= LongestSharedString ? _names.Get(text).Text : text.ToString();

    /// <summary>Appends what an escape sequence stands for.</summary>
    private void ReadStringEscape()
    {
        var start = _position;
        if (ReadEscape(isTemplate: false) is { } problem)
        {
            throw ErrorAt(start, problem);
        }
    }

    /// <summary>12.9.4 EscapeSequence, from its backslash on. What is wrong with it, or null.</summary>
    private Problem? ReadEscape(bool isTemplate)
    {
        var start = _position++;
        if (_position >= _limit)
        {
            return isTemplate ? Problems.UnterminatedTemplate : Problems.UnterminatedString;
        }

        var character = _source[_position++];
        switch (character)
        {
            case 'n':
                _buffer.Append('\n');
                return null;
            case 't':
                _buffer.Append('\t');
                return null;
            case 'r':
                _buffer.Append('\r');
                return null;
            case 'b':
                _buffer.Append('\b');
                return null;
            case 'f':
                _buffer.Append('\f');
                return null;
            case 'v':
                _buffer.Append('\v');
                return null;
            case 'x':
                return AppendEscaped(ReadHexDigits(2), Problems.InvalidHexEscape);
            case 'u':
                return AppendEscaped(ReadUnicodeEscape(), Problems.InvalidUnicodeEscape);
            case '\n' or '\r' or '\u2028' or '\u2029':
                _position--;
                SkipLineTerminator(character);
                return null;
            case >= '0' and <= '9':
                return ReadDigitEscape(start, character, isTemplate);
            default:
                _buffer.Append(character);
                return null;
        }
    }

    private Problem? AppendEscaped(int codePoint, Problem problem)
    {
        if (codePoint < 0)
        {
            return problem;
        }

        _buffer.AppendCodePoint(codePoint);
        return null;
    }

    /// <summary>\0, and B.1.2 LegacyOctalEscapeSequence and NonOctalDecimalEscapeSequence, which templates do not have.</summary>
    private Problem? ReadDigitEscape(int start, char digit, bool isTemplate)
    {
        if (digit == '0' && !char.IsAsciiDigit(PeekChar()))
        {
            _buffer.Append('\0');
            return null;
        }

        if (isTemplate)
        {
            return Problems.TemplateOctalEscape;
        }

        if (_octalPosition < 0)
        {
            _octalPosition = start;
            _octalIsEscape = true;
        }

        if (digit >= '8')
        {
            _buffer.Append(digit);
            return null;
        }

        var value = digit - '0';
        var more = digit <= '3' ? 2 : 1;
        for (; more > 0 && PeekChar() is >= '0' and <= '7' and var next; more--)
        {
            value = (value * 8) + (next - '0');
            _position++;
        }

        _buffer.Append((char)value);
        return null;
    }
}
