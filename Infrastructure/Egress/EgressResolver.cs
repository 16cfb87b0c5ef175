using System.Net;
using System.Net.Sockets;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>Asks for a name's addresses. A delegate, so that tests can answer differently the second time.</summary>
internal delegate Task<IPAddress[]> EgressResolver(string hostName, CancellationToken cancellationToken);

/// <summary>Opens a TCP connection to exactly this end point. A delegate, so that tests can see where a connection would have gone.</summary>
internal delegate ValueTask<Stream> EgressDialer(IPEndPoint endPoint, CancellationToken cancellationToken);

/// <summary>The operating system's resolver and sockets.</summary>
internal static class SystemNetwork
{
    public static Task<IPAddress[]> ResolveAsync(string hostName, CancellationToken cancellationToken) =>
        Dns.GetHostAddressesAsync(hostName, cancellationToken);

    public static async ValueTask<Stream> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
