using System.Globalization;
using System.Numerics;

namespace Acornima.Parsing;

/// <summary>12.9.3 Numeric literals.</summary>
internal abstract partial class Scanner
{
    /// <summary>Digits that a double holds exactly however they are read.</summary>
    private const int ExactDecimalDigits = 15;

    private void ScanNumber(char first)
    {
        _octalPosition = -1;
        if (first == '0')
        {
            switch (PeekChar(1))
            {
                case 'x' or 'X':
                    ScanRadixNumber(bitsPerDigit: 4);
                    return;
                case 'o' or 'O':
                    ScanRadixNumber(bitsPerDigit: 3);
                    return;
                case 'b' or 'B':
                    ScanRadixNumber(bitsPerDigit: 1);
                    return;
                case >= '0' and <= '9':
                    ScanLegacyNumber();
                    return;
                case '_':
                    throw ErrorAt(_position + 1, Problems.ZeroDigitNumericSeparator);
            }
        }

        ScanDecimal(allowBigInt: true);
    }

    private void ScanDecimal(bool allowBigInt)
    {
        var hasSeparator = SkipDigits(10);
        if (allowBigInt && PeekChar() == 'n')
        {
            FinishBigInt(BigInteger.Parse(Digits(_start, _position, hasSeparator), NumberStyles.None, CultureInfo.InvariantCulture));
            return;
        }

        var isInteger = true;
        if (PeekChar() == '.')
        {
            isInteger = false;
            _position++;
            if (PeekChar() == '_')
            {
                throw ErrorAt(_position, Problems.MisplacedNumericSeparator);
            }

            hasSeparator |= SkipDigits(10);
        }

        if (PeekChar() is 'e' or 'E')
        {
            isInteger = false;
            hasSeparator |= SkipExponent();
        }

        var digits = Digits(_start, _position, hasSeparator);
        _number = isInteger && digits.Length <= ExactDecimalDigits
            ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        FinishNumber();
    }

    private bool SkipExponent()
    {
        _position++;
        if (PeekChar() is '+' or '-')
        {
            _position++;
        }

        if (!char.IsAsciiDigit(PeekChar()))
        {
            throw ErrorAt(_start, Problems.InvalidNumber);
        }

        return SkipDigits(10);
    }

    /// <summary>12.9.3 BinaryIntegerLiteral, OctalIntegerLiteral, HexIntegerLiteral.</summary>
    private void ScanRadixNumber(int bitsPerDigit)
    {
        _position += 2;
        var digitsStart = _position;
        if (PeekChar() == '_')
        {
            throw ErrorAt(_position, Problems.MisplacedNumericSeparator);
        }

        var hasSeparator = SkipDigits(1 << bitsPerDigit);
        if (_position == digitsStart)
        {
            throw ErrorAt(_position, Problems.InvalidNumber);
        }

        var digits = Digits(digitsStart, _position, hasSeparator);
        if (PeekChar() == 'n')
        {
            FinishBigInt(NumberValues.BigIntegerOf(digits, bitsPerDigit));
            return;
        }

        _number = NumberValues.DoubleOf(digits, bitsPerDigit);
        FinishNumber();
    }

    /// <summary>B.1.1 LegacyOctalIntegerLiteral (017) and NonOctalDecimalIntegerLiteral (089).</summary>
    private void ScanLegacyNumber()
    {
        _octalPosition = _start;
        _octalIsEscape = false;
        var isOctal = true;
        while (char.IsAsciiDigit(PeekChar()))
        {
            isOctal &= PeekChar() < '8';
            _position++;
        }

        if (PeekChar() == '_')
        {
            throw ErrorAt(_position, Problems.ZeroDigitNumericSeparator);
        }

        if (!isOctal)
        {
            _position = _start;
            ScanDecimal(allowBigInt: false);
            return;
        }

        _number = NumberValues.DoubleOf(_source.AsSpan(_start, _position - _start), 3);
        FinishNumber();
    }

    /// <summary>Steps over digits and the separators between them; true if there was a separator.</summary>
    private bool SkipDigits(int radix)
    {
        var hasSeparator = false;
        while (true)
        {
            var character = PeekChar();
            if (character == '_')
            {
                hasSeparator = true;
                Since(EcmaVersion.ES2021, _position, "numeric separators");
                if (!IsDigit(PeekChar(1), radix) || !IsDigit(_source[_position - 1], radix))
                {
                    throw ErrorAt(_position, Problems.MisplacedNumericSeparator);
                }
            }
            else if (!IsDigit(character, radix))
            {
                return hasSeparator;
            }

            _position++;
        }
    }

    private static bool IsDigit(char character, int radix) => Characters.HexValue(character) is >= 0 and var value && value < radix;

    private ReadOnlySpan<char> Digits(int start, int end, bool hasSeparator)
    {
        var digits = _source.AsSpan(start, end - start);
        if (!hasSeparator)
        {
            return digits;
        }

        _buffer.Clear();
        foreach (var digit in digits)
        {
            if (digit != '_')
            {
                _buffer.Append(digit);
            }
        }

        return _buffer.Span;
    }

    private void FinishNumber()
    {
        _type = TokenType.Number;
        CheckNumberEnd();
    }

    private protected BigInteger _bigInteger;

    private void FinishBigInt(BigInteger value)
    {
        Since(EcmaVersion.ES2020, _start, "BigInt literals");
        _position++;
        _type = TokenType.BigInt;
        _bigInteger = value;
        CheckNumberEnd();
    }

    /// <summary>12.9.3: no digit and no name may follow a number directly.</summary>
    private void CheckNumberEnd()
    {
        var next = PeekChar();
        if (next < '\u0080' ? Characters.IsAsciiIdentifierPart(next) || next == '\\' : Characters.IsIdentifierStart(CodePointAt(_position)))
        {
            throw ErrorAt(_position, Problems.IdentifierAfterNumber);
        }
    }

    private int CodePointAt(int index) =>
        char.IsHighSurrogate(_source[index]) && index + 1 < _limit && char.IsLowSurrogate(_source[index + 1])
            ? char.ConvertToUtf32(_source[index], _source[index + 1])
            : _source[index];
}
