using System.Text;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>One way to compare names without case, the same in every database.</summary>
public static class Text
{
    /// <summary>The longest normalized form, in characters: as long as the columns that keep one. No name may be longer.</summary>
    public const int LongestNormalized = 200;

    /// <summary>
    /// The form that is stored beside a name for searching and uniqueness: trimmed, compatibility-composed, upper-cased invariantly. One character
    /// can become eighteen (U+FDFA), so the form is cut off where its column ends; otherwise a name that is short enough could not be saved.
    /// </summary>
    public static string Normalize(string value)
    {
        // Half a surrogate pair is replaced as the databases' encoding would: normalizing refuses it with an exception.
        var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value.Trim()));
        var normalized = wellFormed.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        if (normalized.Length <= LongestNormalized)
        {
            return normalized;
        }

        return normalized[..(char.IsHighSurrogate(normalized[LongestNormalized - 1]) ? LongestNormalized - 1 : LongestNormalized)];
    }
}
