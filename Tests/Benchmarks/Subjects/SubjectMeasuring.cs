using ConnectionsConsole.Tests.Benchmarks.Load;

namespace ConnectionsConsole.Tests.Benchmarks.Subjects;

/// <summary>What both subjects do alike, so that they are measured alike.</summary>
internal static class SubjectMeasuring
{
    private const int StepsPerRun = 4, LogLinesPerRun = 3;

    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);

    /// <param name="run">Carries one run to its end; throws when it fails.</param>
    /// <param name="commits">Transactions committed so far.</param>
    public static async Task<Measurement> MeasureAsync(string subject, SubjectSettings settings, Func<long, Task> run, Func<long> commits)
    {
        var readyAfter = settings.MillisecondsSinceStart();
        await run(0);
        var firstRunAfter = settings.MillisecondsSinceStart();
        var firstRunCpu = Environment.CpuUsage.TotalTime.TotalMilliseconds;
        await Task.Delay(s_rest);
        var atRest = ProcessMemory.Now();
        var result = await ClosedLoop.RunAsync(settings.Callers, settings.WarmUp, settings.Seconds, run);
        var all = result.AllRuns + 1;
        return new Measurement(
            subject, settings.Callers, all, result.Latencies.Length, result.Latencies.Length / result.Seconds, result.Percentile(0.5), result.Percentile(0.95),
            result.Cpu.TotalMilliseconds / result.Latencies.Length, ProcessMemory.Peak(), atRest, readyAfter, firstRunAfter, firstRunCpu, null, commits() / (double)all);
    }

    /// <summary>Every run, and each of its steps, has to stand in the database.</summary>
    /// <param name="runs">All that this database ever had; the log lines are the code step's own and one for each HTTP request.</param>
    public static void Check(string database, long runs)
    {
        using var tables = new JournalTables(database);
        var found = (tables.Runs, tables.SucceededRuns, tables.StepRuns, tables.LogLines);
        if (found != (runs, runs, runs * StepsPerRun, runs * LogLinesPerRun))
        {
            throw new BenchmarkException(
                $"{runs} runs were carried out; the database has {found.Runs} runs, {found.SucceededRuns} of them succeeded, {found.StepRuns} steps and {found.LogLines} log lines.");
        }
    }
}
