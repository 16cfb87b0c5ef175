using System.Threading.Channels;
using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Browser;

/// <summary>
/// A line between a page and its circuit on which each message takes a while, both ways and in order: what a slow network or a busy machine does, whenever a test
/// wants it. Pages are loaded as ever.
/// </summary>
internal sealed class SlowLine
{
    private long _delay;

    private SlowLine()
    {
    }

    /// <summary>For messages from now on; none at first. Those under way keep theirs.</summary>
    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _delay));
        set => Interlocked.Exchange(ref _delay, value.Ticks);
    }

    /// <summary>Before the page is opened.</summary>
    public static async Task<SlowLine> BetweenAsync(IPage page)
    {
        var line = new SlowLine();
        await page.RouteWebSocketAsync(url => url.Contains("/_blazor", StringComparison.Ordinal), browser =>
        {
            var server = browser.ConnectToServer();
            browser.OnMessage(line.Carry(server));
            server.OnMessage(line.Carry(browser));
        });
        return line;
    }

    private Action<IWebSocketFrame> Carry(IWebSocketRoute to)
    {
        var messages = Channel.CreateUnbounded<(DateTime Due, IWebSocketFrame Frame)>();
        _ = DeliverAsync(messages.Reader, to);
        return frame => messages.Writer.TryWrite((DateTime.UtcNow + Delay, frame));
    }

    private static async Task DeliverAsync(ChannelReader<(DateTime Due, IWebSocketFrame Frame)> messages, IWebSocketRoute to)
    {
        await foreach (var (due, frame) in messages.ReadAllAsync())
        {
            if (due - DateTime.UtcNow is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest);
            }

            if (frame.Binary is { } binary)
            {
                to.Send(binary);
            }
            else
            {
                to.Send(frame.Text!);
            }
        }
    }
}
