namespace ConnectionsConsole.Tests.Benchmarks.Subjects;

/// <summary>What one child measured. Times are in milliseconds, memory in MiB.</summary>
/// <param name="AllRuns">Every run of the process, first one and warm-up included.</param>
/// <param name="Runs">Those that ended within the measured window.</param>
/// <param name="CpuPerRun">Processor time of the process within the window, over the runs that ended in it.</param>
/// <param name="ReadyAfter">From the start of the process until it could take a run.</param>
/// <param name="FirstRunAfter">From the start of the process until the first run had ended.</param>
/// <param name="FirstRunCpu">Processor time that the process had taken by then: unlike the time that passed, other programs hardly change it.</param>
/// <param name="MemoryAtRest">Resident memory a second after the first run.</param>
/// <param name="CodeStep">Median of the code step's own duration within the process's runs; null where there is none.</param>
internal sealed record Measurement(
    string Subject, int Callers, long AllRuns, long Runs, double RunsPerSecond, double Median, double Percentile95, double CpuPerRun,
    double PeakMemory, double MemoryAtRest, double ReadyAfter, double FirstRunAfter, double FirstRunCpu, double? CodeStep, double CommitsPerRun);
