namespace Acornima.Parsing;

/// <summary>12.8 Punctuators.</summary>
internal abstract partial class Scanner
{
    private void ScanPunctuator(char character)
    {
        switch (character)
        {
            case '(':
                Punctuator(TokenType.ParenLeft, 1);
                break;
            case ')':
                Punctuator(TokenType.ParenRight, 1);
                break;
            case '{':
                Punctuator(TokenType.BraceLeft, 1);
                break;
            case '}':
                Punctuator(TokenType.BraceRight, 1);
                break;
            case '[':
                Punctuator(TokenType.BracketLeft, 1);
                break;
            case ']':
                Punctuator(TokenType.BracketRight, 1);
                break;
            case ',':
                Punctuator(TokenType.Comma, 1);
                break;
            case ';':
                Punctuator(TokenType.Semicolon, 1);
                break;
            case ':':
                Punctuator(TokenType.Colon, 1);
                break;
            case '~':
                Punctuator(TokenType.BitNot, 1);
                break;
            case '@':
                Punctuator(TokenType.At, 1);
                break;
            case '`':
                Punctuator(TokenType.Backtick, 1);
                break;
            case '.':
                Punctuator2(PeekChar(1) == '.' && PeekChar(2) == '.', TokenType.Ellipsis, 3, TokenType.Dot);
                break;
            case '^':
                Punctuator2(PeekChar(1) == '=', TokenType.BitXorAssign, 2, TokenType.BitXor);
                break;
            case '%':
                Punctuator2(PeekChar(1) == '=', TokenType.PercentAssign, 2, TokenType.Percent);
                break;
            case '/':
                Punctuator2(PeekChar(1) == '=', TokenType.SlashAssign, 2, TokenType.Slash);
                break;
            case '=':
                ScanEquals();
                break;
            case '!':
                ScanNot();
                break;
            case '+':
                ScanDoubled('+', TokenType.Increment, TokenType.PlusAssign, TokenType.Plus);
                break;
            case '-':
                ScanDoubled('-', TokenType.Decrement, TokenType.MinusAssign, TokenType.Minus);
                break;
            case '<':
                ScanShiftable('<', TokenType.ShiftLeft, TokenType.ShiftLeftAssign, TokenType.LessOrEqual, TokenType.Less);
                break;
            case '>':
                ScanGreater();
                break;
            case '*':
                ScanShiftable('*', TokenType.StarStar, TokenType.StarStarAssign, TokenType.StarAssign, TokenType.Star);
                break;
            case '&':
                ScanShiftable('&', TokenType.LogicalAnd, TokenType.AndAssign, TokenType.BitAndAssign, TokenType.BitAnd);
                break;
            case '|':
                ScanShiftable('|', TokenType.LogicalOr, TokenType.OrAssign, TokenType.BitOrAssign, TokenType.BitOr);
                break;
            case '?':
                ScanQuestion();
                break;
            default:
                throw ErrorAt(_position, Problems.InvalidCharacter, DescribeCharacter(_position));
        }
    }

    private void Punctuator(TokenType type, int length)
    {
        _type = type;
        _position += length;
    }

    private void Punctuator2(bool isLonger, TokenType longer, int length, TokenType shorter) =>
        Punctuator(isLonger ? longer : shorter, isLonger ? length : 1);

    private void ScanEquals()
    {
        if (PeekChar(1) == '=')
        {
            Punctuator2(PeekChar(2) == '=', TokenType.StrictEqual, 3, TokenType.Equal);
            _position += _type == TokenType.Equal ? 1 : 0;
            return;
        }

        Punctuator2(PeekChar(1) == '>', TokenType.Arrow, 2, TokenType.Assign);
    }

    private void ScanNot()
    {
        if (PeekChar(1) != '=')
        {
            Punctuator(TokenType.Not, 1);
            return;
        }

        Punctuator2(PeekChar(2) == '=', TokenType.StrictNotEqual, 3, TokenType.NotEqual);
        _position += _type == TokenType.NotEqual ? 1 : 0;
    }

    /// <summary>+ ++ += and their like with minus.</summary>
    private void ScanDoubled(char character, TokenType doubled, TokenType assign, TokenType single)
    {
        var next = PeekChar(1);
        Punctuator(next == character ? doubled : next == '=' ? assign : single, next == character || next == '=' ? 2 : 1);
    }

    /// <summary>A character that stands alone, doubled, and each with an equals sign.</summary>
    private void ScanShiftable(char character, TokenType doubled, TokenType doubledAssign, TokenType assign, TokenType single)
    {
        if (PeekChar(1) != character)
        {
            Punctuator2(PeekChar(1) == '=', assign, 2, single);
            return;
        }

        var isAssign = PeekChar(2) == '=';
        if (character == '*')
        {
            Since(EcmaVersion.ES2016, _position, "the exponentiation operator");
        }
        else if (isAssign && (character is '&' or '|'))
        {
            Since(EcmaVersion.ES2021, _position, "logical assignment");
        }

        Punctuator(isAssign ? doubledAssign : doubled, isAssign ? 3 : 2);
    }

    private void ScanGreater()
    {
        if (PeekChar(1) == '>' && PeekChar(2) == '>')
        {
            var isAssign = PeekChar(3) == '=';
            Punctuator(isAssign ? TokenType.UnsignedShiftRightAssign : TokenType.UnsignedShiftRight, isAssign ? 4 : 3);
            return;
        }

        ScanShiftable('>', TokenType.ShiftRight, TokenType.ShiftRightAssign, TokenType.GreaterOrEqual, TokenType.Greater);
    }

    /// <summary>? ?. ?? ??=; a digit after ?. makes it a conditional with a number (12.8 OptionalChainingPunctuator).</summary>
    private void ScanQuestion()
    {
        if (PeekChar(1) == '?')
        {
            var isAssign = PeekChar(2) == '=';
            Since(isAssign ? EcmaVersion.ES2021 : EcmaVersion.ES2020, _position, "nullish coalescing");
            Punctuator(isAssign ? TokenType.NullishAssign : TokenType.Nullish, isAssign ? 3 : 2);
            return;
        }

        var isChain = _version >= EcmaVersion.ES2020 && PeekChar(1) == '.' && !char.IsAsciiDigit(PeekChar(2));
        Punctuator2(isChain, TokenType.QuestionDot, 2, TokenType.Question);
    }
}
