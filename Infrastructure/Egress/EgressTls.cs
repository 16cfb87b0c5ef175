using System.Security.Cryptography.X509Certificates;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>How certificates are judged. A delegate, so that tests can have an issuer of their own.</summary>
internal delegate X509ChainPolicy EgressTrust();

internal static class EgressTls
{
    /// <summary>Against the roots of the machine. A certificate can name addresses to fetch issuers from; following them would leave around the guard.</summary>
    public static X509ChainPolicy ChainPolicy() => new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
}
