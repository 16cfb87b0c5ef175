using System.Net;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>
/// The outgoing proxy that <see cref="EgressOptions.Proxy"/> names. Destinations written as loopback go around it: a proxy's loopback is
/// another machine than the one that <see cref="EgressOptions.Allow"/> means.
/// </summary>
internal sealed class EgressProxy : IWebProxy
{
    private readonly Uri _address;

    private EgressProxy(Uri address)
    {
        _address = new UriBuilder(address) { UserName = "", Password = "" }.Uri;
        var (user, password) = address.UserInfo.Split(':', 2) switch
        {
            [var name, var secret] => (name, secret),
            [var name] => (name, ""),
            _ => ("", ""),
        };
        Credentials = user.Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
    }

    public ICredentials? Credentials { get; set; }

    /// <summary>Null and true when no proxy is configured. The problem never repeats the setting, which may hold a password.</summary>
    public static bool TryParse(string? setting, out EgressProxy? proxy, out string problem)
    {
        (proxy, problem) = (null, "");
        if (setting is null)
        {
            return true;
        }

        if (!Uri.TryCreate(setting, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            problem = "it is not an absolute http or https address";
            return false;
        }

        if (address.PathAndQuery != "/" || address.Fragment.Length > 0)
        {
            problem = "a proxy has no path, query or fragment";
            return false;
        }

        proxy = new EgressProxy(address);
        return true;
    }

    public Uri GetProxy(Uri destination) => _address;

    public bool IsBypassed(Uri host) =>
        WrittenHost.TryParse(host.IdnHost, out var written, out _)
        && (written.Address is { } address ? AddressClassifier.Classify(address).Kind == AddressKind.Loopback : written.Name == "localhost");

    /// <summary>Host and port, without credentials, for messages.</summary>
    public override string ToString() => _address.GetLeftPart(UriPartial.Authority);
}
