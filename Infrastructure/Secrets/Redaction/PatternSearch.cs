namespace ConnectionsConsole.Infrastructure.Secrets.Redaction;

/// <summary>
/// Searches bytes for many patterns at once, after Wu and Manber, "A fast algorithm for multi-pattern searching" (1994): a table says for
/// each pair of bytes how far the search can safely jump, so most of the text is never looked at. Chosen over an automaton because its tables stay
/// at a few kilobytes where a private key in all its encodings would need tens of thousands of states.
/// </summary>
internal sealed class PatternSearch
{
    private const int MaximumWindow = 16;
    private const uint HashMultiplier = 2654435761;

    private readonly SecretPattern[] _patterns;
    private readonly int _window;
    private readonly int _hashShift;
    private readonly byte[] _jumps;

    // Chains of the patterns whose window ends in the same pair: the first by hash, then the next by pattern; -1 ends.
    private readonly int[] _first;
    private readonly int[] _next;

    public PatternSearch(IReadOnlyList<SecretPattern> patterns)
    {
        _patterns = [.. patterns];
        LongestPattern = _patterns.Length == 0 ? 0 : _patterns.Max(pattern => pattern.Bytes.Length);
        _window = Math.Min(MaximumWindow, _patterns.Length == 0 ? MaximumWindow : _patterns.Min(pattern => pattern.Bytes.Length));
        var pairs = Math.Clamp(_patterns.Length * _window * 16, 4096, 65536);
        var hashBits = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)(pairs - 1));
        _hashShift = 32 - hashBits;
        _jumps = new byte[1 << hashBits];
        _first = new int[1 << hashBits];
        _next = new int[_patterns.Length];
        Array.Fill(_jumps, (byte)(_window - 1));
        Array.Fill(_first, -1);
        for (var index = 0; index < _patterns.Length; index++)
        {
            Add(index);
        }
    }

    /// <summary>Length of the longest pattern, in bytes.</summary>
    public int LongestPattern { get; }

    /// <summary>
    /// The longest pattern at the first place from <paramref name="position"/> on that has one. Start with position 0; it is moved so that
    /// the next call goes on behind the start (not the end) of this occurrence, since another may overlap it.
    /// </summary>
    public bool TryFindNext(ReadOnlySpan<byte> text, ref int position, out int start, out int end)
    {
        var last = position + _window - 1;
        while (last < text.Length)
        {
            var hash = Hash(text[last - 1], text[last]);
            var jump = _jumps[hash];
            if (jump > 0)
            {
                last += jump;
                continue;
            }

            start = last - _window + 1;
            last++;
            if (TryMatch(text, start, _first[hash], out var pattern))
            {
                position = start + 1;
                (start, end) = WithPartialDigits(text, start, pattern);
                return true;
            }
        }

        (start, end) = (0, 0);
        return false;
    }

    private static (int Start, int End) WithPartialDigits(ReadOnlySpan<byte> text, int start, SecretPattern pattern)
    {
        var end = start + pattern.Bytes.Length;
        if (pattern.HasPartialHead && start > 0 && IsBase64Digit(text[start - 1]))
        {
            start--;
        }

        if (pattern.HasPartialTail && end < text.Length && IsBase64Digit(text[end]))
        {
            end++;
            for (var padding = 0; padding < 2 && end < text.Length && text[end] == '='; padding++)
            {
                end++;
            }
        }

        return (start, end);
    }

    private static bool IsBase64Digit(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'+' or (byte)'/' or (byte)'-' or (byte)'_';

    private void Add(int index)
    {
        var bytes = _patterns[index].Bytes;
        for (var last = 1; last < _window; last++)
        {
            ref var jump = ref _jumps[Hash(bytes[last - 1], bytes[last])];
            jump = Math.Min(jump, (byte)(_window - 1 - last));
        }

        ref var first = ref _first[Hash(bytes[_window - 2], bytes[_window - 1])];
        (_next[index], first) = (first, index);
    }

    private bool TryMatch(ReadOnlySpan<byte> text, int start, int candidate, out SecretPattern longest)
    {
        longest = null!;
        var rest = text[start..];
        for (; candidate >= 0; candidate = _next[candidate])
        {
            var pattern = _patterns[candidate];
            if (rest.StartsWith(pattern.Bytes) && pattern.Bytes.Length > (longest?.Bytes.Length ?? 0))
            {
                longest = pattern;
            }
        }

        return longest is not null;
    }

    private uint Hash(byte first, byte second) => ((uint)((first << 8) | second) * HashMultiplier) >> _hashShift;
}
