using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Browser;

/// <summary>Everything that goes between a page and the console from now on: the hub's frames, and the bodies of HTTP answers.</summary>
internal sealed class TrafficRecorder
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly IPage _page;
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly ConcurrentQueue<byte[]> _sent = new();
    private readonly ConcurrentQueue<Task<(string Address, byte[] Body)>> _bodies = new();

    public TrafficRecorder(IPage page)
    {
        _page = page;
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

    /// <summary>Address and body of every HTTP answer so far.</summary>
    public Task<(string Address, byte[] Body)[]> BodiesAsync() => Task.WhenAll(_bodies);

    /// <summary>
    /// All that have a body, but the console's own styles, scripts and fonts, which are the same for everybody, and what opens and closes the hub, whose frames
    /// are recorded themselves.
    /// </summary>
    private static bool IsKept(IResponse answer) =>
        answer.Status is >= 200 and < 300 && answer.Request.ResourceType is not ("stylesheet" or "script" or "font")
        && !answer.Url.Contains("/_blazor/", StringComparison.Ordinal);

    private async Task<(string Address, byte[] Body)> ReadAsync(IResponse answer)
    {
        try
        {
            return (answer.Url, await answer.BodyAsync().WaitAsync(s_patience));
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            // The page was left, and the browser has forgotten what it was made of: the address is asked once more, with the same cookies.
            var again = await _page.APIRequest.GetAsync(answer.Url);
            return (answer.Url, await again.BodyAsync());
        }
    }

    private static byte[] BytesOf(IWebSocketFrame frame) => frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? "");
}
