using System.Globalization;

namespace Acornima.RegularExpressions;

/// <summary>Quantifiers.</summary>
internal sealed partial class PatternParser
{
    // Term :: Atom Quantifier, once the atom is read; QuantifiableAssertion Quantifier in Annex B
    private PatternNode ParseQuantifier(PatternNode atom, int firstGroup)
    {
        if (!TryReadQuantifierPrefix(out var bounds))
        {
            return Current == '{' && _unicode ? throw Error(PatternError.IncompleteQuantifier, _index) : atom;
        }

        var quantifiable = atom switch
        {
            AnchorNode => false,
            LookaroundNode lookaround => !_unicode && !lookaround.Behind,
            _ => true,
        };
        if (!quantifiable)
        {
            throw Error(PatternError.NothingToRepeat, _index);
        }

        if (bounds.OutOfOrder)
        {
            throw Error(PatternError.QuantifierOutOfOrder, _index);
        }

        _index += bounds.Length;
        return new QuantifierNode(atom, bounds.Min, bounds.Max, TryConsume('?'), firstGroup, _groupNames.Count - 1);
    }

    // QuantifierPrefix; consumes nothing
    private bool TryReadQuantifierPrefix(out QuantifierBounds bounds)
    {
        switch (Current)
        {
            case '*':
                bounds = new QuantifierBounds(0, int.MaxValue, false, 1);
                return true;
            case '+':
                bounds = new QuantifierBounds(1, int.MaxValue, false, 1);
                return true;
            case '?':
                bounds = new QuantifierBounds(0, 1, false, 1);
                return true;
            case '{':
                return TryReadBracedQuantifier(out bounds);
            default:
                bounds = default;
                return false;
        }
    }

    // { DecimalDigits } | { DecimalDigits , } | { DecimalDigits , DecimalDigits }
    private bool TryReadBracedQuantifier(out QuantifierBounds bounds)
    {
        bounds = default;
        var rest = _pattern.AsSpan(_index + 1);
        var min = LeadingDigits(rest);
        if (min.IsEmpty)
        {
            return false;
        }

        var max = min;
        var unbounded = false;
        var length = min.Length;
        if (length < rest.Length && rest[length] == ',')
        {
            max = LeadingDigits(rest[(length + 1)..]);
            unbounded = max.IsEmpty;
            length += 1 + max.Length;
        }

        if (length == rest.Length || rest[length] != '}')
        {
            return false;
        }

        bounds = new QuantifierBounds(Clamp(min), unbounded ? int.MaxValue : Clamp(max), !unbounded && Compare(min, max) > 0, length + 2);
        return true;
    }

    private static ReadOnlySpan<char> LeadingDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text : text[..end];
    }

    // Bounds may have any number of digits and are compared exactly, whatever becomes of them afterwards.
    private static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }

    private static int Clamp(ReadOnlySpan<char> digits)
    {
        digits = digits.TrimStart('0');
        return digits.IsEmpty ? 0 : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;
    }

    private readonly record struct QuantifierBounds(int Min, int Max, bool OutOfOrder, int Length);
}
