using System.Diagnostics;

namespace ConnectionsConsole.Tests.Benchmarks.Load;

/// <summary>What a closed loop saw.</summary>
/// <param name="AllRuns">Warm-up included.</param>
/// <param name="Latencies">Of the runs that ended within the window, in milliseconds, ascending.</param>
/// <param name="Seconds">The window as it was, not as it was asked for.</param>
/// <param name="Cpu">Processor time of this process within the window.</param>
internal sealed record LoopResult(long AllRuns, double[] Latencies, double Seconds, TimeSpan Cpu)
{
    /// <param name="share">Between 0 and 1.</param>
    public double Percentile(double share) => Latencies[Math.Min(Latencies.Length - 1, (int)(share * Latencies.Length))];
}

/// <summary>Callers that each start a run as soon as their last one has ended: first to warm up, then measured.</summary>
internal static class ClosedLoop
{
    /// <param name="run">Carries one run to its end; gets a number that differs between runs. Must throw when the run fails.</param>
    public static async Task<LoopResult> RunAsync(int callers, double warmUp, double seconds, Func<long, Task> run)
    {
        var window = new Window();
        var all = 0L;
        using var stop = new CancellationTokenSource();
        var running = Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var latencies = new List<double>(100_000);
            while (!stop.IsCancellationRequested)
            {
                var started = Stopwatch.GetTimestamp();
                await run(Interlocked.Increment(ref all));
                var ended = Stopwatch.GetTimestamp();
                if (window.Contains(ended))
                {
                    latencies.Add(Stopwatch.GetElapsedTime(started, ended).TotalMilliseconds);
                }
            }

            return latencies;
        })).ToList();

        // A caller that fails ends the measurement at once.
        var failed = Task.WhenAny(running);
        await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(warmUp)), failed);
        var cpu = Environment.CpuUsage.TotalTime;
        window.Open();
        await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(seconds)), failed);
        window.Close();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        await stop.CancelAsync();
        var latencies = (await Task.WhenAll(running)).SelectMany(l => l).ToArray();
        Array.Sort(latencies);
        return latencies.Length == 0
            ? throw new BenchmarkException("No run ended within the measured window.")
            : new LoopResult(all, latencies, window.Length.TotalSeconds, cpu);
    }

    private sealed class Window
    {
        private long _opened = long.MaxValue, _closed = long.MaxValue;

        public TimeSpan Length => Stopwatch.GetElapsedTime(_opened, _closed);

        public void Open() => Volatile.Write(ref _opened, Stopwatch.GetTimestamp());

        public void Close() => Volatile.Write(ref _closed, Stopwatch.GetTimestamp());

        public bool Contains(long timestamp) => timestamp >= Volatile.Read(ref _opened) && timestamp <= Volatile.Read(ref _closed);
    }
}
