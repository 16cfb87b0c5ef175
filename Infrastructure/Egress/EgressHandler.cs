using System.Net;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>
/// Sends a request hop by hop: the guard judges each address before it is requested, and redirects are followed here, so that none escapes it.
/// <list type="bullet">
/// <item>301 and 302 turn POST into GET, 303 turns everything but HEAD into GET, 307 and 308 keep method and body (RFC 9110 §15.4).</item>
/// <item>When scheme, host or port changes, only headers that cannot hold a credential are sent on (<see cref="s_headersForStrangers"/>).
/// A list of what to drop would miss the next vendor's key header.</item>
/// <item>The connection's allowed hosts hold for the first hop, for every hop on the same origin, and for one elsewhere that keeps the body.</item>
/// <item>From https to http is never followed.</item>
/// </list>
/// </summary>
internal sealed class EgressHandler(EgressGuard guard, ILogger<EgressHandler> logger, HttpMessageHandler inner, int maxRedirects) : DelegatingHandler(inner)
{
    private static readonly HashSet<string> s_headersForStrangers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Cache-Control", "Expect", "Idempotency-Key", "If-Match",
        "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Pragma", "Prefer", "Range", "User-Agent",
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var limit = request.MaxRedirects() ?? maxRedirects;
        var redirectedFrom = "";
        for (var hop = 0; ; hop++)
        {
            var response = await SendHopAsync(request, hop, redirectedFrom, cancellationToken);
            if (limit == 0 || !IsRedirect(response) || !response.Headers.NonValidated.Contains("Location"))
            {
                return response;
            }

            using (response)
            {
                redirectedFrom = Origin(request.RequestUri!);
                request = hop < limit
                    ? Next(request, response.StatusCode, Target(request.RequestUri!, response.Headers.Location, hop + 1))
                    : throw new EgressRefusedException(
                        EgressRefusal.Redirect, $"The request was given up after {limit} redirects; {redirectedFrom} sent one more.", hop + 1);
            }
        }
    }

    private async Task<HttpResponseMessage> SendHopAsync(HttpRequestMessage request, int hop, string redirectedFrom, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("A request needs an address.");
        if (request.Method == HttpMethod.Connect)
        {
            throw new ArgumentException("A tunnel would carry what the guard cannot see.", nameof(request));
        }

        // Never a higher version: HTTP/3 would not go through the connector.
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower);
        try
        {
            var host = guard.Check(uri);
            CheckCredential(request, uri);
            if (guard.Proxy is { } proxy && !proxy.IsBypassed(uri) && !guard.IsNamed(host, uri.Port))
            {
                await guard.ResolveAsync(host, uri.Port, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
        catch (EgressRefusedException refused)
        {
            throw Refused(refused, hop, redirectedFrom);
        }
        catch (HttpRequestException failure) when (RefusalIn(failure) is { } refused)
        {
            throw Refused(refused, hop, redirectedFrom);
        }
    }

    /// <summary>What the connector throws arrives inside one or more exceptions of the HTTP handler.</summary>
    private static EgressRefusedException? RefusalIn(Exception? failure)
    {
        while (failure is not (null or EgressRefusedException))
        {
            failure = failure.InnerException;
        }

        return failure as EgressRefusedException;
    }

    private EgressRefusedException Refused(EgressRefusedException refused, int hop, string redirectedFrom)
    {
        logger.LogWarning("Egress refused at hop {Hop} ({Refusal}): {Reason}", hop, refused.Refusal, refused.Message);
        return refused.AtHop(hop, redirectedFrom);
    }

    private static void CheckCredential(HttpRequestMessage request, Uri uri)
    {
        var hosts = request.CredentialHosts();
        if (!hosts.Allow(uri))
        {
            throw new EgressRefusedException(
                EgressRefusal.CredentialHost,
                $"A request to {Origin(uri)} was refused: the connection allows its credential to be sent to {hosts} only. Change the address, or "
                    + "the allowed hosts of the connection.");
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) => response.StatusCode
        is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Uri Target(Uri from, Uri? location, int hop)
    {
        if (location is null || !Uri.TryCreate(from, location, out var target))
        {
            throw new EgressRefusedException(
                EgressRefusal.Redirect, $"Redirect {hop}, from {Origin(from)}, was not followed: its Location is not an address.", hop);
        }

        return from.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp
            ? throw new EgressRefusedException(
                EgressRefusal.Redirect, $"Redirect {hop}, from {Origin(from)}, was not followed: it leads from https to http, to {Origin(target)}.", hop)
            : target;
    }

    private static HttpRequestMessage Next(HttpRequestMessage request, HttpStatusCode status, Uri target)
    {
        var method = MethodAfter(request.Method, status);
        var next = new HttpRequestMessage(method, target) { Content = method == request.Method ? request.Content : null };
        var sameOrigin = Uri.Compare(request.RequestUri, target, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (sameOrigin || s_headersForStrangers.Contains(name))
            {
                next.Headers.TryAddWithoutValidation(name, values);
            }
        }

        if (sameOrigin || next.Content is not null)
        {
            next.SetCredentialHosts(request.CredentialHosts());
        }

        return next;
    }

    private static HttpMethod MethodAfter(HttpMethod method, HttpStatusCode status) => status switch
    {
        HttpStatusCode.SeeOther when method != HttpMethod.Head => HttpMethod.Get,
        HttpStatusCode.Moved or HttpStatusCode.Found when method == HttpMethod.Post => HttpMethod.Get,
        _ => method,
    };

    private static string Origin(Uri uri) => EgressRefusedException.Origin(uri);
}
