using ConnectionsConsole.App.Services;
using ConnectionsConsole.Infrastructure;

namespace ConnectionsConsole.App.Hosting;

/// <summary>
/// The console's own address as browsers reach it, which providers send people back to. <c>Console:PublicUrl</c> says it; without it, it is the address
/// that the browser used, which behind a reverse proxy takes <c>ReverseProxy:Known</c>.
/// </summary>
public sealed class PublicUrl
{
    private readonly Uri? _configured;

    /// <exception cref="StartupException">The setting is no address.</exception>
    public PublicUrl(IConfiguration configuration)
    {
        if (configuration["Console:PublicUrl"] is not { Length: > 0 } text)
        {
            return;
        }

        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out _configured) || (_configured.Scheme != Uri.UriSchemeHttps && _configured.Scheme != Uri.UriSchemeHttp)
            || _configured.PathAndQuery != "/" || _configured.Fragment.Length > 0 || _configured.UserInfo.Length > 0)
        {
            throw new StartupException($"Console:PublicUrl is \"{text}\": give the console's address as browsers reach it, such as https://console.example.com, without a path.");
        }
    }

    /// <param name="baseAddress">The address that this browser used, ending with a slash.</param>
    public Uri OAuthCallback(string baseAddress) => new(_configured ?? new Uri(baseAddress), ConsoleUrls.OAuthCallback);
}
