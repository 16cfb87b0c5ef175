using System.Text.Json;

namespace ConnectionsConsole.Tests.Benchmarks.Subjects;

/// <summary>What a child measures, as it is handed to it on the command line.</summary>
/// <param name="Upstreams">Address of the upstreams; it ends with a slash.</param>
/// <param name="Data">Folder of the child's own database.</param>
/// <param name="Started">When the process was started: ticks of UTC. The runtime's own start counts too.</param>
internal sealed record SubjectSettings(string Upstreams, string Data, int Callers, double WarmUp, double Seconds, string Synchronous, long Started)
{
    public static SubjectSettings Parse(string json) =>
        JsonSerializer.Deserialize<SubjectSettings>(json) ?? throw new OptionException("The child's settings are missing.");

    public double MillisecondsSinceStart() => (DateTime.UtcNow.Ticks - Started) / (double)TimeSpan.TicksPerMillisecond;
}
