using System.Formats.Asn1;
using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ConnectionsConsole.Domain.Connections.Testing;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>What is wrong with a server's certificate. Where several things are, the first of them decides the cause, and all are said.</summary>
internal static class CertificateFindings
{
    private const int MostNames = 4;
    private const int LongestName = 100;

    public static ProbeFinding? Judge(string host, X509Certificate2? certificate, X509ChainStatusFlags chain, SslPolicyErrors errors, DateTime utcNow)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        if (certificate is null)
        {
            return ProbeFailures.NotTls(host);
        }

        var problems = new List<(ProbeCause Cause, string Words, string Advice)>();
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (utcNow > until)
        {
            problems.Add((ProbeCause.CertificateExpired, $"it expired on {Day(until)}", "Have it renewed by whoever runs the server"));
        }
        else if (utcNow < from)
        {
            problems.Add((ProbeCause.CertificateExpired, $"it is not valid before {Day(from)}", "Check the clock of the console's machine, else have the certificate replaced"));
        }
        else if (chain.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            problems.Add((ProbeCause.CertificateExpired, "a certificate of its issuer has expired", "Have the server's certificate chain renewed"));
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            problems.Add((ProbeCause.CertificateWrongName, $"it is for {Names(certificate)}, not for this host", "Use the name that the certificate is for, or have it replaced"));
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && (chain & ~X509ChainStatusFlags.NotTimeValid) != X509ChainStatusFlags.NoError)
        {
            var self = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
            problems.Add((
                ProbeCause.CertificateUntrusted,
                self ? "it is signed by itself, so nobody vouches for it" : "it is signed by an issuer that the console's machine does not know, or the server does not send the issuer's certificate along",
                "Have it replaced by one of a public issuer, or ask an operator to make the issuer known to the console's machine"));
        }

        if (problems.Count == 0)
        {
            problems.Add((ProbeCause.CertificateUntrusted, "it does not verify", "Have it replaced"));
        }

        return ProbeFinding.Failed(
            problems[0].Cause, $"The certificate of {host} cannot be accepted: {string.Join("; ", problems.Select(p => p.Words))}.",
            $"{string.Join(". ", problems.Select(p => p.Advice))}.");
    }

    private static string Day(DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Names that the server wrote: only what can be a name is repeated, and not at length.</summary>
    private static string Names(X509Certificate2 certificate)
    {
        try
        {
            var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).ToList();
            if (names.Count == 0)
            {
                names.Add(certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false));
            }

            var tellable = names.Where(n => n.Length is > 0 and <= LongestName && n.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '*' or ':' or '_')).ToList();
            return tellable.Count == 0
                ? "other names"
                : string.Join(", ", tellable.Take(MostNames)) + (tellable.Count > MostNames ? " and others" : "");
        }
        catch (AsnContentException)
        {
            return "other names";
        }
    }
}
