using System.Buffers;

namespace Acornima.Parsing;

/// <summary>12.9.6 Template literal lexical components, and 12.9.5 regular expression literals: both are read when the parser asks.</summary>
internal abstract partial class Scanner
{
    private static readonly SearchValues<char> s_templateStops = SearchValues.Create("`$\\\n\r\u2028\u2029");

    /// <summary>Where an invalid escape of the template element read last stands, and what is wrong with it.</summary>
    private protected int _templateErrorPosition;
    private protected Problem _templateProblem;

    /// <summary>
    /// Reads the characters from the scanning position to the next ${ or `, which is left to be read. An invalid escape makes the
    /// cooked value null and is noted for whoever wants to refuse it.
    /// </summary>
    private protected TemplateValue ReadTemplateCharacters()
    {
        var start = _position;
        var chunkStart = start;
        var hasCarriageReturn = false;
        _templateErrorPosition = -1;
        _buffer.Clear();
        while (true)
        {
            var offset = _source.AsSpan(_position, _limit - _position).IndexOfAny(s_templateStops);
            if (offset < 0)
            {
                throw ErrorAt(_limit, Problems.UnterminatedTemplate);
            }

            _position += offset;
            var character = _source[_position];
            if (character == '`' || (character == '$' && PeekChar(1) == '{'))
            {
                break;
            }

            switch (character)
            {
                case '$':
                    _position++;
                    continue;
                case '\\':
                    _buffer.Append(_source.AsSpan(chunkStart, _position - chunkStart));
                    hasCarriageReturn |= PeekChar(1) == '\r';
                    ReadTemplateEscape();
                    chunkStart = _position;
                    continue;
                case '\r':
                    // 12.9.6 TV and TRV: CR and CR LF are LF.
                    hasCarriageReturn = true;
                    _buffer.Append(_source.AsSpan(chunkStart, _position - chunkStart));
                    _buffer.Append('\n');
                    SkipLineTerminator(character);
                    chunkStart = _position;
                    continue;
                default:
                    SkipLineTerminator(character);
                    continue;
            }
        }

        var source = _source.AsSpan(start, _position - start);
        if (chunkStart == start)
        {
            var text = StringOf(source);
            return new TemplateValue(text, text);
        }

        _buffer.Append(_source.AsSpan(chunkStart, _position - chunkStart));
        var raw = hasCarriageReturn
            ? source.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : source.ToString();
        return new TemplateValue(_templateErrorPosition < 0 ? StringOf(_buffer.Span) : null, raw);
    }

    private void ReadTemplateEscape()
    {
        var start = _position;
        if (ReadEscape(isTemplate: true) is { } problem && _templateErrorPosition < 0)
        {
            _templateErrorPosition = start;
            _templateProblem = problem;
        }
    }

    /// <summary>Reads the current token, a slash or a slash and equals sign, again as a regular expression literal.</summary>
    private protected RegExpValue ReadRegExp()
    {
        _position = _start + 1;
        var inClass = false;
        while (true)
        {
            if (_position >= _limit || Characters.IsLineTerminator(_source[_position]))
            {
                throw ErrorAt(_start, Problems.UnterminatedRegExp);
            }

            var character = _source[_position];
            if (character == '/' && !inClass)
            {
                break;
            }

            switch (character)
            {
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '\\':
                    _position++;
                    if (_position >= _limit || Characters.IsLineTerminator(_source[_position]))
                    {
                        throw ErrorAt(_start, Problems.UnterminatedRegExp);
                    }

                    break;
            }

            _position++;
        }

        var pattern = _source[(_start + 1).._position];
        _position++;
        _type = TokenType.RegExp;
        return new RegExpValue(pattern, ReadRegExpFlags());
    }

    private string ReadRegExpFlags()
    {
        var start = _position;
        while (_position < _limit)
        {
            var flagStart = _position;
            var codePoint = ReadCodePoint();
            if (codePoint == '\\')
            {
                throw ErrorAt(flagStart, Problems.InvalidRegExpFlags);
            }

            if (!Characters.IsIdentifierPart(codePoint))
            {
                _position = flagStart;
                break;
            }
        }

        return StringOf(_source.AsSpan(start, _position - start));
    }
}
