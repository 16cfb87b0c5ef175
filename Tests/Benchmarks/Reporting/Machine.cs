using System.Globalization;
using System.Runtime.InteropServices;

namespace ConnectionsConsole.Tests.Benchmarks.Reporting;

/// <summary>Where the figures come from.</summary>
/// <param name="Load">Load average of the last minute; null where the system does not tell. Near the number of processors, other programs were at work too.</param>
internal sealed record Machine(int Processors, string Processor, string System, string Runtime, double? Load)
{
    private const string LoadFile = "/proc/loadavg", ProcessorFile = "/proc/cpuinfo";

    public static Machine Describe() => new(
        Environment.ProcessorCount, ProcessorName(), RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription,
        File.Exists(LoadFile) ? double.Parse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture) : null);

    private static string ProcessorName()
    {
        var line = File.Exists(ProcessorFile) ? File.ReadLines(ProcessorFile).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
