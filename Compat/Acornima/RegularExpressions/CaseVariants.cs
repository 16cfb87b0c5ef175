using System.Text;

namespace Acornima.RegularExpressions;

/// <summary>
/// The characters that a case-insensitive match takes for equal: those with the same Canonicalize, ECMAScript 2025 §22.2.2.7.3. There are two
/// such equivalences, by simple case folding in Unicode modes and by upper case otherwise.
/// </summary>
internal sealed class CaseVariants
{
    private static readonly Lazy<CaseVariants> s_unicode = new(() => new CaseVariants(CodePointSet.MaximumCodePoint, FoldSimply));
    private static readonly Lazy<CaseVariants> s_legacy = new(() => new CaseVariants(char.MaxValue, UpperCase));

    /// <summary>Equal by CaseFolding.txt, although neither is the other's upper case.</summary>
    private static readonly (int From, int To, int First)[] s_foldedPairs = [(0x1FD3, 0x1FD3, 0x390), (0x1FE3, 0x1FE3, 0x3B0), (0xFB05, 0xFB05, 0xFB06)];

    /// <summary>Case pairs of Unicode 16 and 17, which the case data of the platform may not have yet: runs of one case, and the first of the other.</summary>
    private static readonly (int From, int To, int First)[] s_recentPairs =
    [
        (0x1C8A, 0x1C8A, 0x1C89), (0xA7CB, 0xA7CB, 0x264), (0xA7CD, 0xA7CD, 0xA7CC), (0xA7CF, 0xA7CF, 0xA7CE), (0xA7D3, 0xA7D3, 0xA7D2),
        (0xA7D5, 0xA7D5, 0xA7D4), (0xA7DB, 0xA7DB, 0xA7DA), (0xA7DC, 0xA7DC, 0x19B), (0x10D70, 0x10D85, 0x10D50), (0x16EBB, 0x16ED3, 0x16EA0),
    ];

    private readonly Dictionary<int, int[]> _variants = [];
    private readonly List<int[]> _classes = [];

    private CaseVariants(int maximum, Func<int, int> canonicalize)
    {
        var members = new Dictionary<int, List<int>>();
        for (var value = 0; value <= maximum; value++)
        {
            var canonical = char.IsSurrogate((char)value) && value <= char.MaxValue ? value : canonicalize(value);
            if (canonical != value)
            {
                (members.TryGetValue(canonical, out var list) ? list : members[canonical] = [canonical]).Add(value);
            }
        }

        foreach (var list in members.Values)
        {
            int[] equal = [.. list];
            _classes.Add(equal);
            Array.ForEach(equal, value => _variants[value] = equal);
        }
    }

    internal static CaseVariants For(bool unicode) => (unicode ? s_unicode : s_legacy).Value;

    /// <summary>A set with everything that is equal to one of its members.</summary>
    internal CodePointSet Close(CodePointSet set)
    {
        var additions = new List<(int, int)>();
        foreach (var equal in _classes)
        {
            if (equal.Any(set.Contains))
            {
                additions.AddRange(equal.Select(value => (value, value)));
            }
        }

        return set.Union(CodePointSet.Of([.. additions]));
    }

    /// <summary>A character with everything that is equal to it.</summary>
    internal CodePointSet Close(int value) =>
        _variants.TryGetValue(value, out var equal) ? CodePointSet.Of([.. equal.Select(v => (v, v))]) : CodePointSet.Range(value, value);

    private static int FoldSimply(int value)
    {
        var partner = Partner(s_foldedPairs, Partner(s_recentPairs, value));
        return Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(partner))).Value;
    }

    // toUppercase, where it gives one code unit and does not lead from beyond ASCII into it
    private static int UpperCase(int value)
    {
        // These have a one-character upper case too, but the full mapping that the language asks for gives two characters.
        if (value is (>= 0x1F80 and <= 0x1FAF) or 0x1FB3 or 0x1FBC or 0x1FC3 or 0x1FCC or 0x1FF3 or 0x1FFC)
        {
            return value;
        }

        var upper = char.ToUpperInvariant((char)Partner(s_recentPairs, value));
        return value >= 0x80 && upper < 0x80 ? value : upper;
    }

    private static int Partner((int From, int To, int First)[] pairs, int value)
    {
        foreach (var (from, to, first) in pairs)
        {
            if (value >= from && value <= to)
            {
                return first + value - from;
            }
        }

        return value;
    }
}
