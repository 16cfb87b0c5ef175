using System.ComponentModel;
using System.Diagnostics;

namespace ConnectionsConsole.Infrastructure.Runner.Nodes;

/// <summary>
/// Tells whether a process that had runs is gone. Only one that could be seen from here can be known to be gone at once: the same machine, the same start of
/// it, the same process namespace (two containers may share a host name). Of all others the lease tells.
/// </summary>
internal sealed record ProcessIdentity(string Machine, int ProcessId, DateTime StartedAt)
{
    private const int LongestMachineName = 200;

    /// <summary>The start of a process is known to about a clock tick; the number of a process that ended is not given out again this soon.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    public static ProcessIdentity Current { get; } = OfThisProcess();

    /// <summary>True only when it is certain.</summary>
    public bool IsCertainlyGone(string machine, int processId, DateTime startedAt)
    {
        if (machine != Machine)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited || (process.StartTime.ToUniversalTime() - startedAt).Duration() > s_tolerance;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It is there, or was a moment ago, but may not be looked at: leave it to the lease.
            return false;
        }
    }

    private static ProcessIdentity OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        var machine = Environment.MachineName;
        var scope = $"{Read("/proc/sys/kernel/random/boot_id")}{ReadLink("/proc/self/ns/pid")}";
        machine = scope.Length == 0 ? machine : $"{(machine.Length > 120 ? machine[..120] : machine)} ({scope})";
        return new ProcessIdentity(machine.Length > LongestMachineName ? machine[..LongestMachineName] : machine, process.Id, process.StartTime.ToUniversalTime());
    }

    private static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() + " " : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string ReadLink(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
