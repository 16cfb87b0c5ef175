using System.Diagnostics;

namespace ConnectionsConsole.Tests.Benchmarks.Load;

/// <summary>Resident memory, in MiB.</summary>
internal static class ProcessMemory
{
    public static double Now(Process? process = null)
    {
        using var self = process is null ? Process.GetCurrentProcess() : null;
        process?.Refresh();
        return (process ?? self)!.WorkingSet64 / 1024.0 / 1024.0;
    }

    public static double Peak()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1024.0 / 1024.0;
    }
}
