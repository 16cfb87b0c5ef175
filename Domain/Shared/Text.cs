namespace ConnectionsConsole.Domain.Shared;

/// <summary>One way to compare names without case, the same in every database.</summary>
public static class Text
{
    /// <summary>The form that is stored beside a name for searching and uniqueness: trimmed, compatibility-composed, upper-cased invariantly.</summary>
    public static string Normalize(string value) => value.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();
}
