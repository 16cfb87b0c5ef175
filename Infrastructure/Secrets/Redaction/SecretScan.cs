using System.Buffers;

namespace ConnectionsConsole.Infrastructure.Secrets.Redaction;

/// <summary>From <paramref name="Start"/> up to, not including, <paramref name="End"/>, in bytes.</summary>
internal readonly record struct TextRange(int Start, int End);

/// <summary>
/// Finds secrets in a text as it stands and in what it means when it is unescaped, up to twice in any combination (a URL in JSON, JSON in
/// JSON). Unescaping rather than looking for escaped secrets, since which characters get escaped, and how, differs from encoder to encoder.
/// </summary>
internal sealed class SecretScan(PatternSearch search, bool hasSpaces)
{
    private const int MaximumDepth = 2;

    // Two rounds of the usual encoders make a byte at most ten bytes long ("&amp;quot;", "\u0026#34;").
    private const int MaximumGrowth = 12;

    // Percent before Form, and Form only when it can make a difference: it would find what Percent finds, and secrets with spaces.
    private readonly Escaping[] _escapings =
        hasSpaces ? [Escaping.Json, Escaping.Percent, Escaping.Form, Escaping.Xml] : [Escaping.Json, Escaping.Percent, Escaping.Xml];

    /// <summary>The longest form in which a secret may stand in a text, in bytes.</summary>
    public int LongestOccurrence => search.LongestPattern * MaximumGrowth;

    public bool Contains(ReadOnlySpan<byte> text) => Scan(text, default, depth: 0, found: null);

    /// <summary>Where the text has secrets: in order, not overlapping.</summary>
    public List<TextRange> Find(ReadOnlySpan<byte> text)
    {
        var found = new List<TextRange>();
        Scan(text, default, depth: 0, found);
        return Merge(found);
    }

    /// <summary>Sorts, and makes one range of those that overlap or touch.</summary>
    public static List<TextRange> Merge(List<TextRange> ranges)
    {
        ranges.Sort(static (left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.End.CompareTo(right.End));
        var merged = new List<TextRange>(ranges.Count);
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && range.Start <= merged[^1].End)
            {
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, range.End) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }

    /// <param name="found">Takes all occurrences; null when the first one is answer enough.</param>
    private bool Scan(ReadOnlySpan<byte> text, ReadOnlySpan<int> origins, int depth, List<TextRange>? found)
    {
        var position = 0;
        while (search.TryFindNext(text, ref position, out var start, out var end))
        {
            if (found is null)
            {
                return true;
            }

            found.Add(origins.IsEmpty ? new TextRange(start, end) : new TextRange(origins[start], origins[end]));
        }

        if (depth < MaximumDepth)
        {
            foreach (var escaping in _escapings)
            {
                if (EscapeDecoders.MayContain(escaping, text) && ScanDecoded(escaping, text, origins, depth + 1, found))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool ScanDecoded(Escaping escaping, ReadOnlySpan<byte> text, ReadOnlySpan<int> origins, int depth, List<TextRange>? found)
    {
        var decoded = ArrayPool<byte>.Shared.Rent(text.Length);
        var decodedOrigins = found is null ? null : ArrayPool<int>.Shared.Rent(text.Length + 1);
        try
        {
            var length = EscapeDecoders.Decode(escaping, text, origins, decoded, decodedOrigins, out var changed);
            return changed && Scan(decoded.AsSpan(0, length), decodedOrigins.AsSpan(0, decodedOrigins is null ? 0 : length + 1), depth, found);
        }
        finally
        {
            // The text may hold secrets; they must not stay behind in an array that others will rent.
            ArrayPool<byte>.Shared.Return(decoded, clearArray: true);
            if (decodedOrigins is not null)
            {
                ArrayPool<int>.Shared.Return(decodedOrigins);
            }
        }
    }
}
