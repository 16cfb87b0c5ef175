using System.Globalization;
using System.Text;

namespace Acornima.RegularExpressions;

/// <summary>Writes sets of characters as .NET patterns, each of which is one atom.</summary>
internal static class CharacterSetWriter
{
    /// <summary>
    /// Holds at positions within a surrogate pair, which a pattern that is read by code points never sees: neither may a match begin there,
    /// nor may a piece of text that was matched before end there.
    /// </summary>
    internal const string NotWithinPair = "(?!(?<=[\\uD800-\\uDBFF])[\\uDC00-\\uDFFF])";

    private const int FirstLead = 0xD800;
    private const int LastLead = 0xDBFF;
    private const int FirstTrail = 0xDC00;
    private const int LastTrail = 0xDFFF;

    private static readonly CodePointSet s_units = CodePointSet.Range(0, char.MaxValue);
    private static readonly CodePointSet s_leads = CodePointSet.Range(FirstLead, LastLead);
    private static readonly CodePointSet s_trails = CodePointSet.Range(FirstTrail, LastTrail);
    private static readonly CodePointSet s_others = CodePointSet.Of((0, FirstLead - 1), (LastTrail + 1, char.MaxValue));
    private static readonly CodePointSet s_supplementary = CodePointSet.Range(0x10000, CodePointSet.MaximumCodePoint);

    /// <summary>A set of code units.</summary>
    internal static void WriteUnits(StringBuilder output, CodePointSet set)
    {
        if (set.IsEmpty)
        {
            output.Append("(?!)");
            return;
        }

        var ranges = set.Ranges.ToArray();
        if (ranges is [var (from, to)] && from == to)
        {
            AppendUnit(output, from);
            return;
        }

        // Written as what it excludes, a set of nearly everything is found faster: .NET then searches for the few characters that end a run.
        var negated = ranges[0].From == 0 && ranges[^1].To == char.MaxValue;
        if (negated && ranges.Length == 1)
        {
            output.Append("[\\s\\S]");
            return;
        }

        output.Append(negated ? "[^" : "[");
        foreach (var range in negated ? s_units.Except(set).Ranges : ranges)
        {
            AppendUnit(output, range.From);
            if (range.To > range.From)
            {
                AppendUnit(output.Append('-'), range.To);
            }
        }

        output.Append(']');
    }

    /// <summary>
    /// A set of code points, over text in UTF-16: those beyond the first 65,536 as pairs of surrogates, lone surrogates only where they are no part
    /// of a pair. The alternatives exclude each other, so it does not matter in which order and direction they are tried.
    /// </summary>
    internal static void WriteCodePoints(StringBuilder output, CodePointSet set)
    {
        var alternatives = new List<string>();
        AddAlternative(alternatives, "", set.Intersect(s_others), "");
        foreach (var (leads, trails) in Pairs(set.Intersect(s_supplementary)))
        {
            var pair = new StringBuilder();
            WriteUnits(pair, leads);
            WriteUnits(pair, trails);
            alternatives.Add(pair.ToString());
        }

        AddAlternative(alternatives, "", set.Intersect(s_leads), "(?![\\uDC00-\\uDFFF])");
        AddAlternative(alternatives, "(?<![\\uD800-\\uDBFF])", set.Intersect(s_trails), "");
        if (alternatives is [var only] && set.Except(s_others).IsEmpty)
        {
            output.Append(only);
            return;
        }

        output.Append(alternatives.Count == 0 ? "(?!)" : $"(?:{string.Join('|', alternatives)})");
    }

    private static void AddAlternative(List<string> alternatives, string before, CodePointSet set, string after)
    {
        if (!set.IsEmpty)
        {
            var text = new StringBuilder(before);
            WriteUnits(text, set);
            alternatives.Add(text.Append(after).ToString());
        }
    }

    // Leads with the same trails share an alternative.
    private static IEnumerable<(CodePointSet Leads, CodePointSet Trails)> Pairs(CodePointSet set)
    {
        var trailsByLead = new SortedDictionary<int, List<(int, int)>>();
        foreach (var (from, to) in set.Ranges)
        {
            for (var lead = Lead(from); lead <= Lead(to); lead++)
            {
                var first = lead == Lead(from) ? Trail(from) : FirstTrail;
                var last = lead == Lead(to) ? Trail(to) : LastTrail;
                (trailsByLead.TryGetValue(lead, out var list) ? list : trailsByLead[lead] = []).Add((first, last));
            }
        }

        return trailsByLead
            .GroupBy(pair => string.Join(' ', pair.Value), StringComparer.Ordinal)
            .Select(group => (CodePointSet.Of([.. group.Select(pair => (pair.Key, pair.Key))]), CodePointSet.Of([.. group.First().Value])));
    }

    private static int Lead(int value) => FirstLead + ((value - 0x10000) >> 10);

    private static int Trail(int value) => FirstTrail + ((value - 0x10000) & 0x3FF);

    private static void AppendUnit(StringBuilder output, int unit)
    {
        if (unit < 0x80 && char.IsAsciiLetterOrDigit((char)unit))
        {
            output.Append((char)unit);
            return;
        }

        output.Append(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
    }
}
