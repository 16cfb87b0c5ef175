using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>Sends a request exactly as given: HTTP libraries resolve dot segments before sending, hostile clients do not.</summary>
internal static class RawConnection
{
    /// <returns>Status code and body.</returns>
    public static async Task<(int Status, string Body)> SendSignedAsync(SandboxHost host, string method, string rawTarget, byte[]? body = null)
    {
        using var client = await SendAsync(host, method, rawTarget, SignedRequests.Sign(host, method, rawTarget, body, null, []),
            body ?? [], body?.Length ?? 0);
        var answer = await new StreamReader(client.GetStream(), Encoding.UTF8).ReadToEndAsync();
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture), answer[(end + 4)..]);
    }

    /// <summary>Begins a request, sends only a part of its body, and closes the connection.</summary>
    public static async Task BreakOffAsync(SandboxHost host, string method, string rawTarget, byte[] body, int sent)
    {
        using var client = await SendAsync(host, method, rawTarget, SignedRequests.Sign(host, method, rawTarget, body, null, []), body, sent);
    }

    private static async Task<TcpClient> SendAsync(
        SandboxHost host, string method, string rawTarget, Dictionary<string, string> headers, byte[] body, int sent)
    {
        var client = new TcpClient();
        await client.ConnectAsync(host.Server.BaseAddress.Host, host.Server.BaseAddress.Port);
        var stream = client.GetStream();
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"{method} {rawTarget} HTTP/1.1\r\nConnection: close\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()));
        await stream.WriteAsync(body.AsMemory(0, sent));
        return client;
    }
}
