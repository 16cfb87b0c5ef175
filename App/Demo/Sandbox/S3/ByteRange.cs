using System.Globalization;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>A part of an object's content: <see cref="First"/> is the offset of its first byte.</summary>
internal readonly record struct ByteRange(long First, long Length)
{
    /// <summary>
    /// Null when the whole object is meant: no header, several ranges (S3 sends one at most), or one that is not well-formed,
    /// which RFC 9110 section 14.2 says to ignore.
    /// </summary>
    /// <exception cref="S3Exception">InvalidRange: nothing of it lies inside the object.</exception>
    public static ByteRange? Parse(string? header, long size)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase) || header.Contains(',', StringComparison.Ordinal))
        {
            return null;
        }

        var parts = header["bytes=".Length..].Split('-');
        if (parts.Length != 2 || !TryNumber(parts[0], out var first) || !TryNumber(parts[1], out var last) || (first is null && last is null) || last < first)
        {
            return null;
        }

        var start = first ?? Math.Max(0, size - (last ?? 0));
        var end = first is null || last is null ? size - 1 : Math.Min(last.Value, size - 1);
        return start < size && start <= end ? new ByteRange(start, end - start + 1) : throw S3Errors.InvalidRange(header, size);
    }

    private static bool TryNumber(string text, out long? number)
    {
        number = null;
        if (text.Length == 0)
        {
            return true;
        }

        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        number = value;
        return isNumber;
    }
}
