using System.Buffers;

namespace ConnectionsConsole.Domain.Connectors;

/// <summary>
/// One entry of a list of allowed hosts: <c>host</c> (on the scheme's usual port), <c>host:port</c>, or <c>*.host</c> with or without port, which means every
/// name below it but not itself.
/// </summary>
public static class AllowedHost
{
    private static readonly SearchValues<char> s_notInHosts = SearchValues.Create("/\\?#@*, \t\r\n");

    public const int MaximumLength = 260;
    public const int MostOfAList = 50;

    public const string Rule = "Write a host such as api.example.com, with a port such as api.example.com:8443, or *.example.com for every name below.";

    public static bool IsValid(string entry)
    {
        var text = entry.Trim();
        if (text.Length is 0 or > MaximumLength)
        {
            return false;
        }

        if (text.StartsWith("*.", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        return !text.AsSpan().ContainsAny(s_notInHosts) && Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var address)
            && address is { UserInfo.Length: 0, AbsolutePath: "/", Query.Length: 0, Fragment.Length: 0, HostNameType: not UriHostNameType.Unknown };
    }

    /// <summary>As they are kept: trimmed, lower case, each once.</summary>
    public static IReadOnlyList<string> Normalize(IEnumerable<string> entries) =>
        [.. entries.Select(h => h.Trim().ToLowerInvariant()).Where(h => h.Length > 0).Distinct(StringComparer.Ordinal)];
}
