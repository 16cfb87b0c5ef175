using System.Numerics;

namespace Acornima.Parsing;

/// <summary>Values of digits in radix 2, 8 and 16.</summary>
internal static class NumberValues
{
    /// <summary>The nearest double, ties to even (6.1.6.1): the first 64 significant bits, with a mark for any one bit behind them.</summary>
    public static double DoubleOf(ReadOnlySpan<char> digits, int bitsPerDigit)
    {
        ulong head = 0;
        var droppedBits = 0;
        foreach (var character in digits)
        {
            var digit = (ulong)Characters.HexValue(character);
            for (var bit = bitsPerDigit - 1; bit >= 0; bit--)
            {
                var one = (digit >> bit) & 1;
                if (head >> 63 == 0)
                {
                    head = (head << 1) | one;
                }
                else
                {
                    droppedBits++;
                    head |= one;
                }
            }
        }

        return Math.ScaleB((double)head, droppedBits);
    }

    public static BigInteger BigIntegerOf(ReadOnlySpan<char> digits, int bitsPerDigit)
    {
        var bytes = new byte[(((long)digits.Length * bitsPerDigit) / 8) + 1];
        long bit = 0;
        for (var index = digits.Length - 1; index >= 0; index--, bit += bitsPerDigit)
        {
            var value = Characters.HexValue(digits[index]) << (int)(bit & 7);
            bytes[bit >> 3] |= (byte)value;
            if (value > 0xFF)
            {
                bytes[(bit >> 3) + 1] |= (byte)(value >> 8);
            }
        }

        return new BigInteger(bytes, isUnsigned: true);
    }
}
