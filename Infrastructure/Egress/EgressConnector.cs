using System.Net;
using System.Net.Sockets;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>
/// Makes the connections of every guarded handler: resolves once, has the guard judge the whole answer, then dials these addresses in order.
/// Names never reach the operating system's connect, which would look them up a second time.
/// </summary>
internal sealed class EgressConnector(EgressGuard guard, EgressDialer dial)
{
    /// <summary>How long one address may take while others are left; a dead IPv6 route must not use up the time of the IPv4 address behind it.</summary>
    private static readonly TimeSpan s_perAddress = TimeSpan.FromSeconds(3);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (name, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        if (!WrittenHost.TryParse(name, out var host, out var problem))
        {
            throw new EgressRefusedException(EgressRefusal.Host, $"The host \"{name}\" was refused: {problem}.");
        }

        var addresses = LeadsToProxy(context)
            ? host.Address is { } written ? [written] : await guard.AskAsync(host.Name, cancellationToken)
            : await guard.ResolveAsync(host, port, cancellationToken);
        return await DialAsync(addresses, port, cancellationToken);
    }

    /// <summary>Dials addresses that the guard has judged, one after the other until one answers.</summary>
    /// <exception cref="SocketException">None did; of the last one.</exception>
    public async ValueTask<Stream> DialAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        for (var index = 0; ; index++)
        {
            var last = index == addresses.Length - 1;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (!last)
            {
                patience.CancelAfter(s_perAddress);
            }

            try
            {
                return await dial(new IPEndPoint(addresses[index], port), patience.Token);
            }
            catch (Exception failure) when (!last && !cancellationToken.IsCancellationRequested && failure is SocketException or OperationCanceledException)
            {
                // The next address is tried; the failure of the last one is what the caller sees.
            }
        }
    }

    /// <summary>
    /// A tunnel for https is asked for by a CONNECT request to the proxy itself, which only the HTTP handler sends; any other request leads to the proxy
    /// unless its destination goes around it. Going by the end point alone would let a step talk to a proxy on loopback as to any server.
    /// </summary>
    private bool LeadsToProxy(SocketsHttpConnectionContext context) =>
        guard.Proxy is { } proxy
        && (context.InitialRequestMessage.Method == HttpMethod.Connect
            || context.InitialRequestMessage.RequestUri is not { } target
            || !proxy.IsBypassed(target));
}
