using ConnectionsConsole.Infrastructure.Runner.JavaScript;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Tests.Unit.Runner.JavaScript;

/// <summary>What happens around scripts: waiting, surprises, operations that no limit of the engine reaches, the end.</summary>
public sealed class JavaScriptThreadsTests
{
    private static readonly TimeSpan s_failsafe = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task StuckWork_IsLeftBehind_AndAnotherThreadTakesItsPlaceUntilItEnds()
    {
        var messages = new List<string>();
        using var threads = Create(messages);
        using var end = new ManualResetEventSlim();
        Thread? stuck = null;

        await Assert.ThrowsAsync<TimeoutException>(() => threads.RunAsync(() =>
        {
            stuck = Thread.CurrentThread;
            end.Wait();
            return 0;
        }).WaitAsync(s_failsafe));

        Assert.Contains(messages, message => message.Contains("stuck", StringComparison.Ordinal));
        var other = await threads.RunAsync(() => Thread.CurrentThread).WaitAsync(s_failsafe);
        Assert.NotSame(stuck, other);
        end.Set();
        Assert.True(stuck!.Join(s_failsafe), "The thread that was stuck is one too many, and stays.");
        Assert.Same(other, await threads.RunAsync(() => Thread.CurrentThread).WaitAsync(s_failsafe));
    }

    [Fact]
    public async Task Surprise_IsTheCallers_AndTheThreadGoesOn()
    {
        using var threads = Create([]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => threads.RunAsync<int>(() => throw new InvalidOperationException("surprise")).WaitAsync(s_failsafe));
        Assert.Equal(1, await threads.RunAsync(() => 1).WaitAsync(s_failsafe));
    }

    [Fact]
    public async Task Dispose_DoesWhatIsQueued_AndTakesNothingMore()
    {
        var threads = Create([]);
        using var begin = new ManualResetEventSlim();
        var first = threads.RunAsync(() =>
        {
            begin.Wait();
            return 1;
        });
        var second = threads.RunAsync(() => 2);
        threads.Dispose();
        begin.Set();

        var results = await Task.WhenAll(first, second).WaitAsync(s_failsafe);
        Assert.Equal([1, 2], results);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => threads.RunAsync(() => 3));
    }

    private static JavaScriptThreads Create(List<string> messages)
    {
        var options = Options.Create(new JavaScriptOptions { Threads = 1, Timeout = TimeSpan.FromMilliseconds(1) });
        return new JavaScriptThreads(new ScriptEngines(options), options, new ListLogger<JavaScriptThreads>(messages));
    }
}
