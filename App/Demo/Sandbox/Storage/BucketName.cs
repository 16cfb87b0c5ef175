namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>The naming rules of the Amazon S3 user guide ("Bucket naming rules"), and two of our own, each with its reason.</summary>
internal static class BucketName
{
    private static readonly string[] s_reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] s_reservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    /// <summary>Null for a valid name, else a sentence that says what is wrong.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is < 3 or > 63)
        {
            return "A bucket name has 3 to 63 characters.";
        }

        if (!name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '.'))
        {
            return "A bucket name consists of lower-case letters, digits, hyphens and dots.";
        }

        if (!char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]) || name.Contains("..", StringComparison.Ordinal))
        {
            return "A bucket name begins and ends with a letter or digit and has no two dots side by side.";
        }

        if (name.Split('.') is { Length: 4 } parts && parts.All(part => part.All(char.IsAsciiDigit)))
        {
            return "A bucket name must not look like an IP address.";
        }

        if (s_reservedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            || s_reservedSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)))
        {
            return "The beginning or the end of this bucket name is reserved.";
        }

        return OwnProblem(name);
    }

    private static string? OwnProblem(string name)
    {
        if (name is SandboxRoutes.Api or SandboxRoutes.Sprites)
        {
            return $"The sandbox serves its own pages under /{name}; choose another bucket name.";
        }

        // A bucket is a folder, and Windows opens a device under these names.
        return ObjectPath.IsDeviceName(name) ? "This bucket name is the name of a device on Windows; choose another." : null;
    }
}
