namespace ConnectionsConsole.Domain.Connections;

/// <summary>
/// One entry of a connection's allowed hosts: <c>host</c>, <c>host:port</c>, or <c>*.host</c> with or without port. An entry that means nothing would
/// refuse every step without anybody seeing why, so it is not taken.
/// </summary>
public static class AllowedHost
{
    /// <summary>In characters: a host name has at most 253, a port six with its colon.</summary>
    public const int MaximumLength = 260;

    public static bool IsValid(string entry)
    {
        var below = entry.StartsWith("*.", StringComparison.Ordinal);
        var text = below ? entry[2..] : entry;
        return text.Length is > 0 and <= MaximumLength
            && !text.Any(c => "/\\@?#*".Contains(c, StringComparison.Ordinal) || char.IsWhiteSpace(c) || char.IsControl(c))
            && Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var uri)
            && (uri.HostNameType == UriHostNameType.Dns || (!below && uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6));
    }
}
