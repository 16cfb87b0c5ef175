using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ConnectionsConsole.Infrastructure;
using Microsoft.AspNetCore.Hosting.Server;

namespace ConnectionsConsole.App.Hosting;

/// <summary>
/// Tries the addresses before anything is made: Kestrel would find a used port only after the data folder, the key and the database stand,
/// and behind lines of the log.
/// </summary>
internal static class ListeningAddresses
{
    /// <summary>Marks the certificate of <c>dotnet dev-certs https</c>, which Kestrel takes where none is configured.</summary>
    private const string DevelopmentCertificateExtension = "1.3.6.1.4.1.311.84.1.1";

    /// <exception cref="StartupException">An address is taken, is not one of this machine, or needs a certificate that is not there.</exception>
    public static void EnsureUsable(WebApplication app)
    {
        if (app.Services.GetRequiredService<IServer>() is NoServer)
        {
            return;
        }

        foreach (var url in (app.Configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme == Uri.UriSchemeHttps && !HasCertificate(app.Configuration))
            {
                throw new StartupException(Sentence(url, "https needs a certificate, given as Kestrel:Certificates:Default:Path"));
            }

            if (!address.IsUnixPipe && address.Port != 0)
            {
                TryToListen(url, address);
            }
        }
    }

    /// <summary>The sentence for an address that cannot be listened on.</summary>
    public static string Sentence(string? urls, string reason) => $"The console cannot listen on {urls}: {reason}. Give another address with --urls.";

    private static void TryToListen(string url, BindingAddress address)
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, address.Port));
            }
            else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            {
                socket.Bind(new IPEndPoint(ip, address.Port));
            }
            else
            {
                // Any other host name means every address of the machine, as Kestrel reads it.
                socket.Bind(new IPEndPoint(IPAddress.IPv6Any, address.Port));
            }

            socket.Listen();
        }
        catch (SocketException exception)
        {
            var reason = exception.SocketErrorCode == SocketError.AddressAlreadyInUse ? "the port is used already" : exception.Message.TrimEnd('.');
            throw new StartupException(Sentence(url, reason), exception);
        }
    }

    private static bool HasCertificate(IConfiguration configuration)
    {
        if (configuration.GetSection("Kestrel:Certificates:Default").GetChildren().Any())
        {
            return true;
        }

        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadOnly);
        return store.Certificates.Any(c => c.Extensions.Any(e => e.Oid?.Value == DevelopmentCertificateExtension));
    }
}
