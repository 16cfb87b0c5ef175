using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>A bounded set of threads for scripts, so that code which computes cannot take the processors from requests, pages and the journal.</summary>
internal sealed class JavaScriptThreads : IDisposable
{
    private const int StackBytes = 8 * 1024 * 1024;

    private readonly BlockingCollection<Action> _work = [];

    public JavaScriptThreads(IOptions<JavaScriptOptions> options)
    {
        var count = options.Value.Threads > 0 ? options.Value.Threads : Environment.ProcessorCount;
        for (var i = 0; i < count; i++)
        {
            new Thread(Work, StackBytes) { IsBackground = true, Name = $"JavaScript {i + 1}" }.Start();
        }
    }

    /// <summary>Runs <paramref name="work"/> on one of the threads; the result's continuations leave it.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                completion.SetResult(work());
            }
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
        });
        return completion.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
    }

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
