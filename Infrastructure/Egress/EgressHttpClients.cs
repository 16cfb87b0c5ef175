using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>What happens when a server's certificate does not verify.</summary>
internal enum CertificateErrors
{
    Refuse,

    /// <summary>For a step that says so by name ("ignore SSL errors"): the traffic can then be read and changed on its way.</summary>
    Ignore,
}

/// <summary>
/// The HTTP clients that everything going out uses. One connection pool per policy lives as long as the process; a client may be used by any
/// number of requests at once and is not disposed by its users. None keeps cookies, sends credentials of its own, reads proxy variables, or sets
/// a time limit: callers pass a cancellation token with theirs.
/// </summary>
internal sealed class EgressHttpClients : IDisposable
{
    private readonly EgressOptions _options;
    private readonly EgressGuard _guard;
    private readonly EgressConnector _connector;
    private readonly ILogger<EgressHandler> _logger;
    private readonly Lazy<HttpClient> _verifying;
    private readonly Lazy<HttpClient> _ignoringCertificateErrors;
    private readonly Lazy<HttpClient> _storage;

    public EgressHttpClients(IOptions<EgressOptions> options, EgressGuard guard, EgressDialer dial, ILogger<EgressHandler> logger)
    {
        (_options, _guard, _logger) = (options.Value, guard, logger);
        _connector = new EgressConnector(guard, dial);
        _verifying = new(() => Create(CertificateErrors.Refuse, DecompressionMethods.All, EgressRequestOptions.DefaultMaxRedirects));
        _ignoringCertificateErrors = new(() => Create(CertificateErrors.Ignore, DecompressionMethods.All, EgressRequestOptions.DefaultMaxRedirects));
        // A signature covers host and path, so a redirected storage request would be refused; stored objects come back as they were put.
        _storage = new(() => Create(CertificateErrors.Refuse, DecompressionMethods.None, maxRedirects: 0));
    }

    /// <summary>For requests of steps, token endpoints, probes and alerts.</summary>
    public HttpClient Get(CertificateErrors errors = CertificateErrors.Refuse) => errors switch
    {
        CertificateErrors.Refuse => _verifying.Value,
        CertificateErrors.Ignore => _ignoringCertificateErrors.Value,
    };

    /// <summary>For signed requests to object storage: bodies untouched, redirects returned rather than followed.</summary>
    public HttpClient Storage => _storage.Value;

    public void Dispose()
    {
        foreach (var client in new[] { _verifying, _ignoringCertificateErrors, _storage })
        {
            if (client.IsValueCreated)
            {
                client.Value.Dispose();
            }
        }
    }

    private HttpClient Create(CertificateErrors errors, DecompressionMethods decompression, int maxRedirects)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = _connector.ConnectAsync,
            ConnectTimeout = _options.ConnectTimeout,
            PooledConnectionLifetime = _options.ConnectionLifetime,
            AutomaticDecompression = decompression,
            EnableMultipleHttp2Connections = true,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = _guard.Proxy is not null,
            Proxy = _guard.Proxy,
            // Trace and baggage headers of ours are nobody else's business.
            ActivityHeadersPropagator = null,
        };
        handler.SslOptions.CertificateChainPolicy = EgressTls.ChainPolicy();
        if (errors == CertificateErrors.Ignore)
        {
#pragma warning disable CA5359 // The named mode of a step whose author accepted it; never the default.
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return new HttpClient(new EgressHandler(_guard, _logger, handler, maxRedirects)) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
