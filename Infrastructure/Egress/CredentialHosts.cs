namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>
/// The hosts that a connection allows its credential to be sent to. An entry is <c>host</c> (on the scheme's default port), <c>host:port</c>, or
/// <c>*.host</c> with or without port, which means every name below it but not itself. An empty list allows every host.
/// </summary>
internal sealed class CredentialHosts(IReadOnlyList<string> entries)
{
    public static CredentialHosts Any { get; } = new([]);

    public bool Allow(Uri uri) =>
        entries.Count == 0 || (WrittenHost.TryParse(uri.IdnHost, out var host, out _) && entries.Any(entry => Matches(entry, host, uri)));

    public override string ToString() => string.Join(", ", entries);

    private static bool Matches(string entry, WrittenHost host, Uri uri)
    {
        var text = entry.Trim();
        var below = text.StartsWith("*.", StringComparison.Ordinal);
        if (!Uri.TryCreate($"{uri.Scheme}://{(below ? text[2..] : text)}/", UriKind.Absolute, out var allowed)
            || allowed.UserInfo.Length > 0
            || !WrittenHost.TryParse(allowed.IdnHost, out var allowedHost, out _)
            || allowed.Port != uri.Port)
        {
            return false;
        }

        return below
            ? host.Address is null && host.Name.EndsWith($".{allowedHost.Name}", StringComparison.Ordinal)
            : string.Equals(host.Name, allowedHost.Name, StringComparison.Ordinal);
    }
}
