using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>
/// A bounded set of threads for scripts, so that code which computes cannot take the processors from requests, pages and the journal. A script that waits for
/// a timer holds none of them.
/// </summary>
internal sealed class JavaScriptThreads : IDisposable
{
    // Interpreted calls nest several frames of the interpreter per call of the script; the engine's guard against overflow needs room to act.
    private const int StackBytes = 16 * 1024 * 1024;

    // Threads that stand in for stuck ones; beyond, code steps wait until one is free again.
    private const int MaximumSubstitutes = 8;

    // Far more than any limit is late by: only a native operation that checks none (a power of huge integers) gets here.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly BlockingCollection<Action> _work = [];
    private readonly TimeSpan _longest;
    private readonly ILogger<JavaScriptThreads> _logger;
    private int _surplus;
    private int _substitutes;

    public JavaScriptThreads(IOptions<JavaScriptOptions> options, ILogger<JavaScriptThreads> logger)
    {
        _logger = logger;
        _longest = options.Value.Timeout + s_grace;
        var count = options.Value.Threads > 0 ? options.Value.Threads : Environment.ProcessorCount;
        for (var i = 0; i < count; i++)
        {
            StartThread();
        }
    }

    /// <summary>Runs <paramref name="work"/> on one of the threads; the result's continuations leave it.</summary>
    /// <exception cref="TimeoutException">The work is stuck where no limit reaches. It is left behind, and another thread takes its place.</exception>
    public async Task<T> RunAsync<T>(Func<T> work)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finished = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var abandoned = 0;
        _work.Add(() =>
        {
            started.SetResult();
            try
            {
                finished.SetResult(work());
            }
            catch (Exception exception)
            {
                finished.SetException(exception);
            }
            finally
            {
                if (Interlocked.Exchange(ref abandoned, 1) == 1)
                {
                    Interlocked.Increment(ref _surplus);
                }
            }
        });

        await started.Task;
        try
        {
            return await finished.Task.WaitAsync(_longest);
        }
        catch (TimeoutException) when (!finished.Task.IsCompleted)
        {
            if (Interlocked.Exchange(ref abandoned, 1) == 0)
            {
                Substitute();
            }

            throw;
        }
    }

    public void Dispose()
    {
        _work.CompleteAdding();
    }

    private void Substitute()
    {
        _logger.LogWarning("A code step is stuck in a single operation; its thread is left behind until it ends");
        if (Interlocked.Increment(ref _substitutes) <= MaximumSubstitutes)
        {
            StartThread();
        }
        else
        {
            Interlocked.Decrement(ref _substitutes);
            Interlocked.Decrement(ref _surplus);
        }
    }

    private void StartThread() => new Thread(Work, StackBytes) { IsBackground = true, Name = "JavaScript" }.Start();

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
            if (TakeSurplus())
            {
                return;
            }
        }
    }

    /// <summary>A stuck script ended: one thread more than wanted is there.</summary>
    private bool TakeSurplus()
    {
        while (Volatile.Read(ref _surplus) is > 0 and var surplus)
        {
            if (Interlocked.CompareExchange(ref _surplus, surplus - 1, surplus) == surplus)
            {
                Interlocked.Decrement(ref _substitutes);
                return true;
            }
        }

        return false;
    }
}
