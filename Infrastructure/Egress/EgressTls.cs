using System.Security.Cryptography.X509Certificates;

namespace ConnectionsConsole.Infrastructure.Egress;

internal static class EgressTls
{
    /// <summary>How certificates are judged. One can name addresses to fetch issuers from; following them would leave around the guard.</summary>
    public static X509ChainPolicy ChainPolicy() => new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
}
