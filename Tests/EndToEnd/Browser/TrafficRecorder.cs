using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Browser;

/// <summary>Everything that goes between a page and the console from now on: the hub's frames, and the bodies of HTTP answers.</summary>
internal sealed class TrafficRecorder
{
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly ConcurrentQueue<byte[]> _sent = new();
    private readonly ConcurrentQueue<Task<(string Address, byte[] Body)>> _bodies = new();

    public TrafficRecorder(IPage page)
    {
        page.WebSocket += (_, socket) =>
        {
            socket.FrameReceived += (_, frame) => _received.Enqueue(BytesOf(frame));
            socket.FrameSent += (_, frame) => _sent.Enqueue(BytesOf(frame));
        };
        page.Response += (_, answer) =>
        {
            if (IsKept(answer))
            {
                _bodies.Enqueue(ReadAsync(answer));
            }
        };
    }

    /// <summary>What the hub sent, one frame after another, so that nothing hides at a frame's end.</summary>
    public byte[] HubReceived => [.. _received.SelectMany(frame => frame)];

    /// <summary>What the page sent to the hub.</summary>
    public byte[] HubSent => [.. _sent.SelectMany(frame => frame)];

    /// <summary>Address and body of every HTTP answer so far. Ask before the page is left: the browser forgets what it was made of.</summary>
    public Task<(string Address, byte[] Body)[]> BodiesAsync() => Task.WhenAll(_bodies);

    /// <summary>
    /// All that have a body, but the console's own styles, scripts and fonts, which are the same for everybody, and the answer to the farewell that a page
    /// sends when it is left.
    /// </summary>
    private static bool IsKept(IResponse answer) =>
        answer.Status is >= 200 and < 300 && answer.Request.ResourceType is not ("stylesheet" or "script" or "font")
        && !answer.Url.EndsWith("/_blazor/disconnect", StringComparison.Ordinal);

    private static async Task<(string Address, byte[] Body)> ReadAsync(IResponse answer)
    {
        await answer.FinishedAsync();
        return (answer.Url, await answer.BodyAsync());
    }

    private static byte[] BytesOf(IWebSocketFrame frame) => frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? "");
}
