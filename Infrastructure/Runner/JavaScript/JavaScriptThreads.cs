using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>
/// A bounded set of threads for scripts, so that code which computes cannot take the processors from requests, pages and the journal. A script that waits for
/// a timer holds none of them.
/// </summary>
internal sealed partial class JavaScriptThreads : IDisposable
{
    // Interpreted calls nest several frames of the interpreter per call of the script; the engine's guard against overflow needs room to act.
    private const int StackBytes = 16 * 1024 * 1024;

    // Threads that stand in for stuck ones; beyond, code steps wait until one is free again.
    private const int MaximumSubstitutes = 8;

    // Far more than any limit is late by: only a native operation that checks none (a power of huge integers) gets here.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_watchPeriod = TimeSpan.FromSeconds(1);

    // Monitor, since the waiting of BlockingCollection and Lock spins first: threads that wait for code steps would take time from those that serve them.
    private readonly object _gate = new();
    private readonly Queue<Work> _waiting = [];
    private readonly List<Work> _running = [];
    private readonly ScriptEngines _engines;
    private readonly TimeSpan _longest;
    private readonly Timer _watch;
    private readonly ILogger<JavaScriptThreads> _logger;
    private int _substitutes;
    private bool _ended;

    public JavaScriptThreads(ScriptEngines engines, IOptions<JavaScriptOptions> options, ILogger<JavaScriptThreads> logger)
    {
        _engines = engines;
        _logger = logger;
        _longest = options.Value.Timeout + s_grace;
        _watch = new Timer(_ => LeaveStuckBehind(), null, s_watchPeriod, s_watchPeriod);
        for (var i = 0; i < options.Value.ThreadCount; i++)
        {
            StartThread();
        }
    }

    /// <summary>Runs <paramref name="work"/> on one of the threads; the result's continuations leave it.</summary>
    /// <exception cref="TimeoutException">The work is stuck where no limit reaches. It is left behind, and another thread takes its place.</exception>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var item = new Work<T>(work);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            _waiting.Enqueue(item);
            Monitor.Pulse(_gate);
        }

        return item.Result;
    }

    /// <summary>What is queued is still done.</summary>
    public void Dispose()
    {
        _watch.Dispose();
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void StartThread() => new Thread(Loop, StackBytes) { IsBackground = true, Name = "JavaScript" }.Start();

    private void Loop()
    {
        for (var work = Take(null); work is not null; work = Take(work))
        {
            work.Run();
            _engines.Prepare();
        }
    }

    /// <summary>The next work, waiting while there is none; null when the thread has to end.</summary>
    private Work? Take(Work? done)
    {
        lock (_gate)
        {
            // Left behind meanwhile: where another thread stands in for this one, one of them is too many now.
            if (done is not null && !_running.Remove(done) && _substitutes > 0)
            {
                _substitutes--;
                return null;
            }

            Work? next;
            while (!_waiting.TryDequeue(out next))
            {
                if (_ended)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }

            next.StartedAt = Stopwatch.GetTimestamp();
            _running.Add(next);
            return next;
        }
    }

    private void LeaveStuckBehind()
    {
        lock (_gate)
        {
            for (var i = _running.Count - 1; i >= 0; i--)
            {
                var work = _running[i];
                if (Stopwatch.GetElapsedTime(work.StartedAt) < _longest)
                {
                    continue;
                }

                _running.RemoveAt(i);
                LogStuck();
                work.Abandon();
                if (_substitutes < MaximumSubstitutes)
                {
                    _substitutes++;
                    StartThread();
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A code step is stuck in a single operation; its thread is left behind until it ends")]
    private partial void LogStuck();

    private abstract class Work
    {
        public long StartedAt { get; set; }

        public abstract void Run();

        public abstract void Abandon();
    }

    private sealed class Work<T>(Func<T> work) : Work
    {
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Result => _result.Task;

        public override void Run()
        {
            try
            {
                _result.TrySetResult(work());
            }
            catch (Exception exception)
            {
                _result.TrySetException(exception);
            }
        }

        public override void Abandon() => _result.TrySetException(new TimeoutException("The code step is stuck in a single operation."));
    }
}
