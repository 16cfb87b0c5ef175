namespace Acornima.RegularExpressions;

/// <summary>An immutable set of code points (or of UTF-16 code units, where a pattern is read by those).</summary>
internal sealed class CodePointSet
{
    internal const int MaximumCodePoint = 0x10FFFF;

    internal static readonly CodePointSet Empty = new([]);

    // Ascending: a member begins a run at each even index, the run ends before the value at the odd index that follows.
    private readonly int[] _bounds;

    private CodePointSet(int[] bounds) => _bounds = bounds;

    internal bool IsEmpty => _bounds.Length == 0;

    /// <summary>The runs of consecutive members, ascending, both ends included.</summary>
    internal IEnumerable<(int From, int To)> Ranges
    {
        get
        {
            for (var i = 0; i < _bounds.Length; i += 2)
            {
                yield return (_bounds[i], _bounds[i + 1] - 1);
            }
        }
    }

    internal static CodePointSet Range(int from, int to) => new([from, to + 1]);

    internal static CodePointSet Of(params ReadOnlySpan<(int From, int To)> ranges)
    {
        var sorted = ranges.ToArray();
        Array.Sort(sorted);
        var bounds = new List<int>(sorted.Length * 2);
        foreach (var (from, to) in sorted)
        {
            if (bounds.Count > 0 && from <= bounds[^1])
            {
                bounds[^1] = Math.Max(bounds[^1], to + 1);
            }
            else
            {
                bounds.AddRange([from, to + 1]);
            }
        }

        return new CodePointSet([.. bounds]);
    }

    internal bool Contains(int value)
    {
        var found = Array.BinarySearch(_bounds, value);
        return ((found >= 0 ? found : ~found - 1) & 1) == 0;
    }

    internal CodePointSet Union(CodePointSet other) => Combine(other, static (a, b) => a || b);

    internal CodePointSet Intersect(CodePointSet other) => Combine(other, static (a, b) => a && b);

    internal CodePointSet Except(CodePointSet other) => Combine(other, static (a, b) => a && !b);

    // One sweep over the bounds of both; the operation must keep "in neither" out.
    private CodePointSet Combine(CodePointSet other, Func<bool, bool, bool> operation)
    {
        var (left, right) = (_bounds, other._bounds);
        var result = new List<int>(left.Length + right.Length);
        var (i, j) = (0, 0);
        while (i < left.Length || j < right.Length)
        {
            var at = Math.Min(i < left.Length ? left[i] : int.MaxValue, j < right.Length ? right[j] : int.MaxValue);
            i += i < left.Length && left[i] == at ? 1 : 0;
            j += j < right.Length && right[j] == at ? 1 : 0;
            var inside = operation((i & 1) != 0, (j & 1) != 0);
            if (inside != ((result.Count & 1) != 0))
            {
                result.Add(at);
            }
        }

        return new CodePointSet([.. result]);
    }
}
