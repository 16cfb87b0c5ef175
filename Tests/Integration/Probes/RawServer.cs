using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionsConsole.Tests.Integration.Probes;

/// <summary>A TCP server on loopback that says one thing to whoever connects, or nothing at all, and keeps the connection open.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private readonly string? _says;
    private readonly bool _close;

    private RawServer(string? says, bool close) => (_says, _close) = (says, close);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <param name="says">Null for a black hole.</param>
    /// <param name="close">Ends each connection after it was told.</param>
    public static RawServer Start(string? says, bool close = false)
    {
        var server = new RawServer(says, close);
        server._listener.Start();
        _ = server.AcceptAsync();
        return server;
    }

    /// <summary>A port on which nothing listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_clients)
        {
            _clients.ForEach(c => c.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                lock (_clients)
                {
                    _clients.Add(client);
                }

                if (_says is not null)
                {
                    await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(_says));
                }

                if (_close)
                {
                    client.Client.Shutdown(SocketShutdown.Send);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
