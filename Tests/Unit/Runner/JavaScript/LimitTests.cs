using ConnectionsConsole.Infrastructure.Runner.JavaScript;

namespace ConnectionsConsole.Tests.Unit.Runner.JavaScript;

/// <summary>Scripts that loop, recurse, allocate or wait for ever: each fails in words that name the limit and its setting, and the next script runs.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly CodeStep _hasty = new(new JavaScriptOptions { Timeout = TimeSpan.FromMilliseconds(500), Threads = 2 });

    // The other limits strike first on any machine.
    private readonly CodeStep _step = new(new JavaScriptOptions
    {
        Timeout = TimeSpan.FromSeconds(50), RegexTimeout = TimeSpan.FromMilliseconds(200), OutputBytes = 1024 * 1024, MemoryBytes = 64 * 1024 * 1024, Threads = 2,
    });

    public static TheoryData<string> Endless => new()
    {
        "for (;;) {}",
        "for (;;) { try { for (;;) {} } catch (e) {} finally { continue; } }",
        "const f = () => Promise.resolve().then(f); await f()",
        "for (;;) await null",
        "await new Promise(() => setInterval(() => {}, 10))",
        "await new Promise((done) => setTimeout(done, 1e8))",
        "let o = {}; for (let i = 0; i < 40; i++) o = { a: o, b: o }; JSON.stringify(o)",
        "for (;;) for (const x of (function* () { for (;;) yield 1; })()) {}",
    };

    public static TheoryData<string, string> Hostile => new()
    {
        { "function f() { return f() + 1; } f()", "RecursionDepth" },
        { "function f() { try { f(); } catch (e) { f(); } } f()", "RecursionDepth" },
        { "'a'.repeat(2 ** 30)", "StringLength" },
        { "'a'.repeat(2 ** 28)", "StringLength" },
        { "'a'.padEnd(2 ** 28)", "StringLength" },
        { "let s = 'a'; for (;;) s += s", "MemoryBytes" },
        { "new Array(1e9).fill(0)", "ArrayLength" },
        { "new Uint8Array(2 ** 30)", "BufferBytes" },
        { "new Float64Array(2 ** 28)", "BufferBytes" },
        { "new (new Uint8Array(1).constructor)(2 ** 30)", "BufferBytes" },
        { "new (Buffer.from('a').buffer.constructor)(2 ** 30)", "BufferBytes" },
        { "Reflect.construct(ArrayBuffer, [2 ** 30])", "BufferBytes" },
        { "new ArrayBuffer(8, { maxByteLength: 2 ** 30 }).resize(2 ** 30)", "not a function" },
        { "Buffer.alloc(2 ** 30)", "BufferBytes" },
        { "const all = []; for (;;) all.push(new Uint8Array(1e6))", "MemoryBytes" },
        { "/^(a+)+$/.test('a'.repeat(40) + 'b')", "RegexTimeout" },
        { "new RegExp('^(a+)+$').test('a'.repeat(40) + 'b')", "RegexTimeout" },
        { "for (let i = 0; i < 2000; i++) setTimeout(() => {}, 1000)", "Timers" },
        { "let o = {}; for (let i = 0; i < 40; i++) o = { a: o, b: o }; return { data: o }", "OutputBytes" },
        { "return { data: 'x'.repeat(2 * 1024 * 1024) }", "OutputBytes" },
        { "return { data: Buffer.alloc(2 * 1024 * 1024) }", "OutputBytes" },
    };

    public void Dispose()
    {
        _step.Dispose();
        _hasty.Dispose();
    }

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task Execute_EndlessCode_FailsWithALimit(string body)
    {
        Assert.Contains("The limit is the setting Runner:JavaScript:", await _hasty.FailureAsync($"module.exports = async () => {{\n{body}\n}};"), StringComparison.Ordinal);
        Assert.Empty(_hasty.Messages);
        Assert.Equal("1", await _hasty.ValueAsync("1"));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Execute_HostileCode_FailsWithTheLimitsSetting(string body, string words)
    {
        var message = await _step.FailureAsync($"module.exports = async () => {{\n{body}\n}};");

        Assert.Empty(_step.Messages);
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Equal("1", await _step.ValueAsync("1"));
    }

    [Fact]
    public async Task Execute_EndlessLoopAtTopLevel_FailsWithTimeout() =>
        Assert.Equal("The code ran longer than 0.5 seconds. The limit is the setting Runner:JavaScript:Timeout.", await _hasty.FailureAsync("for (;;) {}"));

    [Fact]
    public async Task Execute_PromiseThatNothingResolves_FailsAtOnceWithTheReason()
    {
        using var step = new CodeStep(new JavaScriptOptions { Timeout = TimeSpan.FromMinutes(5) });

        Assert.StartsWith("The code waits for a promise that nothing resolves any more", await step.FailureAsync("module.exports = () => new Promise(() => {});"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_WaitingScripts_DoNotHoldTheOnlyThread()
    {
        using var step = new CodeStep(new JavaScriptOptions { Timeout = TimeSpan.FromMinutes(5), Threads = 1 });
        using var cancellation = new CancellationTokenSource();
        var waiting = step.RunAsync("module.exports = async () => { await new Promise((done) => setTimeout(done, 200000)); };", cancellation.Token);

        Assert.Equal("1", await step.ValueAsync("1"));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Execute_CancelledWhileComputing_ThrowsOperationCanceled()
    {
        using var step = new CodeStep(new JavaScriptOptions { Timeout = TimeSpan.FromMinutes(5), Statements = 1_000_000_000 });
        using var cancellation = new CancellationTokenSource();
        var running = step.RunAsync("module.exports = async ({ logger }) => { logger.info('on'); for (;;) {} };", cancellation.Token);
        while (step.Lines.Count == 0)
        {
            Assert.False(running.IsCompleted);
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Execute_PollutedPrototypes_DoNotLeakToTheNextExecution()
    {
        await _step.ValueAsync("(Object.prototype.polluted = 1, Array.prototype.map = null, globalThis.left = 1, JSON.parse = null, Buffer.from = null, 1)");

        Assert.Equal("[null,[2],\"undefined\",1,\"a\"]", await _step.ValueAsync("[{}.polluted ?? null, [1].map((x) => x + 1), typeof left, JSON.parse('1'), Buffer.from('a').toString()]"));
    }

    [Theory]
    [InlineData("eval('1')")]
    [InlineData("(0, eval)('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("(async () => {}).constructor('return 1')()")]
    [InlineData("(function* () {}).constructor('yield 1')()")]
    public async Task Execute_TextAsCode_IsRefused(string expression) =>
        Assert.Contains("String compilation has been disabled", await _step.FailureAsync($"module.exports = async () => ({{ data: {expression} }});"), StringComparison.Ordinal);

    [Fact]
    public async Task Execute_NothingOfTheHost_IsWithinReach() =>
        Assert.Equal("[]", await _step.ValueAsync("['System', 'importNamespace', 'process', 'clrHelper', 'ShadowRealm', 'Atomics', 'SharedArrayBuffer', 'host', 'fetch'].filter((name) => name in globalThis)"));
}
