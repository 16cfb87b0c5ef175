using System.Globalization;
using System.Text;

namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>
/// Which object keys may be the name of a file below the bucket's folder, on every operating system. All other keys are
/// legal too, but their objects lie under a name that we choose, so that no key can lead out of the folder or onto another's file.
/// </summary>
internal static class ObjectPath
{
    public const int LongestKeyBytes = 1024;

    // File systems allow 255 bytes for one name; some need a few of them for themselves.
    private const int LongestSegmentBytes = 240;

    private const string CharactersForbiddenOnWindows = "\\:*?\"<>|";

    public static bool CanBeFile(string key) => key.Split('/').All(CanBeFileName);

    /// <summary>Names that Windows reserves, with any extension ("Naming files, paths, and namespaces").</summary>
    public static bool IsDeviceName(string segment)
    {
        var stem = segment.Split('.')[0].TrimEnd();
        return stem.ToUpperInvariant() switch
        {
            "CON" or "PRN" or "AUX" or "NUL" => true,
            { Length: 4 } name => (name.StartsWith("COM", StringComparison.Ordinal) || name.StartsWith("LPT", StringComparison.Ordinal))
                && char.IsDigit(name[3]),
            _ => false,
        };
    }

    /// <summary>The folders above a key's file, outermost first: <c>a</c> and <c>a/b</c> for <c>a/b/c</c>.</summary>
    public static IEnumerable<string> Folders(string key)
    {
        for (var slash = key.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = key.IndexOf('/', slash + 1))
        {
            yield return key[..slash];
        }
    }

    private static bool CanBeFileName(string segment) =>
        segment.Length > 0
        && segment[^1] is not ('.' or ' ')
        && !segment.Any(IsForbidden)
        && Encoding.UTF8.GetByteCount(segment) <= LongestSegmentBytes
        && !IsDeviceName(segment)
        // macOS treats differently composed forms of one text as one name.
        && segment.IsNormalized(NormalizationForm.FormC);

    // Invisible characters would let one name pass for another in a listing.
    private static bool IsForbidden(char character) =>
        CharactersForbiddenOnWindows.Contains(character, StringComparison.Ordinal)
        || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
}
