using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>A server to be reached.</summary>
internal sealed record ProbeEndpoint(string Host, int Port, bool Tls)
{
    public static ProbeEndpoint Of(Uri uri) => new(uri.IdnHost, uri.Port, uri.Scheme == Uri.UriSchemeHttps);

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host.Trim('[', ']')}]:{Port}" : $"{Host}:{Port}";
}

/// <summary>
/// Looks up, connects and encrypts, each as a layer of its own. The connection goes to exactly the addresses that the egress guard judged, as every other one
/// that leaves the process.
/// </summary>
internal sealed class NetworkLayers(EgressGuard guard, EgressConnector connector, EgressTrust trust, TimeProvider time)
{
    /// <param name="encryption">What is said of encryption where it does not begin with the connection; null for the usual.</param>
    /// <returns>The open connection, the caller's to dispose; null where a layer failed, or where the way leads through a proxy.</returns>
    public async Task<Stream?> OpenAsync(ProbeSession session, ProbeEndpoint endpoint, bool isHttp, ProbeFinding? encryption = null)
    {
        if (guard.Proxy is { } proxy && !(isHttp && proxy.IsBypassed(new UriBuilder(endpoint.Tls ? "https" : "http", endpoint.Host, endpoint.Port).Uri)))
        {
            foreach (var layer in new[] { ProbeLayer.Resolve, ProbeLayer.Connect, ProbeLayer.Tls })
            {
                session.Add(layer, ProbeFinding.NotTested($"Everything goes through the proxy {proxy}, which does this."));
            }

            return null;
        }

        var name = endpoint.ToString();
        IPAddress[] addresses = [];
        Stream? stream = null;
        await session.RunAsync(ProbeLayer.Resolve, endpoint.Host, async cancellationToken =>
        {
            if (!WrittenHost.TryParse(endpoint.Host, out var host, out var problem))
            {
                throw new EgressRefusedException(EgressRefusal.Host, $"The host \"{endpoint.Host}\" was refused: {problem}.");
            }

            addresses = await guard.ResolveAsync(host, endpoint.Port, cancellationToken);
            return ProbeFinding.Passed(host.Address is null ? $"{host.Name} has the address {addresses[0]}{More(addresses)}." : "An address needs no looking up.");
        });
        await session.RunAsync(ProbeLayer.Connect, name, async cancellationToken =>
        {
            stream = await connector.DialAsync(addresses, endpoint.Port, cancellationToken);
            return ProbeFinding.Passed($"{name} takes connections.");
        });
        if (endpoint.Tls)
        {
            await session.RunAsync(ProbeLayer.Tls, name, async cancellationToken =>
            {
                var (encrypted, finding) = await EncryptAsync(stream!, endpoint, cancellationToken);
                stream = encrypted;
                return finding;
            });
        }
        else
        {
            session.Add(ProbeLayer.Tls, encryption ?? Unencrypted(addresses));
        }

        if (session.HasFailed && stream is not null)
        {
            await stream.DisposeAsync();
            return null;
        }

        return stream;
    }

    private static string More(IPAddress[] addresses) => addresses.Length > 1 ? $" and {addresses.Length - 1} more" : "";

    private static ProbeFinding Unencrypted(IPAddress[] addresses) => Array.Exists(addresses, a => AddressClassifier.Classify(a).IsPublic)
        ? ProbeFinding.Warning(
            ProbeCause.NotEncrypted, "The connection is not encrypted: anybody on the way can read the values.", "Use an encrypted address (https), if the server has one.")
        : ProbeFinding.NotTested("The connection is not encrypted; it stays within a private network.");

    private async Task<(Stream Stream, ProbeFinding Finding)> EncryptAsync(Stream stream, ProbeEndpoint endpoint, CancellationToken cancellationToken)
    {
        ProbeFinding? problem = null;
        var encrypted = new SslStream(stream);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = endpoint.Host.Trim('[', ']'),
            CertificateChainPolicy = trust(),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                var flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
                problem = CertificateFindings.Judge(endpoint.ToString(), certificate as X509Certificate2, flags, errors, time.GetUtcNow().UtcDateTime);
                return errors == SslPolicyErrors.None;
            },
        };
        try
        {
            await encrypted.AuthenticateAsClientAsync(options, cancellationToken);
            return (encrypted, ProbeFinding.Passed($"Encrypted ({Words(encrypted)}), and the certificate is right."));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await encrypted.DisposeAsync();
            throw problem is null && exception is IOException
                ? new ProbeFailedException(ProbeFailures.NotTls(endpoint.ToString()))
                : problem is null ? exception : new ProbeFailedException(problem);
        }
    }

    private static string Words(SslStream stream) => stream.SslProtocol.ToString() switch
    {
        "Tls13" => "TLS 1.3",
        "Tls12" => "TLS 1.2",
        var other => other,
    };
}
