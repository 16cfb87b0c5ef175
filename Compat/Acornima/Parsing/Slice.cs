namespace Acornima.Parsing;

internal static class Slice
{
    /// <exception cref="ArgumentOutOfRangeException">The slice reaches beyond the input.</exception>
    public static void Check(string input, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, input.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, input.Length - start);
    }
}
