using System.Buffers;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.Runner.Http;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>
/// Web APIs: sends one request with the connection, as an HTTP step would sign it in; then the same without it, since an address that answers anybody proves
/// nothing about the credential.
/// </summary>
internal sealed class HttpProbe(NetworkLayers network, EgressHttpClients clients, EgressGuard guard, TimeProvider time) : ITypeProbe
{
    private const int MostBodyBytes = 64 * 1024;
    private const string UserAgent = "connections-console";

    private static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:");

    public bool Tests(ProbeSubject subject) => subject.Type.TestRequest is not null || subject.Connection.ConnectorKey == HttpConnector.Key;

    public async Task RunAsync(ProbeSession session, ProbeSubject subject)
    {
        var test = subject.Type.TestRequest ?? new ConnectionTestRequest(subject.Input(ProbeInputs.Method) ?? "GET", subject.Input(ProbeInputs.Url) ?? "", [], []);
        Uri? uri = null;
        (string Name, string Value) credential = ("", "");
        ProbeFinding? problem = null;
        try
        {
            uri = guard.Parse(subject.Type.TestRequest is null ? test.Url : ConnectionTemplate.Fill(test.Url, subject.Connection.Fields, EncodeForAddress(test.Url)));
            credential = HttpConnectionHeader.Of(subject.Connection);
        }
        catch (Exception exception) when (ProbeFailures.Find(exception, "The server") is { } found)
        {
            problem = found;
        }

        if (problem is not null)
        {
            await session.RunAsync(ProbeLayer.Resolve, "The server", _ => Task.FromResult(problem));
        }
        else
        {
            await using (await network.OpenAsync(session, ProbeEndpoint.Of(uri!), isHttp: true))
            {
                // Only to see that it can be opened; the client opens its own, judged in the same way.
            }
        }

        var host = uri is null ? "" : EgressRefusedException.Origin(uri);
        await session.RunAsync(ProbeLayer.Authenticate, host, async cancellationToken =>
        {
            using var response = await SendAsync(test, uri!, subject, credential, cancellationToken);
            return HttpFindings.Judge(test, response, await ReadAsync(response, cancellationToken), host, time);
        });
        await session.RunAsync(ProbeLayer.Read, host, async cancellationToken =>
        {
            using var request = Request(test, uri!, subject);
            using var response = await clients.Get().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return HttpFindings.JudgeWithoutCredential(test, response, host);
        });
    }

    /// <summary>The type's own request with a connection that has its token: for types whose signing in is a layer of its own.</summary>
    public async Task<ProbeFinding> ReadAsync(ProbeSubject subject, CancellationToken cancellationToken)
    {
        var test = subject.Type.TestRequest!;
        var uri = guard.Parse(ConnectionTemplate.Fill(test.Url, subject.Connection.Fields, EncodeForAddress(test.Url)));
        using var response = await SendAsync(test, uri, subject, HttpConnectionHeader.Of(subject.Connection), cancellationToken);
        return HttpFindings.Judge(test, response, await ReadAsync(response, cancellationToken), EgressRefusedException.Origin(uri), time);
    }

    private async Task<HttpResponseMessage> SendAsync(
        ConnectionTestRequest test, Uri uri, ProbeSubject subject, (string Name, string Value) credential, CancellationToken cancellationToken)
    {
        using var request = Request(test, uri, subject);
        request.Headers.Remove(credential.Name);
        request.Headers.TryAddWithoutValidation(credential.Name, credential.Value);
        request.SetCredentialHosts(new CredentialHosts(subject.Connection.AllowedHosts));
        return await clients.Get().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>
    /// A value that begins a template is a whole address or a host; there it stays as it is, and the guard judges it. Elsewhere it must not be able to change where
    /// the request goes; a host with its port can stand anywhere.
    /// </summary>
    private static Func<string, string> EncodeForAddress(string template)
    {
        var begins = template.StartsWith('{');
        return value =>
        {
            var asIs = begins || value.AsSpan().IndexOfAnyExcept(s_plain) < 0;
            begins = false;
            return asIs ? value.TrimEnd('/') : Uri.EscapeDataString(value);
        };
    }

    private static HttpRequestMessage Request(ConnectionTestRequest test, Uri uri, ProbeSubject subject)
    {
        var request = new HttpRequestMessage(test.Method == "HEAD" ? HttpMethod.Head : HttpMethod.Get, uri);
        foreach (var (name, template) in test.Headers)
        {
            var value = ConnectionTemplate.Fill(template, subject.Connection.Fields);
            if (!HttpHeaderRules.IsName(name) || !HttpHeaderRules.IsValue(value))
            {
                throw new ProbeFailedException(ProbeFinding.Failed(
                    ProbeCause.MalformedValue, $"The header {(HttpHeaderRules.IsName(name) ? name : "")} of the connector's test request cannot be sent as it is.".Replace("  ", " ", StringComparison.Ordinal),
                    "Have an admin correct the test request of the connector."));
            }

            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (!request.Headers.NonValidated.Contains("User-Agent"))
        {
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        }

        if (!request.Headers.NonValidated.Contains("Accept"))
        {
            request.Headers.TryAddWithoutValidation("Accept", "application/json, */*;q=0.8");
        }

        return request;
    }

    /// <summary>As much of the answer as telling the causes apart may need; the rest is not read.</summary>
    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostBodyBytes];
        var length = 0;
        int read;
        while (length < buffer.Length && (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
        }

        return buffer[..length];
    }
}
