using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectionsConsole.Infrastructure.Egress;
using Microsoft.AspNetCore.Http;

namespace ConnectionsConsole.Tests.Integration.Egress;

/// <summary>Certificates, proxies, limits and what a request gives away about us.</summary>
public sealed class OutgoingConnectionTests
{
    private const string PublicAddress = "93.184.215.14";

    [Fact]
    public async Task Certificate_ThatDoesNotVerify_IsRefusedUnlessIgnoredByName()
    {
        using var certificate = SelfSigned("CN=secure.example");
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(context.Request.Protocol), certificate: certificate);
        using var clients = new StagedNetwork().Name("secure.example", PublicAddress).PublicServer(PublicAddress, server).Clients();
        var address = new Uri("https://secure.example/");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => clients.Get().GetStringAsync(address));

        Assert.IsType<AuthenticationException>(failure.InnerException);
        Assert.Equal("HTTP/2", await clients.Get(CertificateErrors.Ignore).GetStringAsync(address));
    }

    [Fact]
    public async Task Certificate_ThatNamesWhereItsIssuerLies_CausesNoDownload()
    {
        await using var issuerHost = await LoopbackServer.AnsweringAsync("not a certificate");
        using var issuer = RSA.Create(2048);
        var issuerRequest = new CertificateRequest("CN=Issuer", issuer, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        issuerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuerCertificate = issuerRequest.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=secure.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [$"http://127.0.0.1:{issuerHost.Port}/issuer.cer"]));
        using var signed = request.Create(issuerCertificate, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddHours(1), [1]);
        using var certificate = Usable(signed.CopyWithPrivateKey(key));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var greeting = GreetAsync(listener, certificate);
        using var clients = new StagedNetwork().Name("secure.example", "127.0.0.1").Clients("127.0.0.1:*");

        await Assert.ThrowsAsync<HttpRequestException>(
            () => clients.Get().GetStringAsync(new Uri($"https://secure.example:{((IPEndPoint)listener.LocalEndpoint).Port}/")));
        await greeting;

        Assert.Equal(0, issuerHost.Requests);
    }

    [Fact]
    public async Task Redirect_FromHttpsToHttp_IsNotFollowed()
    {
        using var certificate = SelfSigned("CN=secure.example");
        await using var server = await LoopbackServer.StartAsync(
            context =>
            {
                context.Response.Redirect("http://plain.example/");
                return Task.CompletedTask;
            },
            certificate: certificate);
        using var clients = new StagedNetwork().Name("secure.example", PublicAddress).PublicServer(PublicAddress, server).Clients();

        var refused = await Assert.ThrowsAsync<EgressRefusedException>(
            () => clients.Get(CertificateErrors.Ignore).GetStringAsync(new Uri("https://secure.example/")));

        Assert.Contains("from https to http", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_CarriesNoTraceHeadersOfOurs()
    {
        var seen = new HeaderDictionary();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            foreach (var header in context.Request.Headers)
            {
                seen[header.Key] = header.Value;
            }

            return Task.CompletedTask;
        });
        using var clients = new StagedNetwork().Clients($"127.0.0.1:{server.Port}");
        using var activity = new Activity("run").AddBaggage("customer", "acme").Start();

        await clients.Get().GetStringAsync(new Uri($"http://127.0.0.1:{server.Port}/"));

        Assert.True(seen.ContainsKey("Host"));
        Assert.All(["traceparent", "tracestate", "baggage", "Correlation-Context", "Request-Id"], name => Assert.False(seen.ContainsKey(name), name));
    }

    [Fact]
    public async Task Cookies_AreNotKeptFromOneRequestToTheNext()
    {
        string? cookie = null;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            cookie = context.Request.Headers.Cookie;
            context.Response.Cookies.Append("session", "1");
            return Task.CompletedTask;
        });
        using var clients = new StagedNetwork().Clients($"127.0.0.1:{server.Port}");
        var address = new Uri($"http://127.0.0.1:{server.Port}/");

        await clients.Get().GetStringAsync(address);
        await clients.Get().GetStringAsync(address);

        Assert.Equal(2, server.Requests);
        Assert.Null(cookie);
    }

    [Fact]
    public async Task Proxy_OfTheEnvironment_IsNotUsed()
    {
        await using var proxy = await LoopbackServer.AnsweringAsync("proxy");
        await using var server = await LoopbackServer.AnsweringAsync("server");
        using var clients = new StagedNetwork().Name("unproxied.example", PublicAddress).PublicServer(PublicAddress, server).Clients();
        var before = HttpClient.DefaultProxy;
        try
        {
            HttpClient.DefaultProxy = new ProxyForOneName("unproxied.example", proxy.Port);
            Assert.Equal("server", await clients.Get().GetStringAsync(new Uri("http://unproxied.example/")));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal(0, proxy.Requests);
    }

    [Fact]
    public async Task Proxy_ThatIsConfigured_GetsOnlyWhatTheGuardLetsPass()
    {
        await using var proxy = await LoopbackServer.StartAsync(context => context.Response.WriteAsync($"proxied {context.Request.Host}"));
        await using var local = await LoopbackServer.AnsweringAsync("local");
        var network = new StagedNetwork().Name("public.example", PublicAddress).Name("internal.example", "10.0.0.5").Name("nowhere.example", "");
        using var clients = network.Clients(new EgressOptions
        {
            Proxy = $"http://127.0.0.1:{proxy.Port}",
            Allow = ["minio.internal:80", $"127.0.0.1:{local.Port}"],
        });
        var client = clients.Get();

        Assert.Equal("proxied public.example", await client.GetStringAsync(new Uri("http://public.example/")));
        Assert.Equal("proxied minio.internal", await client.GetStringAsync(new Uri("http://minio.internal/")));
        Assert.Equal("local", await client.GetStringAsync(new Uri($"http://127.0.0.1:{local.Port}/")));
        Assert.Equal(2, proxy.Requests);
        await Assert.ThrowsAsync<EgressRefusedException>(() => client.GetStringAsync(new Uri("http://internal.example/")));
        await Assert.ThrowsAsync<EgressRefusedException>(() => client.GetStringAsync(new Uri("http://nowhere.example/")));
        await Assert.ThrowsAsync<EgressRefusedException>(() => client.GetStringAsync(new Uri("http://2852039166/")));
        await Assert.ThrowsAsync<EgressRefusedException>(() => client.GetStringAsync(new Uri($"http://127.0.0.1:{proxy.Port}/")));
        Assert.Equal(2, proxy.Requests);
    }

    [Fact]
    public async Task Proxy_ThatIsConfigured_TunnelsHttpsAfterTheGuardsCheck()
    {
        using var certificate = SelfSigned("CN=public.example");
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("secure"), certificate: certificate);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var tunnel = TunnelOnceAsync(listener, server.Port);
        var network = new StagedNetwork().Name("public.example", PublicAddress).Name("internal.example", "10.0.0.5");
        using var clients = network.Clients(new EgressOptions { Proxy = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}" });
        var client = clients.Get(CertificateErrors.Ignore);

        await Assert.ThrowsAsync<EgressRefusedException>(() => client.GetStringAsync(new Uri("https://internal.example/")));
        Assert.Empty(network.Dialed);
        Assert.Equal("secure", await client.GetStringAsync(new Uri("https://public.example/")));

        clients.Dispose();
        Assert.Equal("CONNECT public.example:443 HTTP/1.1", await tunnel);
    }

    [Fact]
    public async Task Connect_IsNotAMethodThatCanBeSent()
    {
        using var clients = new StagedNetwork().Clients("127.0.0.1:*");
        using var request = new HttpRequestMessage(HttpMethod.Connect, "http://127.0.0.1:9/");

        await Assert.ThrowsAsync<ArgumentException>(() => clients.Get().SendAsync(request));
    }

    [Fact]
    public async Task Body_OverTheLimit_IsGivenUpWhetherAnnouncedOrNotOrCompressed()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var zeros = new byte[100_000];
            switch (context.Request.Path.Value)
            {
                case "/announced":
                    context.Response.ContentLength = zeros.Length;
                    await context.Response.Body.WriteAsync(zeros);
                    break;
                case "/compressed":
                    context.Response.Headers.ContentEncoding = "gzip";
                    await using (var gzip = new GZipStream(context.Response.Body, CompressionLevel.Optimal))
                    {
                        await gzip.WriteAsync(zeros);
                    }

                    break;
                default:
                    await context.Response.Body.WriteAsync(zeros);
                    break;
            }
        });
        using var clients = new StagedNetwork().Clients($"127.0.0.1:{server.Port}");

        foreach (var path in new[] { "announced", "compressed", "unannounced" })
        {
            using var response = await clients.Get().GetAsync(new Uri($"http://127.0.0.1:{server.Port}/{path}"), HttpCompletionOption.ResponseHeadersRead);
            await Assert.ThrowsAsync<ResponseTooLargeException>(() => CappedContent.ReadAsync(response.Content, 99_999, CancellationToken.None));
            using var again = await clients.Get().GetAsync(new Uri($"http://127.0.0.1:{server.Port}/{path}"), HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(100_000, (await CappedContent.ReadAsync(again.Content, 100_000, CancellationToken.None)).Length);
        }
    }

    /// <summary>Takes one CONNECT request, whatever it asks for, and passes bytes to and fro between it and the server on <paramref name="port"/>.</summary>
    private static async Task<string?> TunnelOnceAsync(TcpListener listener, int port)
    {
        using var caller = await listener.AcceptTcpClientAsync();
        var stream = caller.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        var first = await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port);
        await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
        try
        {
            await Task.WhenAny(stream.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(stream));
        }
        catch (IOException)
        {
            // The caller hung up.
        }

        return first;
    }

    /// <summary>A TLS server by hand, offline, because Kestrel would itself look for the issuer of its certificate.</summary>
    private static async Task GreetAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
            });
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException)
        {
            // The client hangs up over the certificate, as the test wants it to.
        }
    }

    internal static X509Certificate2 SelfSigned(string subject)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Usable(request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)));
    }

    /// <summary>Windows' TLS cannot use a key that exists in memory only; through PKCS #12 it can.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }

    /// <summary>Touches one name only, since the default proxy is shared with every test that runs at the same time.</summary>
    private sealed class ProxyForOneName(string name, int port) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => new($"http://127.0.0.1:{port}");

        public bool IsBypassed(Uri host) => host.Host != name;
    }
}
