using System.Globalization;
using System.Text;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>A URL as the URL Standard (WHATWG, §4) has it. Parsing follows its basic URL parser state by state.</summary>
internal sealed class WhatwgUrl
{
    public string Scheme { get; set; } = "";

    public string Username { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Serialized; null for none, empty for an empty one.</summary>
    public string? Host { get; set; }

    public int? Port { get; set; }

    public List<string> Path { get; private set; } = [];

    /// <summary>The path where it is opaque, as of <c>mailto:</c>; else null.</summary>
    public string? OpaquePath { get; set; }

    public string? Query { get; set; }

    public string? Fragment { get; set; }

    public bool IsSpecial => UrlParser.DefaultPort(Scheme) is not null;

    public bool HasCredentials => Username.Length > 0 || Password.Length > 0;

    public bool CannotHaveCredentialsOrPort => string.IsNullOrEmpty(Host) || Scheme == "file";

    public string PathText => OpaquePath ?? string.Concat(Path.Select(s => "/" + s));

    public string Href
    {
        get
        {
            var text = new StringBuilder(Scheme).Append(':');
            if (Host is not null)
            {
                text.Append("//");
                if (HasCredentials)
                {
                    text.Append(Username);
                    if (Password.Length > 0)
                    {
                        text.Append(':').Append(Password);
                    }

                    text.Append('@');
                }

                text.Append(Authority);
            }
            else if (OpaquePath is null && Path.Count > 1 && Path[0].Length == 0)
            {
                // Else the path's two slashes would read as a host.
                text.Append("/.");
            }

            text.Append(PathText);
            if (Query is not null)
            {
                text.Append('?').Append(Query);
            }

            if (Fragment is not null)
            {
                text.Append('#').Append(Fragment);
            }

            return text.ToString();
        }
    }

    /// <summary>Host with port.</summary>
    public string Authority => Host is null ? "" : Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{port}") : Host;

    public string Origin
    {
        get
        {
            if (Scheme == "blob")
            {
                return UrlParser.Parse(PathText, null) is { Scheme: "http" or "https" } inner ? inner.Origin : "null";
            }

            return IsSpecial && Scheme != "file" ? $"{Scheme}://{Authority}" : "null";
        }
    }

    public WhatwgUrl Copy()
    {
        var copy = (WhatwgUrl)MemberwiseClone();
        copy.Path = [.. Path];
        return copy;
    }

    /// <summary>Removes the last segment; a drive letter that stands alone stays (§4.4, shorten).</summary>
    public void ShortenPath()
    {
        if (Path.Count > 0 && !(Scheme == "file" && Path.Count == 1 && UrlParser.IsNormalizedDriveLetter(Path[0])))
        {
            Path.RemoveAt(Path.Count - 1);
        }
    }

    public void ReplacePath(List<string> path) => Path = path;
}
