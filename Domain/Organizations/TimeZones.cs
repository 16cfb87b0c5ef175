namespace ConnectionsConsole.Domain.Organizations;

/// <summary>The time zones that the machine knows, by their IANA names.</summary>
public static class TimeZones
{
    public const string Utc = "UTC";

    /// <summary>As long as the column that keeps one.</summary>
    public const int MaximumLength = 100;

    public static bool IsKnown(string? name) =>
        // The name becomes part of a file's path on some systems: nothing but what IANA names are made of gets that far.
        name is { Length: > 0 and <= MaximumLength } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '-' or '/')
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && zone.Id == name;

    /// <summary>Up to <paramref name="most"/> names that contain <paramref name="text"/>, those first that a person would mean; all for an empty text.</summary>
    public static IReadOnlyList<string> Search(string text, int most)
    {
        var wanted = text.Trim().Replace(' ', '_');
        return [.. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId && z.Id.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Select(z => z.Id)
            .Append(Utc).Where(id => id.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal)
            .OrderBy(id => id == Utc ? 0 : 1).ThenBy(id => id, StringComparer.Ordinal).Take(most)];
    }
}
