using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Tests.Integration.Egress;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Probes;

/// <summary>A real TLS server on loopback with certificates of a test's own issuer, which is trusted where a test says so.</summary>
public sealed class TlsProbeTests : IDisposable
{
    private readonly ECDsa _issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _issuer;

    public TlsProbeTests()
    {
        var request = new CertificateRequest("CN=Test Issuer", _issuerKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _issuer = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2));
    }

    [Fact]
    public async Task Probe_WithARightCertificate_PassesTheLayer()
    {
        var result = await ProbeAsync(Issue("api.acme.test"), trusted: true);

        Assert.Equal(ProbeOutcome.Passed, result.Layer(ProbeLayer.Tls).Outcome);
        Assert.Contains("the certificate is right", result.Layer(ProbeLayer.Tls).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithAnExpiredCertificate_SaysWhen()
    {
        var result = await ProbeAsync(Issue("api.acme.test", from: -400, until: -35), trusted: true);

        var failed = result.FailedAt(ProbeLayer.Tls, ProbeCause.CertificateExpired);
        Assert.Contains($"expired on {DateTimeOffset.UtcNow.AddDays(-35):yyyy-MM-dd}", failed.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("issuer", failed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithACertificateOfTheFuture_LooksAtTheClock()
    {
        var failed = (await ProbeAsync(Issue("api.acme.test", from: 10, until: 30), trusted: true)).FailedAt(ProbeLayer.Tls, ProbeCause.CertificateExpired);

        Assert.Contains("Check the clock", failed.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithAnotherNamesCertificate_SaysForWhom()
    {
        var failed = (await ProbeAsync(Issue("www.acme.test"), trusted: true)).FailedAt(ProbeLayer.Tls, ProbeCause.CertificateWrongName);

        Assert.Contains("it is for www.acme.test, not for this host", failed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithAnUnknownIssuer_SaysSo() =>
        Assert.Contains(
            "an issuer that the console's machine does not know",
            (await ProbeAsync(Issue("api.acme.test"), trusted: false)).FailedAt(ProbeLayer.Tls, ProbeCause.CertificateUntrusted).Words, StringComparison.Ordinal);

    [Fact]
    public async Task Probe_WithASelfSignedCertificate_SaysSo()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=api.acme.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("api.acme.test");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        Assert.Contains(
            "signed by itself", (await ProbeAsync(certificate, trusted: true)).FailedAt(ProbeLayer.Tls, ProbeCause.CertificateUntrusted).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithHttpsOfAPlainServer_SaysThatItIsNotEncrypted()
    {
        await using var server = await LoopbackServer.AnsweringAsync("plain");
        using var bench = new ProbeBench();

        var failed = (await bench.BearerAsync($"https://127.0.0.1:{server.Port}/")).FailedAt(ProbeLayer.Tls, ProbeCause.NotTls);

        Assert.Contains("http instead of https", failed.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithATlsServerThatSaysNothing_EndsWithTheDeadline()
    {
        using var server = RawServer.Start(says: null);
        using var bench = new ProbeBench(null, ("Probes:Timeout", "00:00:01"));

        (await bench.BearerAsync($"https://127.0.0.1:{server.Port}/")).FailedAt(ProbeLayer.Tls, ProbeCause.TimedOut);
    }

    [Fact]
    public async Task Probe_OfPlainHttpOnAPublicAddress_WarnsThatItIsNotEncrypted()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.ContainsKey("Authorization") ? 200 : 401;
            return Task.CompletedTask;
        });
        using var bench = new ProbeBench(services => services
            .AddSingleton<EgressResolver>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.216.34")]))
            .AddSingleton<EgressDialer>((_, cancellationToken) => SystemNetwork.DialAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken)));

        var result = await bench.BearerAsync("http://api.acme.test/me");

        Assert.Equal((ProbeVerdict.WorksWithRemark, ProbeCause.NotEncrypted), (result.Verdict, result.Cause));
    }

    public void Dispose()
    {
        _issuer.Dispose();
        _issuerKey.Dispose();
    }

    private X509Certificate2 Issue(string name, int from = -10, int until = 10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_issuer, DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(until), RandomNumberGenerator.GetBytes(12));
        return signed.CopyWithPrivateKey(key);
    }

    private async Task<ConnectionProbeResult> ProbeAsync(X509Certificate2 certificate, bool trusted)
    {
        using (certificate)
        {
            await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("{}"), certificate: certificate);
            using var bench = new ProbeBench(services => services
                .AddSingleton<EgressResolver>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]))
                .AddSingleton<EgressTrust>(() =>
                {
                    var policy = EgressTls.ChainPolicy();
                    policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                    if (trusted)
                    {
                        policy.CustomTrustStore.Add(_issuer);
                    }

                    return policy;
                }),
                ("Egress:Allow:0", $"api.acme.test:{server.Port}"));
            return await bench.BearerAsync($"https://api.acme.test:{server.Port}/me");
        }
    }
}
