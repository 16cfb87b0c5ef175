using System.Text.Json;

namespace ConnectionsConsole.Infrastructure.Secrets.Redaction;

/// <summary>What to replace, and whether the replacement stands for a whole JSON value and so needs quotation marks.</summary>
internal readonly record struct Replacement(int Start, int End, bool IsWholeValue);

/// <summary>
/// Widens ranges so that a JSON text stays valid when they are replaced: within a string never half an escape; a number, or a name or
/// string with its quotation marks, as a whole; what spans several values, with the smallest object or array around it.
/// </summary>
internal static class JsonRanges
{
    /// <summary>Deeper nesting than any parser accepts by default; the reader itself does not recurse.</summary>
    private const int MaximumDepth = 100_000;

    /// <param name="ranges">In order, not overlapping.</param>
    /// <returns>In order, not overlapping; null when the text is no JSON.</returns>
    public static List<Replacement>? Widen(ReadOnlySpan<byte> text, List<TextRange> ranges)
    {
        var walk = new Walk(ranges);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = MaximumDepth });
        try
        {
            while (reader.Read())
            {
                walk.Visit(ref reader, text);
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return walk.Finish(text.Length);
    }

    private sealed class Walk(List<TextRange> ranges)
    {
        private readonly List<Replacement> _settled = [];
        private readonly List<TextRange> _waiting = [];
        private readonly Stack<int> _containers = new();
        private int _next;

        public void Visit(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
        {
            var start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _containers.Push(start);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    CloseContainer(_containers.Pop(), (int)reader.BytesConsumed);
                    break;
                case JsonTokenType.String or JsonTokenType.PropertyName:
                    VisitString(text, start, start + reader.ValueSpan.Length + 2);
                    break;
                default:
                    VisitValue(start, start + reader.ValueSpan.Length);
                    break;
            }
        }

        public List<Replacement> Finish(int length)
        {
            _waiting.AddRange(ranges.Skip(_next));
            if (_waiting.Count > 0)
            {
                // It spans several values of the outermost level: nothing smaller than the text is around it.
                return [new Replacement(0, length, IsWholeValue: true)];
            }

            return RemoveContained();
        }

        private void VisitString(ReadOnlySpan<byte> text, int start, int end)
        {
            SkipTo(start);
            var position = start + 1;
            for (; _next < ranges.Count && ranges[_next].Start < end; _next++)
            {
                var range = ranges[_next];
                if (range.Start > start && range.End < end)
                {
                    var first = AlignToEscape(text, ref position, range.Start, roundUp: false);
                    _settled.Add(new Replacement(first, AlignToEscape(text, ref position, range.End, roundUp: true), IsWholeValue: false));
                }
                else
                {
                    SettleOrWait(range, start, end);
                }
            }
        }

        private void VisitValue(int start, int end)
        {
            SkipTo(start);
            for (; _next < ranges.Count && ranges[_next].Start < end; _next++)
            {
                SettleOrWait(ranges[_next], start, end);
            }
        }

        private void SettleOrWait(TextRange range, int start, int end)
        {
            if (range.Start >= start && range.End <= end)
            {
                _settled.Add(new Replacement(start, end, IsWholeValue: true));
            }
            else
            {
                _waiting.Add(range);
            }
        }

        /// <summary>Ranges that begin before this value, in punctuation or white space, belong to what is around it.</summary>
        private void SkipTo(int start)
        {
            for (; _next < ranges.Count && ranges[_next].Start < start; _next++)
            {
                _waiting.Add(ranges[_next]);
            }
        }

        private void CloseContainer(int start, int end)
        {
            SkipTo(end);
            if (_waiting.RemoveAll(range => range.Start >= start && range.End <= end) > 0)
            {
                _settled.Add(new Replacement(start, end, IsWholeValue: true));
            }
        }

        /// <summary>Moves along the string to <paramref name="target"/>; where that is inside an escape, to the beginning or the end of the escape.</summary>
        private static int AlignToEscape(ReadOnlySpan<byte> text, ref int position, int target, bool roundUp)
        {
            while (position < target)
            {
                var plain = text[position..target].IndexOf((byte)'\\');
                if (plain < 0)
                {
                    position = target;
                    break;
                }

                var escape = position + plain;
                var next = escape + (text[escape + 1] == 'u' ? 6 : 2);
                if (next > target && !roundUp)
                {
                    position = escape;
                    return escape;
                }

                position = next;
            }

            return position;
        }

        /// <summary>An object that is replaced as a whole takes all replacements inside it with it.</summary>
        private List<Replacement> RemoveContained()
        {
            _settled.Sort(static (left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : right.End.CompareTo(left.End));
            var outermost = new List<Replacement>(_settled.Count);
            foreach (var replacement in _settled)
            {
                if (outermost.Count == 0 || replacement.Start >= outermost[^1].End)
                {
                    outermost.Add(replacement);
                }
            }

            return outermost;
        }
    }
}
