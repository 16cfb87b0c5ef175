using System.Text.Json;
using ConnectionsConsole.Tests.Benchmarks.Subjects;

namespace ConnectionsConsole.Tests.Benchmarks.Reporting;

/// <summary>Everything that one benchmark measured, as it is kept in the JSON file.</summary>
/// <param name="Machine">As it was before the first measurement.</param>
/// <param name="LoadAfter">The load average after the last one; the benchmark's own load included.</param>
/// <param name="Measurements">In the order of measuring: reference and console in turn.</param>
internal sealed record BenchmarkReport(
    Machine Machine, double? LoadAfter, BenchmarkOptions Options, IReadOnlyList<Measurement> Measurements, ApplicationStart? Start)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Those of a subject at a number of callers.</summary>
    public IReadOnlyList<Measurement> Of(string subject, int callers) => [.. Measurements.Where(m => m.Subject == subject && m.Callers == callers)];

    /// <summary>Median over the rounds of what the console has over what the reference has, round by round; null where one was not measured.</summary>
    public double? Ratio(int callers, Func<Measurement, double> figure)
    {
        var pairs = Of("reference", callers).Zip(Of("console", callers), (reference, console) => figure(console) / figure(reference)).ToList();
        return pairs.Count == 0 ? null : Median(pairs);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
