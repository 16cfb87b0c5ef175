namespace Acornima.Parsing;

/// <summary>12.7 Names and keywords.</summary>
internal abstract partial class Scanner
{
    private void ScanAsciiName()
    {
        var source = _source;
        var position = _position + 1;
        while (position < _limit && Characters.IsAsciiIdentifierPart(source[position]))
        {
            position++;
        }

        if (position < _limit && (source[position] == '\\' || source[position] >= '\u0080'))
        {
            ScanNameWithEscapes(_position, isPrivate: false);
            return;
        }

        ref readonly var name = ref _names.Get(source.AsSpan(_position, position - _position));
        _position = position;
        _text = name.Text;
        _type = name.Type;
        _nameKind = name.Kind;
    }

    /// <summary>Names with characters beyond ASCII or with escapes.</summary>
    private void ScanNameWithEscapes(int start, bool isPrivate)
    {
        _buffer.Clear();
        _position = start;
        var isFirst = true;
        while (_position < _limit)
        {
            var characterStart = _position;
            var codePoint = ReadCodePoint();
            if (codePoint == '\\')
            {
                _hasEscape = true;
                codePoint = ReadNameEscape(characterStart);
                if (!(isFirst ? Characters.IsIdentifierStart(codePoint) : Characters.IsIdentifierPart(codePoint)))
                {
                    throw ErrorAt(characterStart, Problems.InvalidUnicodeEscape);
                }
            }
            else if (!(isFirst ? Characters.IsIdentifierStart(codePoint) : Characters.IsIdentifierPart(codePoint)))
            {
                _position = characterStart;
                break;
            }

            _buffer.AppendCodePoint(codePoint);
            isFirst = false;
        }

        if (isFirst)
        {
            throw ErrorAt(start, Problems.InvalidCharacter, DescribeCharacter(start));
        }

        ref readonly var name = ref _names.Get(_buffer.Span);
        _text = name.Text;
        _nameKind = name.Kind;
        _type = isPrivate ? TokenType.PrivateName : name.Type == TokenType.Name || !_hasEscape ? name.Type : TokenType.EscapedKeyword;
    }

    /// <summary>12.7 PrivateIdentifier: # and a name, nothing between them.</summary>
    private void ScanPrivateName()
    {
        Since(EcmaVersion.ES2022, _position, "private names");
        var next = PeekChar(1);
        if (next == '\\' || next >= '\u0080' || Characters.IsAsciiIdentifierStart(next))
        {
            ScanNameWithEscapes(_position + 1, isPrivate: true);
            _nameKind = NameKind.None;
            return;
        }

        throw ErrorAt(_position, Problems.InvalidCharacter, "#");
    }

    private int ReadCodePoint()
    {
        var character = _source[_position++];
        if (char.IsHighSurrogate(character) && _position < _limit && char.IsLowSurrogate(_source[_position]))
        {
            return char.ConvertToUtf32(character, _source[_position++]);
        }

        return character;
    }

    private int ReadNameEscape(int start)
    {
        if (PeekChar() != 'u')
        {
            throw ErrorAt(start, Problems.InvalidUnicodeEscape);
        }

        _position++;
        var codePoint = ReadUnicodeEscape();
        return codePoint >= 0 ? codePoint : throw ErrorAt(start, Problems.InvalidUnicodeEscape);
    }

    /// <summary>12.9.4 UnicodeEscapeSequence after its \u: four hexadecimal digits, or any in braces up to 10FFFF. -1 if it is none.</summary>
    private int ReadUnicodeEscape()
    {
        if (PeekChar() != '{')
        {
            return ReadHexDigits(4);
        }

        _position++;
        var value = 0;
        var digits = 0;
        for (; Characters.HexValue(PeekChar()) is >= 0 and var digit; digits++)
        {
            value = (value * 16) + digit;
            if (value > 0x10FFFF)
            {
                return -1;
            }

            _position++;
        }

        if (digits == 0 || PeekChar() != '}')
        {
            return -1;
        }

        _position++;
        return value;
    }

    /// <summary>So many hexadecimal digits; -1 if there are fewer.</summary>
    private int ReadHexDigits(int count)
    {
        var value = 0;
        for (var read = 0; read < count; read++)
        {
            var digit = Characters.HexValue(PeekChar());
            if (digit < 0)
            {
                return -1;
            }

            value = (value * 16) + digit;
            _position++;
        }

        return value;
    }

    private string DescribeCharacter(int index)
    {
        var character = _source[index];
        return char.IsControl(character) || character >= '\u0080' ? $"U+{CodePointAt(index):X4}" : character.ToString();
    }
}
